"""A document as Markdown; pictures are left out."""

from __future__ import annotations

import functools
import re

from .blocks import Bars, Block, Document, Grid, Heading, Listing, Paragraph, Picture

_SPECIAL = re.compile(r"([\\`*\[\]<>|#]|(?<!\w)_|_(?!\w))")  # an underscore within a word is none


def as_markdown(document: Document) -> str:
    """The text, with a line feed at its end."""
    blocks = filter(None, map(_block, document.blocks))
    return "\n\n".join([f"# {_plain(document.title)}", *blocks]) + "\n"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


@functools.singledispatch
def _block(block: Block) -> str:
    raise TypeError(f"no Markdown for {type(block).__name__}")


@_block.register
def _(block: Heading) -> str:
    return f"## {_plain(block.text)}"


@_block.register
def _(block: Paragraph) -> str:
    return f"**{_plain(block.text)}**" if block.strong else _plain(block.text)


@_block.register
def _(block: Listing) -> str:
    return "\n".join(f"- {_plain(sentence)}" for sentence in block.sentences)


@_block.register
def _(block: Grid) -> str:
    width = len(block.head or (block.rows or ((),))[0])
    head = block.head or ("",) * width
    rows = [head, ("---",) * width, *block.rows]
    return "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in rows)


def _cell(text: str) -> str:
    return text if text == "---" else _plain(text)


@_block.register
def _(block: Bars) -> str:
    return _block(Grid(tuple((name, text) for name, _, text in block.rows)))


@_block.register
def _(block: Picture) -> str:
    return ""
