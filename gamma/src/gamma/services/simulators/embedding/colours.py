"""Colours: the accent of a frame in the hue of its host, as light or dark as ours so that everything stays readable.

Only hue and saturation are taken from the colour that is asked for. The lightness is the one that gives a fixed
relative luminance (WCAG 2): contrasts are then those of the luminances, whatever the hue.
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import NamedTuple

from django.utils.translation import gettext as _

from gamma.ground.errors import UserError
from gamma.ground.faults import quoted

OURS = "#0b4f54"
HEXADECIMAL = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.ASCII | re.IGNORECASE)

# The relative luminance of the accent, and of what lies behind it, in the light and in the dark.
LIGHT_ACCENT, LIGHT_WASH = 0.066, 0.83
DARK_ACCENT, DARK_WASH = 0.55, 0.03

SHEET = """:root {{ --accent: {0}; --accent-wash: {1}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --accent: {2}; --accent-wash: {3}; }} }}
"""


class UnknownColour(UserError):
    """A text that is not a colour in hexadecimal."""


class Tint(NamedTuple):
    """What is taken of a colour: its hue and its saturation, from 0 to 1."""

    hue: float
    saturation: float


def read(text: str) -> Tint:
    """The tint of « #0b4f54 », « 0b4f54 » or « #07a »; raises UnknownColour."""
    match = HEXADECIMAL.fullmatch(text.strip())
    if not match:
        what = _("%(text)s n'est pas une couleur : l'écrire en hexadécimal, par exemple #0b4f54.")
        raise UnknownColour(what % {"text": quoted(text)})
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, _lightness, saturation = rgb_to_hls(red, green, blue)
    return Tint(hue, saturation)


def stylesheet(tint: Tint) -> str:
    """The tokens that change, as a style sheet."""
    return SHEET.format(*(shade(tint, one) for one in (LIGHT_ACCENT, LIGHT_WASH, DARK_ACCENT, DARK_WASH)))


def shade(tint: Tint, wanted: float) -> str:
    """The colour of a tint that has a relative luminance, in hexadecimal: lightness is halved until it is found."""
    low, high = 0.0, 1.0
    for _step in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if luminance(_rgb(tint, middle)) < wanted else (low, middle)
    return "#" + "".join(f"{round(part * 255):02x}" for part in _rgb(tint, high))


def luminance(colour: tuple[float, float, float]) -> float:
    """The relative luminance of red, green and blue, from 0 to 1 (WCAG 2)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(tint: Tint, lightness: float) -> tuple[float, float, float]:
    return hls_to_rgb(tint.hue, lightness, tint.saturation)
