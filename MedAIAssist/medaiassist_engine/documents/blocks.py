"""What a document is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Listing:
    """Sentences with a mark before each."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table of texts; without `head` its first column names the rows."""

    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Bars to the left (negative) and right of a line: (name, value, value in words) each."""

    rows: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True)
class Picture:
    """A PNG image and what it shows."""

    png: bytes
    caption: str


Block = Heading | Paragraph | Listing | Grid | Bars | Picture


@dataclass(frozen=True)
class Document:
    title: str
    blocks: tuple[Block, ...]


def share_of_longest(bars: Bars) -> list[float]:
    """Each bar's length in -1..1."""
    longest = max((abs(value) for _, value, _ in bars.rows), default=0.0)
    return [value / longest if longest else 0.0 for _, value, _ in bars.rows]


def grid(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Grid:
    """A grid of anything that can be turned into text."""
    return Grid(tuple(tuple(map(str, row)) for row in rows), tuple(head))


def texts_of(document: Document) -> Iterator[str]:
    """Every text in a document."""
    yield document.title
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text) | Picture(_, text):
                yield text
            case Listing(sentences):
                yield from sentences
            case Grid(rows, head):
                yield from (text for row in (head, *rows) for text in row)
            case Bars(rows):
                yield from (text for name, _, told in rows for text in (name, told))
