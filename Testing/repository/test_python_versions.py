"""The engine runs on Python 3.10 and newer."""

from __future__ import annotations

import ast

import pytest

from Testing.repository.tree import ROOT, name_of, python_files, read


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_every_file_is_python_3_10(path):
    ast.parse(read(path), str(path), feature_version=(3, 10))


def test_the_oldest_python_is_the_same_everywhere():
    settings = read(ROOT / "pyproject.toml")
    assert 'requires-python = ">=3.10"' in settings
    # With this, newer syntax is an error to ruff too.
    assert 'target-version = "py310"' in settings
