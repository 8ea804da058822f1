"""What the repository says about the extension, in all the places where it says it."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import Any

from Testing.repository.tree import MODULE, ROOT, read, syntax


@cache
def catalog_entry() -> dict[str, Any]:
    """The entry for Slicer's Extensions Catalog."""
    return json.loads(read(ROOT / "MedAIAssist.json"))


@cache
def cmake() -> dict[str, str]:
    """EXTENSION_... variables and PROJECT of the top CMakeLists.txt."""
    text = read(ROOT / "CMakeLists.txt")
    found = dict(re.findall(r'set\s*\((EXTENSION_\w+)\s+"([^"]*)"\)', text))
    (found["PROJECT"],) = re.findall(r"project\s*\(\s*([^\s)]+)", text)
    return found


@cache
def module_constants() -> dict[str, str]:
    """Texts that MedAIAssist.py assigns, by name: HOMEPAGE, title, acknowledgementText ..."""
    found = {}
    for node in ast.walk(syntax(MODULE / "MedAIAssist.py")):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            name = ast.unparse(node.targets[0]).removeprefix("parent.")
            texts = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant)]
            found[name] = "".join(text for text in texts if isinstance(text, str))
    return found


def engine_version() -> str:
    text = read(MODULE / "medaiassist_engine" / "__init__.py")
    (version,) = re.findall(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    return version
