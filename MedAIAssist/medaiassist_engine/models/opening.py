"""Loading a classifier to look at it: whole, so that what is wrong with it is told at once."""

from __future__ import annotations

from pathlib import Path

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import ModelRef, Report
from ..documents.as_html import as_html
from .card import model_card
from .classical import EXTENSION, MODEL_KIND, load
from .parameters import OpenParameters
from .references import reference
from .summary import RESEARCH


def run_open(parameters: OpenParameters, context: Context) -> dict[str, ModelRef | Report]:
    """Check a file as `classical.load` does.

    Raises:
        UserError: no file is named, or it is refused.
    """
    if not parameters.path.strip():
        raise UserError(f"Choose the model file, which ends in {EXTENSION}.")
    path = Path(parameters.path).expanduser().absolute()
    context.progress(0.0, "Checking the model")
    classifier, warnings = load(path)
    for warning in warnings:
        context.note(warning)
    card = model_card(classifier.fitted, classifier.seen, classifier.summary)
    context.progress(1.0)
    return {
        "model": reference(path, MODEL_KIND),
        "card": Report(card.title, as_html(card), card.title, RESEARCH),
    }
