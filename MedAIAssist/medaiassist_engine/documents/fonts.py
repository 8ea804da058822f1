"""Fonts for whatever script names are written in: reportlab's own, then those of the computer.

Nothing is shipped: systems have fonts for the scripts of their users. Scripts that are written
from right to left, or whose letters join or move, are not drawn, because reportlab would set their
letters side by side from left to right. What cannot be drawn becomes a question mark: fonts that
are named but not embedded would leave gaps where the reader has none.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

FONT, BOLD = "Vera", "VeraBd"  # shipped with reportlab; Latin letters of all of Europe
_FILES = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "FreeSans.ttf",
    "arial.ttf", "Arial.ttf", "Arial Unicode.ttf",
    "msyh.ttc", "simsun.ttc", "msjh.ttc", "msgothic.ttc", "malgun.ttf", "gulim.ttc",
    "STHeiti Light.ttc", "AppleGothic.ttf",
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf",
    "uming.ttc", "NotoSansSC-Regular.ttf", "NotoSansJP-Regular.ttf", "NotoSansKR-Regular.ttf",
    "NanumGothic.ttf", "seguisym.ttf",
)  # fmt: skip
"""With TrueType outlines, which reportlab can embed; wide-spread ones, those of few letters first.
"""
_JOINED = ((0x0590, 0x0E00), (0x0E80, 0x10A0), (0x1700, 0x1CFF), (0xA800, 0xABFF))
_WIDE = "WF"


def prepared(text: str) -> str:
    """Letters with their accents in one character, as fonts have them."""
    return unicodedata.normalize("NFC", text)


def runs(text: str, font: str = FONT) -> Iterator[tuple[str, str]]:
    """Parts of a text, each with the name of a registered font that has all of it.

    A character that no font has becomes a question mark.

    Args:
        font: for all that it has; it must be registered.
    """
    chosen = ((name or font, c if name else "?") for c in text for name in [font_of(c, font)])
    for name, part in groupby(chosen, key=lambda pair: pair[0]):
        yield "".join(c for _, c in part), name


def missing(text: str) -> str:
    """The characters of a text that no font has, each once, in order."""
    return "".join(c for c in dict.fromkeys(prepared(text)) if not font_of(c, FONT))


def is_wide(text: str) -> bool:
    """Whether lines may be broken at any character, as in Chinese and Japanese."""
    return any(unicodedata.east_asian_width(c) in _WIDE for c in text)


def register() -> None:
    """Make `FONT` and `BOLD` known to reportlab."""
    for name in (FONT, BOLD):
        _registered(name, f"{name}.ttf")


@functools.lru_cache(maxsize=4096)
def font_of(character: str, first: str) -> str:
    """The registered font to draw a character with, `first` if it can; "" if none has it."""
    register()
    code = ord(character)
    if character.isspace() or _has(first, code):
        return first
    if any(low <= code < high for low, high in _JOINED) or unicodedata.combining(character):
        return ""
    return next((name for name in _system_fonts() if _has(name, code)), "")


def _has(name: str, code: int) -> bool:
    from reportlab.pdfbase import pdfmetrics

    return code in pdfmetrics.getFont(name).face.charToGlyph


def _system_fonts() -> Iterator[str]:
    """The fonts of `_FILES` that the computer has, by path; registered as they are asked for."""
    for path in _paths(_folders()):
        if _registered(path, path):
            yield path


@functools.cache
def _paths(folders: tuple[Path, ...]) -> list[str]:
    """Where those of `_FILES` lie that there are, in their order."""
    found: dict[str, str] = {}
    for folder in folders:
        for where, _, names in os.walk(folder):
            for file in set(names).intersection(_FILES):
                found.setdefault(file, str(Path(where, file)))
    return [found[file] for file in _FILES if file in found]


def _folders() -> tuple[Path, ...]:
    """Of the system, of the user, and of matplotlib, which brings DejaVu along."""
    plots = importlib.util.find_spec("matplotlib")
    inside = plots.submodule_search_locations if plots is not None else None
    return (*_system_folders(), *(Path(folder, "mpl-data", "fonts") for folder in inside or ()))


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if os.name == "nt":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        return (windows, *([Path(local, "Microsoft", "Windows", "Fonts")] if local else []))
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    shared = Path("/usr/share/fonts"), Path("/usr/local/share/fonts")
    return (*shared, home / ".local" / "share" / "fonts", home / ".fonts")


@functools.cache
def _registered(name: str, path: str) -> Any:
    """The font of a file; None if reportlab cannot use it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(name, path)
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return font
