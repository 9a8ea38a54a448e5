"""The file of a backup: whole, or refused in a sentence."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from gamma.ground.errors import UserError
from gamma.running.backups.archive import checked, written
from gamma.running.backups.manifest import BASE, Manifest, Member

MADE = datetime(2026, 11, 2, 3, 7, tzinfo=UTC)


@pytest.fixture
def small(tmp_path) -> Path:
    """A backup whose base is no dump."""
    return archive(tmp_path / "small.zip", b"not a dump")


def archive(path: Path, dump: bytes, migrations: tuple[str, ...] = ()) -> Path:
    with written(path) as writing:
        writing.add(BASE, BytesIO(dump))
        writing.close(Manifest(version="0", made=MADE, migrations=list(migrations), members=writing.members))
    return path


def test_what_is_interrupted_leaves_nothing(tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt), written(tmp_path / "x.zip"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [0, 1, 50, 84, 85, 200, -1])
def test_what_lost_its_end_is_refused(small, cut) -> None:
    small.write_bytes(small.read_bytes()[:cut])
    assert "il lui manque sa fin" in refusal(small)


def test_any_altered_byte_is_refused(small) -> None:
    body = small.read_bytes()
    for place in range(len(body)):
        small.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert "Rien n'a été touché" in refusal(small)


def test_what_comes_from_elsewhere_is_refused(tmp_path) -> None:
    foreign = tmp_path / "x.zip"
    with zipfile.ZipFile(foreign, "w") as zipped:
        zipped.writestr("manifest.json", "{}")
    assert "ce n'est pas une sauvegarde de Gamma" in refusal(foreign)
    assert "ne peut pas être lu" in refusal(tmp_path / "absent.zip")
    assert "ne peut pas être lu" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ('{"format": "gamma-backup/2", "colour": "blue"}', "plus récent"),
        ('{"format": "other/1"}', "ne dit pas sa version"),
        ('{"format": "gamma-backup/1"}', "ne peut pas être lu"),
        ("[", "ne peut pas être lu"),
    ],
)
def test_a_manifest_that_this_code_cannot_follow_is_refused(tmp_path, told, said) -> None:
    with written(path := tmp_path / "x.zip") as writing:
        writing.add(BASE, BytesIO(b""))
        writing.close(SimpleNamespace(model_dump_json=lambda **_how: told))
    assert said in refusal(path)


@pytest.mark.parametrize("name", ["../x", "media/../x", "media", "/etc/x", "media//x", "other/x", "media/./x"])
def test_no_file_leaves_its_folder(name) -> None:
    with pytest.raises(ValueError, match="no place"):
        Member(name=name, size=0, sha256="")


def test_what_is_not_what_the_manifest_says_is_refused(tmp_path) -> None:
    with written(tmp_path / "x.zip") as writing:
        writing.add(BASE, BytesIO(b"one"))
        members = [writing.members[0].model_copy(update={"size": 4})]
        writing.close(Manifest(version="0", made=MADE, migrations=[], members=members))
    assert "base.dump n'a plus son empreinte" in refusal(tmp_path / "x.zip")


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused, checked(path):
        pass
    return str(refused.value)
