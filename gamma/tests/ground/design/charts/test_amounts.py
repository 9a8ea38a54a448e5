"""The chart of amounts: a bar a name, its number, and the same in words; as high as it has bars."""

import base64
import re

from gamma.ground.design.charts import Amounts, Bar, amounts_picture, amounts_svg

SHAPE = Amounts("Notes", (Bar("Peu", 2, "2"), Bar("Beaucoup & plus", 10, "moins de 5")))


def height(svg: str) -> int:
    return int(re.search(r'height="(\d+)"', svg)[1])


def test_every_bar_has_its_name_and_its_number():
    svg = amounts_svg(SHAPE)
    for words in ("Notes", "Peu", "Beaucoup &amp; plus", "moins de 5", "Peu : 2 ; Beaucoup"):
        assert words in svg


def test_it_is_as_high_as_it_has_bars():
    assert height(amounts_svg(Amounts("Notes", SHAPE.bars * 2))) > height(amounts_svg(SHAPE))


def test_a_page_holds_a_wide_one_and_a_narrow_one():
    picture = amounts_picture(SHAPE)
    narrow, wide = (base64.b64decode(found).decode() for found in re.findall(r"base64,([^\"]+)", picture))
    assert 'width="340"' in narrow
    assert 'width="720"' in wide
    assert "Beaucoup &amp; plus : moins de 5" in picture


def test_nothing_is_said_of_nothing():
    assert "Aucune valeur" in amounts_svg(Amounts("Notes", ()))
