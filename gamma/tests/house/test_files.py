"""Files: what must not be in them, how long they may be, templates that nobody renders."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

LONGEST = 500
ALLAUTH = ("account/", "mfa/", "socialaccount/")
TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".html", ".css", ".typ", ".lock", ".in", ".txt", ".po", ""}


def test_locks_carry_versions_and_hashes_but_no_address(root):
    python = (root / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--extra-index-url", python)
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", python, re.MULTILINE)
    assert len(pinned) > 40
    assert python.count("--hash=sha256:") >= len(pinned)
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "integrity" not in package] == []


def test_no_file_speaks_of_one_machine(kept):
    """Absolute paths of a home, of a working folder, or of a temporary one are nobody else's."""
    found = [
        f"{path.name}: {match[0]}"
        for path in kept
        if path.suffix in TEXTS and path.name != "test_files.py"
        for match in [
            re.search(r"(?<![\w.])/(?:home|Users|work|root)/\w", path.read_text(encoding="utf-8", errors="ignore"))
        ]
        if match
    ]
    assert found == []


def test_source_files_can_be_read_in_one_sitting(kept):
    sources = [path for path in kept if path.suffix == ".py" and not {"migrations", "tests"} & set(path.parts)]
    assert len(sources) > 100
    long = [path.name for path in sources if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST]
    assert long == []


def test_every_template_is_rendered_by_something(source):
    """Its name is written in a template or in Python, a component tag makes it, or allauth does."""
    allauth = Path(find_spec("allauth").origin).with_name("templates")
    folders = [folder for folder in source.rglob("templates") if folder.is_dir()]
    files = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}
    texts = [*source.rglob("*.py"), *(path for folder in folders for path in folder.rglob("*.html"))]
    said = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    tags = set(re.findall(r'(?:component|_plain)\("(\w+)"', said))
    errors = {f"{code}.html" for code in (400, 403, "403_csrf", 404, 429, 500)}
    pages = re.findall(r'"name": "(\w+)"', said)
    known = errors | {f"site/{name}.html" for name in pages} | {f"design/components/{tag}.html" for tag in tags}
    letters = {name: name.replace(".txt", "_message.txt") for name in files}
    known |= {name for name in files if name.startswith(ALLAUTH) and (allauth / letters[name]).is_file()}
    assert len(files) > 40
    assert sorted(name for name in files - known if f'"{name}"' not in said) == []


def test_migrations_are_complete(root, base_url):
    """What the models say is what the migrations make."""
    environment = {"DATABASE_URL": base_url, "DJANGO_SETTINGS_MODULE": "gamma.settings.test", "PATH": ""}
    words = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    made = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
