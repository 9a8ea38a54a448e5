"""Where a base may live: under a path too long or odd for a socket, in a folder closed to its owner, without root."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gamma.running.base.place import LONGEST_SOCKET, SHARED, base_place

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="these need root, who alone may become someone else")


def test_a_path_too_long_or_odd_for_a_socket(deep) -> None:
    sockets = base_place(deep.root / "var").sockets
    try:
        assert len(str(sockets)) < LONGEST_SOCKET
        done = deep.run("migrate", "--demonstration")
        assert (done.returncode, done.stderr) == (0, "")
        assert "la saison 1 y est chargée" in done.stdout
        assert deep.processes() == []
    finally:
        shutil.rmtree(sockets)


@as_root
def test_a_checkout_that_the_owner_of_the_base_cannot_enter(fresh) -> None:
    fresh.root.chmod(0o700)
    assert fresh.run("migrate").returncode == 0
    home = (fresh.root / "var/base").readlink()
    try:
        assert home.parent == SHARED
        assert fresh.run("export", "nowhere").stderr.startswith("Aucune édition ne s'appelle")
        assert fresh.root.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(home)
        if not any(SHARED.iterdir()):
            SHARED.rmdir()


@as_root
def test_without_root(fresh) -> None:
    nobody = pwd.getpwnam("nobody")
    python = _python_for(nobody.pw_uid, nobody.pw_gid)
    os.chown(fresh.root, nobody.pw_uid, nobody.pw_gid)
    command = [python, "-m", "gamma.running", "migrate", "--demonstration"]
    done = subprocess.run(
        command,
        env=fresh.surroundings | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "HOME": str(fresh.root)},
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (fresh.root / "var/base/data").stat().st_uid == nobody.pw_uid
    assert fresh.processes() == []


@as_root
def test_a_base_of_another_user_is_left_alone(fresh) -> None:
    (fresh.root / "var/base").mkdir(parents=True)
    os.chown(fresh.root / "var/base", 12345, 12345)
    done = fresh.run("migrate")
    assert done.returncode == 2
    assert "appartient à un autre utilisateur" in done.stderr


def _python_for(user: int, group: int) -> str:
    """A Python of our version that this user may run: ours may be in a home that is closed to others."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for path in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        try:
            if Path(path).exists():
                subprocess.run([path, "-c", ""], user=user, group=group, extra_groups=[], cwd="/", check=True)
                return path
        except (PermissionError, subprocess.CalledProcessError):
            continue
    pytest.skip(f"no {name} that the user nobody may run")
