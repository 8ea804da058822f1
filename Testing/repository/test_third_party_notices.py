"""Every package that gets installed is in THIRD_PARTY_NOTICES.md, under a licence that suits."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from Testing.repository.tree import read
from tools.list_licences import ENGINE, EVERYTHING, INSTALLER, NOTICES, home, licence, pinned

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause"),
    *("BSL-1.0", "CC0-1.0", "MIT", "MIT-CMU", "PSF-2.0", "Zlib"),
}
# Asks something of those who change its files, nothing of those who use them.
FOR_DEVELOPMENT = PERMISSIVE | {"MPL-2.0"}
# Brought by optuna, and used as it is.
ALLOWED = {"tqdm": FOR_DEVELOPMENT}


def lines(heading):
    """Package -> (licence, home, remark) of the table below a heading."""
    _, _, rest = read(NOTICES).partition(f"\n## {heading}")
    rows = re.findall(
        r"^\| (\S+) \| (.+?) \| (https://\S+) \| (.*) \|$", rest.split("\n## ")[0], re.M
    )
    return {name: tuple(cells) for name, *cells in rows}


ENGINE_LINES = lines("In the engine's environment")
DEVELOPMENT_LINES = lines("For development")


def test_every_package_of_the_engine_has_a_line():
    assert set(ENGINE_LINES) == pinned(ENGINE) | {INSTALLER}, "run tools/list_licences.py"


def test_every_package_for_development_has_a_line():
    assert set(ENGINE_LINES) | set(DEVELOPMENT_LINES) == pinned(EVERYTHING) | {INSTALLER}


@pytest.mark.parametrize("name", sorted(ENGINE_LINES))
def test_the_engine_installs_permissive_packages_only(name):
    terms = set(re.split(" AND | OR ", ENGINE_LINES[name][0]))
    assert terms <= ALLOWED.get(name, PERMISSIVE)
    assert terms <= PERMISSIVE or ENGINE_LINES[name][2]


@pytest.mark.parametrize("name", sorted(DEVELOPMENT_LINES))
def test_development_needs_open_packages_only(name):
    expression, _, remark = DEVELOPMENT_LINES[name]
    terms = set(re.split(" AND | OR ", expression))
    assert terms <= FOR_DEVELOPMENT
    assert terms <= PERMISSIVE or remark


@pytest.mark.parametrize("name", sorted(ENGINE_LINES | DEVELOPMENT_LINES))
def test_a_line_says_what_the_installed_package_says(name):
    # Where a Python needs an older version, that one's metadata may say it otherwise.
    newest = re.findall(rf"^{name}==(\S+)", read(EVERYTHING), re.MULTILINE)[-1:]
    try:
        if metadata.version(name).split("+")[0] not in newest:
            pytest.skip("another version")
    except metadata.PackageNotFoundError:
        pytest.skip("not for this system or Python")
    assert (ENGINE_LINES | DEVELOPMENT_LINES)[name][:2] == (licence(name), home(name))


SHARED_LIBRARIES_OF_GCC = ("libgfortran", "libquadmath", "libgomp")


@pytest.mark.parametrize("name", sorted(ENGINE_LINES))
def test_parts_under_the_gpl_or_lgpl_are_told(name):
    try:
        parts = [file.name for file in metadata.files(name) or []]
    except metadata.PackageNotFoundError:
        pytest.skip("not for this system or Python")
    if any(part.startswith(SHARED_LIBRARIES_OF_GCC) for part in parts):
        assert "GPL" in ENGINE_LINES[name][2]
