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
