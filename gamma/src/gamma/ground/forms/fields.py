"""Fields: how each sort of described value is asked for, and how a French hand writes it."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gamma.ground.texts import LANGUAGES

if TYPE_CHECKING:
    from django.db.models import TextChoices

SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
DAY = re.compile(r"^(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})$")
FIGURE = re.compile(r"-?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?")
LONGEST = 4_000


def figure(text: str) -> str:
    """A number as a description reads it: "1 234,5" is 1234.5."""
    plain = SPACES.sub("", text)
    return plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain


def moment(text: str) -> str:
    """A date as a description reads it: "30/09/2020" is 2020-09-30, "09/2020" is 2020-09."""
    found = DAY.match(text.strip())
    if not found:
        return text.strip()
    day, month, year = found.groups()
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


class NumberField(forms.CharField):
    """A number, typed as people write it; None when nothing is."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return figure(super().to_python(value) or "") or None

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if value is not None else None


class MomentField(forms.CharField):
    """A date known to the year, the month or the day, or a period in its notation."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        return moment(super().to_python(value) or "")


class NumbersField(forms.CharField):
    """Several numbers on a line: "35 à 45"."""

    def to_python(self, value: Any) -> Any:
        return [figure(found) for found in FIGURE.findall(super().to_python(value) or "")]

    def prepare_value(self, value: Any) -> Any:
        return " – ".join(str(one) for one in value) if isinstance(value, list | tuple) else value


class LinesField(forms.CharField):
    """Several names, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class WordsWidget(forms.Widget):
    """A text, and its English behind a disclosure; named `name` and `name_en`: the first is the field itself."""

    template = "design/widgets/words.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None, *, rows: int = 4) -> None:
        super().__init__(dict(attrs or {}))
        self.rows = rows

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:  # noqa: ARG002
        return {"fr": data.get(name, ""), "en": data.get(f"{name}_en", "")}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        return name not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        said = value if isinstance(value, Mapping) else {}
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "maxlength": LONGEST})
        here = {"name": name, "id": attributes.pop("id", name), "said": said, "rows": self.rows}
        return render_to_string(self.template, {**here, "attributes": flatatt(attributes)})


class WordsField(forms.Field):
    """A text in French, and in English if one wishes; `rows=1` for a line."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(widget=WordsWidget(rows=rows), **options)

    def to_python(self, value: Any) -> dict[str, str]:
        return {code: value[code].strip() for code in LANGUAGES if (value or {}).get(code, "").strip()}


class ListedField(forms.ChoiceField):
    """A word of a closed list; None when none is chosen."""

    def __init__(self, listed: "type[TextChoices] | Iterable[tuple[str, Any]]" = (), **options: Any) -> None:
        super().__init__(**options)
        self.list(getattr(listed, "choices", listed))

    def list(self, choices: Iterable[tuple[str, Any]]) -> None:
        """What there is to choose from, and nothing too where that is allowed."""
        self.choices = [*([] if self.required else [("", "–")]), *choices]

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


class SeveralField(forms.MultipleChoiceField):
    """Any number of those listed."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})

    def list(self, choices: Iterable[tuple[str, Any]]) -> None:
        self.choices = list(choices)


class NameField(forms.CharField):
    """The word of an address; left empty, it is made from the name."""

    def __init__(self, **options: Any) -> None:
        hint = _("Lettres sans accent, chiffres et tirets. Laissée vide, elle est faite du nom ; elle ne change plus.")
        super().__init__(**{"required": False, "label": _("Adresse"), "help_text": hint, "max_length": 80, **options})
