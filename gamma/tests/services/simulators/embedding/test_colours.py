"""Colours: of a thousand hosts, none makes a text that cannot be read."""

import random
import re
from importlib.resources import files

import pytest

from gamma.services.simulators.embedding import colours
from gamma.services.simulators.embedding.colours import UnknownColour, luminance, read, stylesheet

TOKENS = files("gamma.ground.design").joinpath("static/design/tokens.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
BEHIND = ("paper", "surface", "wash", "accent-wash")
EDGES = ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#00ffff", "#ff00ff", "#808080", "#010203"]
ENOUGH = 4.5


def themes(sheet: str) -> list[dict[str, str]]:
    """The tokens in the light, and in the dark."""
    return [dict(TOKEN.findall(part)) for part in sheet.split("@media")]


def light(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return luminance((red, green, blue))


def contrast(one: str, other: str) -> float:
    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_recommendation():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_thousand_colours_can_all_be_read():
    chance = random.Random(20260101)
    asked = EDGES + [f"#{chance.randrange(1 << 24):06x}" for _ in range(1_000)]
    for colour in asked:
        for ours, theirs in zip(themes(TOKENS), themes(stylesheet(read(colour))), strict=True):
            theme = ours | theirs
            assert set(theirs) == {"accent", "accent-wash"}
            for name in BEHIND:
                assert contrast(theme["accent"], theme[name]) >= ENOUGH, (colour, name)
            assert contrast(theme["ink"], theme["accent-wash"]) >= ENOUGH, colour


def test_the_hue_is_kept_and_the_lightness_is_not():
    for colour, hue in (("#c04000", 1 / 18), ("#0040c0", 11 / 18), ("#00c040", 7 / 18)):
        for theme in themes(stylesheet(read(colour))):
            assert read(theme["accent"]).hue == pytest.approx(hue, abs=0.02)
    assert stylesheet(read("#000")) == stylesheet(read("#fff"))


def test_our_own_colour_is_nearly_what_the_tokens_say():
    tokens, made = themes(TOKENS)[0], themes(stylesheet(read(colours.OURS)))[0]
    assert tokens["accent"] == colours.OURS
    assert light(made["accent"]) == pytest.approx(light(tokens["accent"]), abs=0.005)


@pytest.mark.parametrize("text", ["#0b4f54", "0B4F54", " #0b4f54 "])
def test_how_a_colour_is_written(text):
    assert read(text) == read("#0b4f54")
    assert read("#07a") == read("#0077aa")


@pytest.mark.parametrize("text", ["", "red", "#12345", "#1234567", "0b4f5g", "#fff}body{display:none", "١٢٣"])
def test_what_is_no_colour_is_refused_in_words(text):
    with pytest.raises(UnknownColour, match="n'est pas une couleur : l'écrire en hexadécimal"):
        read(text)
