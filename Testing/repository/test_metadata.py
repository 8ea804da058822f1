"""Name, version, address and licence are the same wherever they are written."""

from __future__ import annotations

import re

from Testing.repository.extension import catalog_entry, cmake, engine_version, module_constants
from Testing.repository.tree import MODULE, ROOT, files, read

NAME = "MedAIAssist"


def test_the_extension_has_one_name():
    assert cmake()["PROJECT"] == NAME
    assert module_constants()["title"] == NAME
    assert ROOT / f"{NAME}.json" in files()
    assert re.search(rf"^set\(MODULE_NAME {NAME}\)$", read(MODULE / "CMakeLists.txt"), re.M)
    for readme in ROOT.glob("README*.md"):
        assert read(readme).startswith(f"# {NAME}\n"), readme.name
    assert f'name = "{NAME.lower()}"' in read(ROOT / "pyproject.toml")


def test_the_repository_has_one_address():
    address = catalog_entry()["scm_url"]
    assert cmake()["EXTENSION_HOMEPAGE"] == address
    assert module_constants()["HOMEPAGE"] == address
    ours = rf"https?://[\w.]*github\w*\.com/{NAME}/[\w.-]+"
    places = (path for path in files() if path.suffix in (".md", ".txt", ".json", ".toml", ".py"))
    for path in places:
        for found in re.findall(ours, read(path)):
            assert found in (address, address.replace("github.com", "raw.githubusercontent.com"))


def test_the_module_and_the_catalog_agree_on_the_category():
    assert catalog_entry()["category"] in module_constants()["categories"]


def test_the_contributors_are_the_same():
    assert cmake()["EXTENSION_CONTRIBUTORS"] == module_constants()["contributors"]


def test_the_licence_is_the_same_everywhere():
    assert "Apache License\n" in read(ROOT / "LICENSE")
    assert "Version 2.0, January 2004" in read(ROOT / "LICENSE")
    assert 'license = "Apache-2.0"' in read(ROOT / "pyproject.toml")
    assert "Apache License 2.0" in module_constants()["acknowledgementText"]
    for readme in ROOT.glob("README*.md"):
        assert re.search("Apache[- ](License )?2.0", read(readme)), readme.name


def test_the_changelog_begins_with_this_version():
    newest = re.search(r"^## (\S+)", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert newest.group(1) == engine_version()
