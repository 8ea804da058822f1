"""Parameters of training a classifier to keep, and of using it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..contract.params import Columns, Spec
from .parameters import CaseColumns, Workers
from .recipe import Recipe

CaseColumn = Annotated[
    str, Spec("Case", "Column that names each case.", advanced=True, names=Columns())
]


@dataclass(frozen=True)
class TrainParameters(Recipe, CaseColumns):
    name: Annotated[str, Spec("Name", "Of the model; its file is called so.")] = "classifier"
    intended_use: Annotated[
        str,
        Spec("Intended use", "For whom and what it is made, and for what not; stands in its card."),
    ] = ""
    keep_cases: Annotated[
        bool,
        Spec(
            "Keep training cases",
            "Stores their values under numbers in the model, so that the nearest ones can be shown "
            "beside a new case. Such a model must not leave the hospital.",
        ),
    ] = False
    check_folds: Annotated[
        int,
        Spec(
            "Folds of the check",
            "Cases are predicted while left out, for the model's card and its intervals.",
            "", 2, 20, advanced=True,
        ),
    ] = 5  # fmt: skip
    workers: Workers = None
    folder: Annotated[
        str, Spec("Folder", "Where to keep the model; empty: the folder of models.", advanced=True)
    ] = ""
    extraction: Annotated[
        str,
        Spec("Extraction", "How the features were made: operation, parameters, versions.",
             hidden=True),
    ] = ""  # fmt: skip


@dataclass(frozen=True)
class PredictParameters:
    case: CaseColumn = "case"
