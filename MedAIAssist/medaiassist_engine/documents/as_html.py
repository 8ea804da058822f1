"""A document as one page that needs no other file, in HTML that Qt's text widgets show too."""

from __future__ import annotations

import base64
import functools
import textwrap
from html import escape

from .blocks import Bars, Block, Document, Grid, Heading, Listing, Paragraph, Picture
from .blocks import share_of_longest as shares

_FOR, _AGAINST = "#b2182b", "#2166ac"  # red and blue that colour-blind people tell apart
_LETTERS = 100  # in a line: Slicer's report window does not break lines by itself
_BAR = 120  # pixels of the longest bar


def as_html(document: Document) -> str:
    """The page; all texts are escaped."""
    body = "".join(map(_block, document.blocks))
    return (
        f'<html><head><meta charset="utf-8"><title>{escape(document.title)}</title></head><body>'
        f"<h2>{escape(document.title)}</h2>{body}</body></html>"
    )


@functools.singledispatch
def _block(block: Block) -> str:
    raise TypeError(f"no HTML for {type(block).__name__}")


@_block.register
def _(block: Heading) -> str:
    return f"<h3>{escape(block.text)}</h3>"


@_block.register
def _(block: Paragraph) -> str:
    text = _lines(block.text)
    return f"<p><b>{text}</b></p>" if block.strong else f"<p>{text}</p>"


@_block.register
def _(block: Listing) -> str:
    return "<ul>" + "".join(f"<li>{_lines(s)}</li>" for s in block.sentences) + "</ul>"


def _lines(text: str) -> str:
    return "<br>".join(map(escape, textwrap.wrap(text, _LETTERS)))


@_block.register
def _(block: Grid) -> str:
    head = "".join(f'<th align="left">{escape(name)}</th>' for name in block.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(t)}</td>" for t in r) + "</tr>" for r in block.rows
    )
    return f'<table cellspacing="0" cellpadding="3">{head and f"<tr>{head}</tr>"}{rows}</table>'


@_block.register
def _(block: Bars) -> str:
    rows = zip(block.rows, shares(block), strict=True)
    cells = "".join(_bar(name, share, text) for (name, _, text), share in rows)
    return f'<table cellspacing="0" cellpadding="2">{cells}</table>'


def _bar(name: str, share: float, text: str) -> str:
    length = max(1, round(abs(share) * _BAR))
    colour = _AGAINST if share < 0 else _FOR
    filled = f'<tr><td bgcolor="{colour}" width="{length}">&nbsp;</td></tr>'
    bar = f'<table cellspacing="0" cellpadding="0">{filled}</table>'
    left, right = (bar, "") if share < 0 else ("", bar if share > 0 else "")
    return (
        f'<tr><td>{escape(name)}</td><td align="right" width="{_BAR}">{left}</td>'
        f'<td width="{_BAR}">{right}</td><td>{escape(text)}</td></tr>'
    )


@_block.register
def _(block: Picture) -> str:
    data = base64.b64encode(block.png).decode("ascii")
    caption = escape(block.caption)
    return f'<p><img src="data:image/png;base64,{data}" alt="{caption}"><br>{caption}</p>'
