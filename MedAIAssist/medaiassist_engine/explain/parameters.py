"""Parameters of the explain operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ..classify.parameters import Workers
from ..contract.params import Columns, Spec

Seed = Annotated[
    int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
]
Case = Annotated[str, Spec("Case", "Column that names each case.", advanced=True, names=Columns())]


@dataclass(frozen=True)
class PermutationParameters:
    metric: Annotated[
        Literal["ROC AUC", "balanced accuracy", "Brier"],
        Spec(
            "Metric",
            "What gets worse when a feature's values are shuffled among the cases.",
            titles=("ROC AUC", "Balanced accuracy", "Brier score"),
        ),
    ] = "ROC AUC"
    data: Annotated[
        Literal["automatic", "given", "folds"],
        Spec(
            "Measured on",
            "The table as it is, if the model has not seen it; else folds, with models trained "
            "anew without each.",
            titles=("Automatic", "The table as it is", "Left-out folds"),
        ),
    ] = "automatic"
    correlation: Annotated[
        float | None,
        Spec(
            "Together from correlation",
            "Columns that are more alike are shuffled together, because one stands in for the "
            "other. Automatic shuffles each alone.",
            "", 0.1, 1, 0.05,
        ),
    ] = None  # fmt: skip
    repeats: Annotated[
        int, Spec("Repeats", "Shuffles of each feature; more steady the result.", "", 1, 100)
    ] = 5
    folds: Annotated[int, Spec("Folds", "For left-out folds.", "", 2, 20, advanced=True)] = 5
    bootstrap: Annotated[
        int, Spec("Bootstrap samples", "For the 95 % intervals.", "", 100, 10000, advanced=True)
    ] = 500
    workers: Workers = None
    label: Annotated[
        str,
        Spec(
            "Label",
            "Column with the class; empty takes the model's.",
            advanced=True,
            names=Columns(),
        ),
    ] = ""
    patient: Annotated[
        str,
        Spec(
            "Patient",
            "Column with the patient, for folds and intervals.",
            advanced=True,
            names=Columns(),
        ),
    ] = "patient"
    case: Case = "case"
    seed: Seed = 0


@dataclass(frozen=True)
class ForestParameters:
    """No choices."""


@dataclass(frozen=True)
class DependenceParameters:
    feature: Annotated[
        str, Spec("Feature", "The column that is varied; empty takes the first.", names=Columns())
    ] = ""
    explained: Annotated[
        str, Spec("Class", "Whose probability is shown; empty takes the positive or last one.")
    ] = ""
    points: Annotated[int, Spec("Points", "Values that are tried.", "", 2, 200)] = 30
    lines: Annotated[
        int, Spec("Cases shown", "Lines of single cases (ICE) beside their mean.", "", 0, 200)
    ] = 30
    case: Case = "case"
    seed: Seed = 0


@dataclass(frozen=True)
class CounterfactualParameters:
    case: Annotated[
        str, Spec("Case", "Which row: its id in the column 'case'. Empty takes the only row.")
    ] = ""
    target: Annotated[
        str, Spec("Wanted answer", "The class to reach; empty takes the next most probable one.")
    ] = ""
    fixed: Annotated[
        str,
        Spec(
            "Fixed columns",
            "What cannot change, such as age or sex.",
            names=Columns(several=True),
        ),
    ] = ""
    answers: Annotated[int, Spec("Answers", "Different ways to get there.", "", 1, 10)] = 3
    changes: Annotated[
        int, Spec("Changes at most", "Columns that may change together.", "", 1, 10)
    ] = 4
