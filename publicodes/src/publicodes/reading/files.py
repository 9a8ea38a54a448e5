"""Files: the text of a file, whatever hand saved it. Raises Unreadable when it has none."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from publicodes.reading.building import Unreadable

LARGEST: Final = 64 * 2**20


def text_of(file: Path) -> str:
    """The text of a file in UTF-8, without its byte order mark."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else wrong
        raise Unreadable("PC101", f"« {file} » cannot be read: {why}", "give the path of a file of rules") from None
    if len(content) > LARGEST:
        raise Unreadable("PC103", f"« {file} » is larger than {LARGEST // 2**20} MiB", "share its rules between files")
    return _decoded(file, content)


def _decoded(file: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise Unreadable("PC102", f"« {file} » is not in UTF-8 (line {line})", "save it again in UTF-8") from None


def composed(text: str) -> str:
    """The text in NFC, so that a name is the same whatever keyboard wrote it. Published models stay as they are."""
    return unicodedata.normalize("NFC", text)
