"""A document as PDF, A4, with reportlab's Platypus."""

from __future__ import annotations

import functools
import io
from html import escape
from typing import Any

from . import fonts
from .blocks import Bars, Block, Document, Grid, Heading, Listing, Paragraph, Picture, texts_of
from .blocks import share_of_longest as shares
from .fonts import BOLD, FONT

_FOR, _AGAINST = "#b2182b", "#2166ac"
_WIDTH = 170  # mm of text on A4
_QUESTION_MARKS = (
    "A question mark stands for each character that no font on the computer could draw when this "
    "file was written. The report as a web page (HTML) shows them."
)


def unprintable(document: Document) -> str:
    """The characters of a document that no font here has, each once."""
    return fonts.missing("".join(texts_of(document)))


def as_pdf(document: Document, footer: str) -> bytes:
    """The PDF file's bytes; `footer` stands on every page.

    A question mark stands for each of the characters that `unprintable` gives, and a sentence at
    the end says so.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    fonts.register()
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, title=document.title, author="", invariant=1,
        leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=20 * mm,
    )  # fmt: skip

    def on_page(canvas: Any, _: Any) -> None:
        canvas.setFont(FONT, 7)
        canvas.drawString(20 * mm, 10 * mm, footer)
        canvas.drawRightString(190 * mm, 10 * mm, str(canvas.getPageNumber()))

    story = [_text(document.title, 15, BOLD), *(_flowable(block) for block in document.blocks)]
    if unprintable(document):
        story.append(_text(_QUESTION_MARKS, 8))
    template.build(story, onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue()


def _text(text: str, size: float = 9, font: str = FONT) -> Any:
    from reportlab import platypus
    from reportlab.lib.styles import ParagraphStyle

    text = fonts.prepared(text)
    style = ParagraphStyle(
        "text", fontName=font, fontSize=size, leading=1.3 * size, spaceBefore=size / 2,
        spaceAfter=size / 3, splitLongWords=True, wordWrap="CJK" if fonts.is_wide(text) else None,
    )  # fmt: skip
    parts = (
        escape(part) if name == font else f'<font name="{escape(name)}">{escape(part)}</font>'
        for part, name in fonts.runs(text, font)
    )
    return platypus.Paragraph("".join(parts), style)


@functools.singledispatch
def _flowable(block: Block) -> Any:
    raise TypeError(f"no PDF for {type(block).__name__}")


@_flowable.register
def _(block: Heading) -> Any:
    return _text(block.text, 11, BOLD)


@_flowable.register
def _(block: Paragraph) -> Any:
    return _text(block.text, font=BOLD if block.strong else FONT)


@_flowable.register
def _(block: Listing) -> Any:
    from reportlab.platypus import ListFlowable

    return ListFlowable([_text(s) for s in block.sentences], bulletType="bullet", leftIndent=12)


@_flowable.register
def _(block: Grid) -> Any:
    head = [[_text(t, 8, BOLD) for t in block.head]] if block.head else []
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
