"""Version: what is installed, and the commit of a checkout, read from the files that git keeps."""

import shutil
import subprocess
from pathlib import Path

import pytest

from gamma.ground.version import checked_out, installed, version

COMMIT = "1f0c9b2a7d31" + "0" * 28


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / ".git" / "refs" / "heads").mkdir(parents=True)
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    return tmp_path


def test_a_branch_is_followed_to_its_commit(checkout):
    (checkout / ".git/refs/heads/main").write_text(f"{COMMIT}\n")
    assert checked_out(checkout) == COMMIT


def test_a_branch_that_git_packed(checkout):
    (checkout / ".git/packed-refs").write_text(f"# pack-refs\n{'a' * 40} refs/heads/other\n{COMMIT} refs/heads/main\n")
    assert checked_out(checkout) == COMMIT


def test_a_commit_without_branch(checkout):
    (checkout / ".git/HEAD").write_text(f"{COMMIT}\n")
    assert checked_out(checkout) == COMMIT


def test_a_second_working_tree(checkout, tmp_path):
    kept, second = checkout / ".git/worktrees/second", tmp_path / "second"
    kept.mkdir(parents=True)
    second.mkdir()
    (second / ".git").write_text(f"gitdir: {kept}\n")
    (kept / "HEAD").write_text("ref: refs/heads/side\n")
    (kept / "commondir").write_text("../..\n")
    (checkout / ".git/refs/heads/side").write_text(f"{COMMIT}\n")
    assert checked_out(second) == COMMIT


@pytest.mark.parametrize("head", ["", "nonsense", "ref: refs/heads/unborn"])
def test_no_commit_is_no_fault(checkout, head):
    (checkout / ".git/HEAD").write_text(head)
    assert checked_out(checkout) == ""


def test_no_checkout(tmp_path):
    assert checked_out(tmp_path) == ""


def test_it_begins_with_what_is_installed():
    assert version().split("+")[0] == installed()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here to compare with")
def test_it_is_what_git_says():
    here = Path(__file__).parent
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip("these tests do not run from a checkout")
    assert version() == f"{installed()}+{asked.stdout.strip()[:12]}"
