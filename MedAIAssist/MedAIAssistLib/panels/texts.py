"""Translation of texts that come from the engine's catalog of operations."""

from __future__ import annotations

from slicer.i18n import translate

CATALOG_CONTEXT = "MedAIAssist.catalog"


def catalog_text(text: str) -> str:
    """Return a title, help, label, unit or choice of the catalog in the user's language."""
    return str(translate(CATALOG_CONTEXT, text)) if text else ""
