"""A document as PDF, A4, with reportlab's Platypus."""

from __future__ import annotations

import functools
import io
from html import escape
from pathlib import Path
from typing import Any

from ..files import atomic
from .blocks import Bars, Block, Document, Grid, Heading, Listing, Paragraph, Picture
from .blocks import share_of_longest as shares

_FONT, _BOLD = "Vera", "VeraBd"  # shipped with reportlab; Latin letters of all of Europe
_FOR, _AGAINST = "#b2182b", "#2166ac"
_WIDTH = 170  # mm of text on A4


def write_pdf(path: str | Path, document: Document, footer: str) -> None:
    """Write the document, whole or not at all; `footer` stands on every page.

    Letters that the font lacks, such as Chinese ones, are shown as a question mark.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    data = as_pdf(document, footer)
    with atomic.replacing(path, len(data)) as temporary:
        temporary.write_bytes(data)


def as_pdf(document: Document, footer: str) -> bytes:
    """The PDF file's bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    _register_fonts()
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, title=document.title, author="", invariant=1,
        leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=20 * mm,
    )  # fmt: skip

    def on_page(canvas: Any, _: Any) -> None:
        canvas.setFont(_FONT, 7)
        canvas.drawString(20 * mm, 10 * mm, _drawable(footer))
        canvas.drawRightString(190 * mm, 10 * mm, str(canvas.getPageNumber()))

    story = [_text(document.title, 15, _BOLD), *(_flowable(block) for block in document.blocks)]
    template.build(story, onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue()


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (_FONT, _BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def _drawable(text: str) -> str:
    from reportlab.pdfbase import pdfmetrics

    known = pdfmetrics.getFont(_FONT).face.charToGlyph
    return "".join(c if ord(c) in known or c.isspace() else "?" for c in text)


def _text(text: str, size: float = 9, font: str = _FONT) -> Any:
    from reportlab import platypus
    from reportlab.lib.styles import ParagraphStyle

    style = ParagraphStyle(
        "text", fontName=font, fontSize=size, leading=1.3 * size, spaceBefore=size / 2,
        spaceAfter=size / 3, splitLongWords=True,
    )  # fmt: skip
    return platypus.Paragraph(escape(_drawable(text)), style)


@functools.singledispatch
def _flowable(block: Block) -> Any:
    raise TypeError(f"no PDF for {type(block).__name__}")


@_flowable.register
def _(block: Heading) -> Any:
    return _text(block.text, 11, _BOLD)


@_flowable.register
def _(block: Paragraph) -> Any:
    return _text(block.text, font=_BOLD if block.strong else _FONT)


@_flowable.register
def _(block: Listing) -> Any:
    from reportlab.platypus import ListFlowable

    return ListFlowable([_text(s) for s in block.sentences], bulletType="bullet", leftIndent=12)


@_flowable.register
def _(block: Grid) -> Any:
    head = [[_text(t, 8, _BOLD) for t in block.head]] if block.head else []
    rows = [[_text(t, 8) for t in row] for row in block.rows]
    return _table(head + rows, None, repeat=len(head))


@_flowable.register
def _(block: Bars) -> Any:
    rows = [
        [_text(name, 8), _bar(share), _text(text, 8)]
        for (name, _, text), share in zip(block.rows, shares(block), strict=True)
    ]
    return _table(rows, (70, 60, 40))


def _table(rows: list[list[Any]], widths: tuple[int, ...] | None, repeat: int = 0) -> Any:
    from reportlab.lib.units import mm
    from reportlab.platypus import Spacer, Table

    if not rows:
        return Spacer(1, 1)
    columns = widths or (_WIDTH / len(rows[0]),) * len(rows[0])
    style = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 0),
             ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]  # fmt: skip
    return Table(rows, [w * mm for w in columns], repeatRows=repeat, style=style, hAlign="LEFT")


def _bar(share: float) -> Any:
    from reportlab.graphics.shapes import Drawing, Line, Rect
    from reportlab.lib.colors import HexColor, grey
    from reportlab.lib.units import mm

    middle = 28 * mm
    length = share * middle
    drawing = Drawing(2 * middle, 9)
    colour = HexColor(_FOR if share > 0 else _AGAINST)
    drawing.add(
        Rect(middle + min(length, 0), 1, abs(length), 7, fillColor=colour, strokeColor=None)
    )
    drawing.add(Line(middle, 0, middle, 9, strokeColor=grey, strokeWidth=0.5))
    return drawing


@_flowable.register
def _(block: Picture) -> Any:
    from reportlab.lib.units import mm
    from reportlab.platypus import Image, KeepTogether

    image = Image(io.BytesIO(block.png))
    scale = min(1.0, _WIDTH * mm / image.imageWidth, 110 * mm / image.imageHeight)
    image.drawWidth, image.drawHeight = scale * image.imageWidth, scale * image.imageHeight
    image.hAlign = "LEFT"
    return KeepTogether([image, _text(block.caption, 8)])
