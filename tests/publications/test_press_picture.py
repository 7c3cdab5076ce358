from __future__ import annotations

import io

import pytest
from PIL import Image

from core.text.texts import Texts
from publications import press_picture
from publications.schemas import PressKitDocument
from publications.schemas.press_kit import KitFigure
from tests.portal.public import published


def kit(**changed: object) -> PressKitDocument:
    facts = {
        "key": "m", "title": Texts(ar="عنوان"), "report_edition": 1, "meeting": published.facts(), "summary": Texts(ar="ملخص"),
        "contact": Texts(ar="الخلية"),
    }  # fmt: skip
    return PressKitDocument(**{**facts, **changed})


@pytest.mark.slow
def test_picture_is_one_page_whatever_is_written() -> None:
    long = Texts(ar="كلمات كثيرة جدا " * 60)
    figures = [KitFigure(label=long, value="1234567.5", unit=long, is_estimated=True)] * 9

    image = Image.open(io.BytesIO(press_picture.drawn(kit(title=long, figures=figures), "ar")))

    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_picture_of_an_example_says_so() -> None:
    assert press_picture.content(kit(demonstration=True), "en")["mark"] == "Demonstration record"
    assert press_picture.content(kit(), "en")["mark"] == ""
