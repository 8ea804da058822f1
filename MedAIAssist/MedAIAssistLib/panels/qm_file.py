"""Qt's compiled translations (.qm) made from the readable ones (.ts).

Slicer compiles and loads only the translations in its own folder, so an extension that wants to
speak the user's language brings both steps. Doing it here, in milliseconds, needs no build step
and no Qt tool, and a checkout behaves as an installed extension does.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_LANGUAGE, _INDEX, _MESSAGES = 0xA7, 0x42, 0x69  # parts of the file
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8  # parts of a message


def compiled(ts_file: Path) -> bytes:
    """The content of the .qm file for a .ts file; unfinished translations are left out.

    Plural forms and disambiguating comments, which this project does not use, are not supported.

    Raises:
        OSError, ElementTree.ParseError: the file cannot be read.
    """
    root = ElementTree.parse(ts_file).getroot()
    index, messages = [], b""
    for context, source, translation in sorted(finished(root)):
        index.append((_hash(source.encode()), len(messages)))
        messages += _message(context, source, translation)
    places = b"".join(struct.pack(">II", *entry) for entry in sorted(index))
    parts = (_LANGUAGE, root.get("language", "").encode()), (_INDEX, places), (_MESSAGES, messages)
    return _MAGIC + b"".join(_part(tag, content) for tag, content in parts)


def finished(root: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    """Context, source text and translation of each finished message of a .ts file."""
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and "type" not in translation.attrib and translation.text:
                yield (
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    translation.text,
                )


def _message(context: str, source: str, translation: str) -> bytes:
    return (
        _part(_TRANSLATION, translation.encode("utf-16-be"))
        + _part(_COMMENT, b"")
        + _part(_SOURCE, source.encode())
        + _part(_CONTEXT, context.encode())
        + bytes([_END])
    )


def _part(tag: int, content: bytes) -> bytes:
    return struct.pack(">BI", tag, len(content)) + content


def _hash(text: bytes) -> int:
    """The hash of ELF symbol tables, by which Qt finds a message; never 0."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ high >> 24) & ~high & 0xFFFFFFFF
    return value or 1
