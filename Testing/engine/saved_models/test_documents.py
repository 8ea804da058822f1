"""A document says the same as HTML, Markdown and PDF, and nothing in it is taken as code."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from medaiassist_engine.documents.as_html import as_html
from medaiassist_engine.documents.as_markdown import as_markdown
from medaiassist_engine.documents.blocks import (
    Bars,
    Document,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Picture,
    grid,
)

PNG = cv2.imencode(".png", np.zeros((8, 8), dtype=np.uint8))[1].tobytes()
DOCUMENT = Document(
    "A & B",
    (
        Heading("First"),
        Paragraph("Plain <script>text</script>"),
        Listing(("one", "two")),
        grid(("a", "b"), [(1, "x|y")]),
        Bars((("up", 2.0, "+2"), ("down", -1.0, "-1"), ("nothing", 0.0, "0"))),
        Picture(PNG, "A picture"),
    ),
)


def test_html_holds_every_text_escaped():
    page = as_html(DOCUMENT)
    assert "A &amp; B" in page and "&lt;script&gt;" in page and "<script>" not in page
    assert page.count("bgcolor") == 2


def test_bars_are_as_long_as_their_values():
    page = as_html(Document("t", (Bars((("a", 4.0, ""), ("b", -1.0, ""))),)))
    assert 'width="120">&nbsp;' in page and 'width="30">&nbsp;' in page


def test_markdown_escapes_what_would_be_markup():
    text = as_markdown(Document("t", (Paragraph("lesion_size *2* <b>"), Grid((("x|y",),)))))
    assert "lesion_size" in text and r"\*2\*" in text and r"\<b\>" in text and r"x\|y" in text


def test_pdf_is_the_same_for_the_same_document():
    pytest.importorskip("reportlab")
    from medaiassist_engine.documents.as_pdf import as_pdf

    one = as_pdf(DOCUMENT, "footer")
    assert one.startswith(b"%PDF-")
    assert one == as_pdf(DOCUMENT, "footer")


def test_a_long_document_has_several_pages():
    pytest.importorskip("reportlab")
    from medaiassist_engine.documents.as_pdf import as_pdf

    blocks = tuple(Paragraph("word " * 400) for _ in range(12))
    assert as_pdf(Document("t", blocks), "f").count(b"/Type /Page\n") > 2


SCRIPTS = {"Greek": "ηλικία", "Cyrillic": "возраст", "Chinese": "病灶体积"}


@pytest.fixture
def a_font(tmp_path, monkeypatch):
    """A computer whose only font has a box for each of the letters given."""
    pytest.importorskip("reportlab")
    builder = pytest.importorskip("fontTools.fontBuilder")
    glyphs = pytest.importorskip("fontTools.pens.ttGlyphPen")
    from medaiassist_engine.documents import fonts

    def make(letters: str) -> None:
        names = [".notdef", *(f"u{ord(c):04x}" for c in dict.fromkeys(letters))]
        pen = glyphs.TTGlyphPen(None)
        pen.moveTo((50, 0))
        for place in ((50, 700), (450, 700), (450, 0)):
            pen.lineTo(place)
        pen.closePath()
        box = pen.glyph()
        font = builder.FontBuilder(1000)
        font.setupGlyphOrder(names)
        font.setupCharacterMap({ord(c): f"u{ord(c):04x}" for c in letters})
        font.setupGlyf(dict.fromkeys(names, box))
        font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
        font.setupHorizontalHeader(ascent=800, descent=-200)
        font.setupOS2()
        font.setupPost()
        name = f"Boxes{len(letters)}"  # reportlab knows a font by this name ever after
        font.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
        (tmp_path / "deep").mkdir()
        font.save(tmp_path / "deep" / "wqy-microhei.ttc")

    monkeypatch.setattr(fonts, "_folders", lambda: (tmp_path,))
    for cached in (fonts.font_of, fonts._registered, fonts._paths):
        cached.cache_clear()
    yield make
    for cached in (fonts.font_of, fonts._registered, fonts._paths):
        cached.cache_clear()


def test_letters_of_any_script_are_drawn_with_a_font_of_the_computer(a_font):
    from medaiassist_engine.documents import fonts
    from medaiassist_engine.documents.as_pdf import as_pdf, unprintable

    a_font("".join(SCRIPTS.values()))
    document = Document("Bericht", (Paragraph("; ".join(SCRIPTS.values())),))
    assert unprintable(document) == ""
    text = f"Größe, {SCRIPTS['Chinese']}: 12 mm"
    parts = list(fonts.runs(text))
    assert "".join(part for part, _ in parts) == text
    assert [name == fonts.FONT for _, name in parts] == [True, False, True]
    assert b"Boxes" in as_pdf(document, "f"), "the font is not embedded"


def test_what_no_font_has_becomes_a_question_mark_and_is_said(a_font):
    from medaiassist_engine.documents import fonts
    from medaiassist_engine.documents.as_pdf import as_pdf, unprintable

    a_font(SCRIPTS["Greek"])
    blocks = (grid(("ηλικία", "возраст"), [("病", "1")]), Bars((("体", 1.0, "积"),)))
    document = Document("возраст", (*blocks, Picture(PNG, "灶")))
    assert unprintable(document) == "возраст病体积灶"
    assert list(fonts.runs("病a")) == [("?a", fonts.FONT)]
    plain = Document("t", ())
    assert unprintable(plain) == ""
    assert len(as_pdf(document, "f")) > len(as_pdf(plain, "f"))
    assert "病" in as_html(document)


def test_letters_that_join_or_run_from_right_to_left_are_not_drawn_wrongly(a_font):
    from medaiassist_engine.documents import fonts

    a_font("\u05d0\u0627\u0915e\u0301")
    for letter in "\u05d0\u0627\u0915":
        assert fonts.missing(letter) == letter
    assert fonts.missing("e\u0301") == ""  # one letter with its accent
