"""Catalogue: the texts of the product and their English.

`python -m gamma.ground.catalogue` adds the new texts to the English, to be translated; with `compile` it writes what
the site reads.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import gamma

PACKAGE = Path(gamma.__file__).parent
ENGLISH = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")}
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sdf]|%[sdf]|\{\w*\}")

# Nothing that changes by itself: the file changes when a text does.
HEADER = r"""# The English of the product.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""

Key = tuple[str, str | None]  # the text in French and its context


def texts() -> Catalog:
    """Every text that the code and the templates say, in French."""
    found = Catalog(locale="en", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*")):
        for source in _sources(path):
            for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
                found.add(message, context=context)
    return found


def english() -> Catalog:
    """What is translated so far."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def faults(said: Catalog, translated: Catalog) -> list[str]:
    """What keeps the English from being complete and right, a line each."""
    known = {_key(message): message for message in translated if message.id}
    wanted = {_key(message): message for message in said if message.id}
    found = [f"not translated: {key[0]!r}" for key in wanted if key not in known or not _written(known[key])]
    found += [f"no longer said: {key[0]!r}" for key in known if key not in wanted]
    found += [f"to be checked: {key[0]!r}" for key, message in known.items() if message.fuzzy]
    found += [f"placeholders differ: {key[0]!r}" for key, message in known.items() if _differs(message)]
    return found


def update() -> int:
    """Bring the file up to date with what is said: new texts come in empty, unused ones go. How many are left to do."""
    said, translated = texts(), english() if ENGLISH.exists() else Catalog(locale="en")
    for message in said:
        before = translated.get(*_key(message)) if message.id else None
        if before and len(_forms(before.id)) == len(_forms(message.id)):
            message.string = before.string
    written = io.BytesIO()
    write_po(written, said, no_location=True, sort_output=True, omit_header=True, width=120)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_bytes(HEADER.encode() + written.getvalue())
    return sum(1 for message in said if message.id and not _written(message))


def compile_all() -> None:
    """Write what gettext reads. (For pybabel "80 % de" would be a format, and an error.)"""
    _write(english())
    _write(_french(texts()))


def _french(said: Catalog) -> Catalog:
    """French says its own texts, but for plurals: its zero is singular."""
    plurals = Catalog(locale="fr", charset="utf-8")
    for message in said:
        if message.id and len(_forms(message.id)) > 1:
            plurals.add(message.id, message.id, context=message.context)
    return plurals


def _write(catalogue: Catalog) -> None:
    path = PACKAGE / "locale" / str(catalogue.locale) / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def _sources(path: Path) -> Iterator[str]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        yield path.read_text()
    if path.suffix in {".html", ".txt", ".md"} and "templates" in path.parts:
        yield f"({templatize(path.read_text())})"  # in brackets, what stands for HTML has no indentation to respect


def _key(message: Message) -> Key:
    return _forms(message.id)[0], message.context


def _written(message: Message) -> bool:
    return bool(message.string) and all(_forms(message.string))


def _differs(message: Message) -> bool:
    """Whether a translation asks for other values than its text."""
    return _written(message) and _placeholders(message.id) != _placeholders(message.string)


def _placeholders(text: object) -> list[str]:
    return sorted(PLACEHOLDER.findall(_forms(text)[-1]))


def _forms(text: object) -> list[str]:
    """A text, or its singular and its plural."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text)]


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        sys.stdout.write(f"{ENGLISH}: {update()} to translate\n")
