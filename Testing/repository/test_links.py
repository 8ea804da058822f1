"""Addresses of our own files, and links from one file to another, lead somewhere."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from Testing.repository.extension import catalog_entry
from Testing.repository.tree import ROOT, files, name_of, read

PAGES = [path for path in files() if path.suffix == ".md"]
SOURCES = [*PAGES, ROOT / "CMakeLists.txt", ROOT / "MedAIAssist.json"]


def of_our_repository(text):
    """Paths of files that are named by an address of this repository."""
    home = re.escape(urlsplit(catalog_entry()["scm_url"]).path)
    branch = re.escape(catalog_entry()["scm_revision"])
    yield from re.findall(rf'raw\.githubusercontent\.com{home}/{branch}/([^\s"\')>#]+)', text)
    yield from re.findall(rf'github\.com{home}/(?:blob|tree)/{branch}/([^\s"\')>#]+)', text)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_addresses_of_our_files_lead_to_a_file(path):
    for target in of_our_repository(read(path)):
        assert (ROOT / unquote(target)).exists(), target


def test_the_icon_and_a_screenshot_have_an_address():
    named = set(of_our_repository(read(ROOT / "CMakeLists.txt")))
    assert "Resources/MedAIAssist.png" in named
    assert any(target.startswith("Resources/Screenshots/") for target in named)


def heading_anchors(text):
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(path):
    for link in re.findall(r"\]\(([^)\s]+)\)", read(path)):
        if "://" in link or link.startswith("mailto:"):
            continue
        target, _, anchor = link.partition("#")
        page = path.parent / unquote(target) if target else path
        assert page.exists(), link
        if anchor:
            assert unquote(anchor) in set(heading_anchors(read(page))), link
