"""The panels speak the language chosen in Slicer's settings."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any

import qt
import slicer

from . import qm_file

FOLDER = Path(__file__).parents[2] / "Resources" / "Translations"


def translation_file(locale_name: str) -> Path | None:
    """The .ts file for a locale such as "zh-CN", "zh_CN" or "zh-Hans"; None without one."""
    full = str(qt.QLocale(locale_name).name()).replace("_", "-")
    for name in (full, full.split("-")[0]):
        path = FOLDER / f"MedAIAssist_{name}.ts"
        if path.is_file():
            return path
    return None


def use_language(locale_name: str) -> Any:
    """Show texts made from now on in a language.

    Returns the installed `qt.QTranslator`, or None where there is no translation.

    Raises:
        OSError: the translation cannot be read, or no temporary file can be written.
    """
    source = translation_file(locale_name)
    if source is None:
        return None
    translator = qt.QTranslator(slicer.app)
    # On Windows an open file cannot be removed; should Qt hold it, the system clears it later.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target = Path(folder) / f"{source.stem}.qm"
        target.write_bytes(qm_file.compiled(source))
        translator.load(str(target))
    slicer.app.installTranslator(translator)
    return translator


def use_slicers_language() -> None:
    """Follow the language of Slicer's settings; call it before any text of ours is made."""
    try:
        use_language(str(slicer.app.applicationLocaleName))
    except OSError as error:  # English is better than no module
        logging.warning("MedAIAssist is shown in English: its translation needs a file. %s", error)
