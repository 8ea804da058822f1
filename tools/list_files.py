"""Write the lists of Python files and resources in MedAIAssist/CMakeLists.txt.

Slicer installs only what is listed there; a test compares the lists with the tree.
"""

from __future__ import annotations

from pathlib import Path

MODULE = Path(__file__).parent.parent / "MedAIAssist"
PACKAGES = ("MedAIAssistLib", "medaiassist_engine")


def listed() -> dict[str, list[str]]:
    """Files by CMake variable, relative to the module's folder."""
    scripts = ["MedAIAssist.py"]
    for package in PACKAGES:
        scripts += sorted(
            p.relative_to(MODULE).as_posix() for p in (MODULE / package).rglob("*.py")
        )
    resources = sorted(
        p.relative_to(MODULE).as_posix() for p in (MODULE / "Resources").rglob("*") if p.is_file()
    )
    return {"MODULE_PYTHON_SCRIPTS": scripts, "MODULE_PYTHON_RESOURCES": resources}


def cmake_lists() -> str:
    """The text of MedAIAssist/CMakeLists.txt."""
    parts = ["set(MODULE_NAME MedAIAssist)\n"]
    for name, files in listed().items():
        parts.append(f"set({name}\n" + "".join(f"  {file}\n" for file in files) + "  )\n")
    parts.append(
        "slicerMacroBuildScriptedModule(\n"
        "  NAME ${MODULE_NAME}\n"
        "  SCRIPTS ${MODULE_PYTHON_SCRIPTS}\n"
        "  RESOURCES ${MODULE_PYTHON_RESOURCES}\n"
        "  WITH_GENERIC_TESTS\n"
        "  )\n"
    )
    parts.append(
        "if(BUILD_TESTING)\n  slicer_add_python_unittest(SCRIPT ${MODULE_NAME}.py)\nendif()\n"
    )
    return "# Written by tools/list_files.py.\n" + "\n".join(parts)


if __name__ == "__main__":
    (MODULE / "CMakeLists.txt").write_text(cmake_lists(), encoding="utf-8")
