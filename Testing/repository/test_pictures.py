"""The icon has the size that Slicer wants; screenshots are pictures, and small."""

from __future__ import annotations

import struct

import pytest

from Testing.repository.tree import MODULE, ROOT, files, name_of

ICONS = [ROOT / "Resources/MedAIAssist.png", MODULE / "Resources/Icons/MedAIAssist.png"]
SCREENSHOTS = [path for path in files() if ROOT / "Resources/Screenshots" in path.parents]


def png_size(path):
    start = path.read_bytes()[:24]
    assert start[:8] == b"\x89PNG\r\n\x1a\n", "not a PNG"
    assert start[12:16] == b"IHDR"
    return struct.unpack(">II", start[16:24])


@pytest.mark.parametrize("path", ICONS, ids=name_of)
def test_an_icon_is_128_pixels_wide_and_high(path):
    assert png_size(path) == (128, 128)


def test_the_two_icons_are_the_same():
    assert ICONS[0].read_bytes() == ICONS[1].read_bytes()


def test_there_is_a_screenshot():
    assert SCREENSHOTS


@pytest.mark.parametrize("path", SCREENSHOTS, ids=name_of)
def test_a_screenshot_is_readable_and_small(path):
    width, height = png_size(path)
    assert 300 <= width <= 2000
    assert 100 <= height <= 1600
    assert path.stat().st_size < 500_000
