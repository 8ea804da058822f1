"""The entry for Slicer's Extensions Catalog keeps to schema 1.0.2 and to the catalog's checks."""

from __future__ import annotations

import re

from Testing.repository.extension import catalog_entry, cmake
from Testing.repository.tree import ROOT, files

SCHEMA = (
    "https://raw.githubusercontent.com/Slicer/Slicer/main/Schemas/"
    "slicer-extension-catalog-entry-schema-v1.0.2.json#"
)
REQUIRED = {"$schema", "category", "scm_url"}
TYPES = {
    "$schema": str,
    "category": str,
    "scm_url": str,
    "scm_revision": str,
    "scm_type": str,
    "build_dependencies": list,
    "dicom_support_rule": str,
    "build_subdirectory": str,
    "enabled": bool,
    "tier": int,
}
# Those of the catalog's categories that could be ours.
CATEGORIES = {"Analysis", "Filtering", "Informatics", "Quantification", "Segmentation"}


def test_the_entry_keeps_to_the_schema():
    entry = catalog_entry()
    assert set(entry) >= REQUIRED
    for key, value in entry.items():
        assert type(value) is TYPES[key], key
    assert entry["$schema"] == SCHEMA
    assert entry.get("scm_type", "git") in ("git", "local")
    assert 1 <= entry.get("tier", 1) <= 5
    assert all(isinstance(name, str) for name in entry["build_dependencies"])


def test_the_entry_is_one_that_the_catalog_accepts():
    entry = catalog_entry()
    assert entry["category"] in CATEGORIES
    assert entry["scm_url"].startswith("https://")
    assert entry["scm_revision"] == "main"  # a branch, so that updates need no new entry
    assert entry["tier"] in (1, 3, 5)
    raw = (ROOT / "MedAIAssist.json").read_bytes()
    assert b"\r" not in raw
    assert b"\t" not in raw
    assert raw.endswith(b"}\n")


def test_the_entry_agrees_with_cmake():
    entry = catalog_entry()
    depends = cmake()["EXTENSION_DEPENDS"]
    assert entry["build_dependencies"] == ([] if depends == "NA" else depends.split())
    assert entry["build_subdirectory"] == "."


def test_the_description_is_one_or_two_sentences():
    description = cmake()["EXTENSION_DESCRIPTION"]
    assert 1 <= len(re.findall(r"[^.]+\.(?:\s|$)", description)) <= 2
    assert len(description) <= 250


def test_the_licence_lies_in_the_root():
    assert ROOT / "LICENSE" in files()


def test_the_repository_is_small():
    assert sum(path.stat().st_size for path in files()) < 20e6
    assert max(path.stat().st_size for path in files()) < 1024**2
