"""Parameters of the classify operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ..contract.params import Columns, Spec
from .recipe import Recipe

Workers = Annotated[
    int | None,
    Spec("Workers", "Processes that work at the same time; the result is the same for any number.",
         "", 1, 256, advanced=True),
]  # fmt: skip


@dataclass(frozen=True)
class CaseColumns:
    """Which columns of a table say what; see `data.cases_of`."""

    label: Annotated[str, Spec("Label", "Column with the class of each case.", names=Columns())] = (
        "label"
    )
    positive: Annotated[
        str,
        Spec(
            "Positive",
            "The class that stands for disease; several, separated by commas, count as one "
            "against all others. Empty takes the last of two classes.",
        ),
    ] = ""
    case: Annotated[
        str, Spec("Case", "Column that names each case.", advanced=True, names=Columns())
    ] = "case"
    patient: Annotated[
        str,
        Spec(
            "Patient",
            "Column with the patient; a patient's cases stay together.",
            names=Columns(),
        ),
    ] = "patient"
    site: Annotated[
        str,
        Spec("Site", "Column with the hospital; empty if there is none.", names=Columns()),
    ] = ""
    split: Annotated[
        str, Spec("Split", "Column with train and test.", advanced=True, names=Columns())
    ] = "split"
    features: Annotated[
        str,
        Spec(
            "Features",
            "Columns to learn from, separated by commas; * stands for any letters. Empty takes "
            "all but those that name cases, files and labels.",
            names=Columns(several=True),
        ),
    ] = ""
    leave_out: Annotated[
        str,
        Spec("Leave out", "Columns not to learn from.", names=Columns(several=True)),
    ] = ""
    categorical: Annotated[
        str,
        Spec(
            "Categories",
            "Columns whose numbers stand for categories.",
            advanced=True,
            names=Columns(several=True),
        ),
    ] = ""


@dataclass(frozen=True)
class ValidateParameters(Recipe, CaseColumns):
    scheme: Annotated[
        Literal["folds", "leave_one_site_out", "split"],
        Spec(
            "Tested on",
            "Folds of patients in turn, each hospital in turn, or the cases that the split "
            "column calls test.",
            titles=("Folds", "Each site in turn", "Test split"),
        ),
    ] = "folds"
    folds: Annotated[int, Spec("Folds", "Parts that are tested in turn.", "", 2, 50)] = 5
    repeats: Annotated[
        int, Spec("Repeats", "The folds are drawn anew so often.", "", 1, 100, advanced=True)
    ] = 1
    bootstrap: Annotated[
        int,
        Spec("Bootstrap samples", "For the 95 % intervals; more steady them.", "",
             100, 100000, advanced=True),
    ] = 2000  # fmt: skip
    workers: Workers = None
    resume_folder: Annotated[
        str,
        Spec("Resume folder", "Finished folds are kept here, so that the same run goes on after "
             "an interruption.", advanced=True),
    ] = ""  # fmt: skip


@dataclass(frozen=True)
class CompareParameters:
    positive: Annotated[
        str,
        Spec("Class", "The class whose ROC curves are compared; empty takes the last one."),
    ] = ""
    bootstrap: Annotated[
        int,
        Spec("Bootstrap samples", "For the 95 % intervals; more steady them.", "",
             100, 100000, advanced=True),
    ] = 2000  # fmt: skip
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0


@dataclass(frozen=True)
class LearningCurveParameters(Recipe, CaseColumns):
    points: Annotated[
        int, Spec("Points", "Sizes of the training part that are tried.", "", 2, 20)
    ] = 6
    folds: Annotated[int, Spec("Folds", "Parts that are tested in turn.", "", 2, 50)] = 5
    workers: Workers = None


@dataclass(frozen=True)
class PermutationParameters(Recipe, CaseColumns):
    permutations: Annotated[
        int, Spec("Permutations", "How often the labels are shuffled.", "", 2, 10000)
    ] = 20
    folds: Annotated[int, Spec("Folds", "Parts that are tested in turn.", "", 2, 50)] = 5
    workers: Workers = None
