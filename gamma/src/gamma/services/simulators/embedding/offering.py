"""Offering: the page on which a site chooses a simulator, sees it, and copies what shows it in its own pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gamma.ground.design.numbers import language
from gamma.ground.design.shapes import Crumb
from gamma.ground.figures import plain
from gamma.ground.texts import chosen
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.embedding import colours
from gamma.services.simulators.rules import engine_of


class Choice(forms.Form):
    """What a site chooses. An amount is one of those that the chosen simulator takes, the first unless told."""

    simulateur = forms.ChoiceField(label=gettext_lazy("Simulateur"))
    langue = forms.ChoiceField(label=gettext_lazy("Langue"), choices=[("fr", "Français"), ("en", "English")])
    couleur = forms.CharField(
        label=gettext_lazy("Couleur"),
        help_text=gettext_lazy("Seule sa teinte est reprise : la clarté reste la nôtre, pour que tout se lise."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    montant = forms.DecimalField(
        label=gettext_lazy("Montant déjà rempli"), required=False, min_value=0, max_value=10**9, decimal_places=2
    )
    grandeur = forms.ChoiceField(label=gettext_lazy("Ce qu'est ce montant"), required=False)

    def __init__(self, data: dict[str, str]) -> None:
        listed = {slug: one for slug, one in simulators().items() if one.listed}
        slug = data.get("simulateur", "")
        self.simulator = listed.get(slug) or next(iter(listed.values()))
        start = {"simulateur": self.simulator.slug, "langue": language(), "couleur": colours.OURS}
        super().__init__({**start, **data, "grandeur": self._amount(data.get("grandeur", ""))})
        self._choices("simulateur", [(one.slug, chosen(one.title)) for one in listed.values()])
        self._choices("grandeur", [(name, _titled(self.simulator, name)) for name in self.simulator.amounts])

    def clean_couleur(self) -> str:
        """A colour that can be read."""
        text: str = self.cleaned_data["couleur"]
        try:
            colours.read(text)
        except colours.UnknownColour as unknown:
            raise forms.ValidationError(str(unknown)) from unknown
        return text

    def embedding(self) -> "Embedding":
        """What was chosen, once it is valid."""
        said = self.cleaned_data
        given = said["montant"] is not None and said["grandeur"]
        situation = {said["grandeur"]: f"{plain(said['montant'])} {self.simulator.unit}"} if given else {}
        colour = "" if said["couleur"] == colours.OURS else said["couleur"]
        return Embedding(self.simulator, said["langue"], colour, situation)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        asked = self.fields[name]
        assert isinstance(asked, forms.ChoiceField)  # noqa: S101 - as declared above
        asked.choices = choices

    def _amount(self, name: str) -> str:
        """An amount of the simulator that was chosen, not of the one that was chosen before."""
        return name if name in self.simulator.amounts else next(iter(self.simulator.amounts), "")


@dataclass(frozen=True)
class Embedding:
    """A simulator as a site shows it; `situation` holds what is filled in: names of rules and expressions."""

    simulator: Simulator
    language: str
    colour: str = ""
    situation: Mapping[str, str] = field(default_factory=dict)

    def address(self, home: str = "") -> str:
        """The address of the frame, on our site or from another."""
        query = urlencode({**self.situation, **({"couleur": self.colour} if self.colour else {})})
        path = translate_url(reverse("simulators:framed-page", args=[self.simulator]), self.language)
        return f"{home}{path}{'?' if query else ''}{query}"

    def script(self, home: str) -> str:
        """The tag that shows it by a script."""
        situation = "&".join(f"{name}={value}" for name, value in self.situation.items())
        spoken = self.language if self.language != "fr" else ""
        told = {"simulateur": self.simulator.slug, "couleur": self.colour, "langue": spoken, "situation": situation}
        data = "".join(f' data-{name}="{escape(value)}"' for name, value in told.items() if value)
        source = translate_url(reverse("simulators:frame-script"), "fr")
        return f'<script src="{home}{source}"{data} async></script>'

    def frame(self, home: str) -> str:
        """The frame alone, that needs no script, and the line that says where it comes from."""
        title = escape(chosen(self.simulator.title, self.language))
        page = translate_url(reverse("simulators:page", args=[self.simulator]), self.language)
        return (
            f'<iframe src="{escape(self.address(home))}" title="{title}" width="100%" height="900" '
            f'loading="lazy" referrerpolicy="origin"></iframe>\n<p><a href="{home}{page}">{title}, Gamma</a></p>'
        )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Choose, see, copy."""
    form = Choice(request.GET.dict())
    home = request.build_absolute_uri("/").rstrip("/")
    context = {
        "form": form,
        "verb": _("Voir et obtenir le code"),
        "crumbs": [Crumb(_("Simulateurs"), reverse("simulators:index")), Crumb(_("Intégrer un simulateur"))],
        "home": home,
    }
    if form.is_valid():
        context |= _code(form.embedding(), home)
    return render(request, "simulators/embedding/integration.html", context)


def _code(embedding: Embedding, home: str) -> dict[str, object]:
    return {
        "embedding": embedding,
        "preview": embedding.address(),
        "codes": [
            ("script", _("Par un script : la hauteur suit le contenu"), _copied(embedding.script(home)), 4),
            ("frame", _("Sans script : un cadre de hauteur fixe"), _copied(embedding.frame(home)), 6),
        ],
    }


def _copied(code: str) -> SafeString:
    """A code as a page holds it: its spaces are written so that French typography leaves them as they are."""
    return mark_safe(escape(code).replace(" ", "&#32;"))  # noqa: S308 - escaped


def _titled(simulator: Simulator, name: str) -> str:
    return engine_of(simulator).question(name).title
