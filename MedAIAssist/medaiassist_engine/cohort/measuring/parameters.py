"""Parameters of the operations that measure cohorts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ...contract.params import Spec


@dataclass(frozen=True)
class MeasureParameters:
    operation: Annotated[
        str, Spec("Method", "Id of the operation that measures one case.", hidden=True)
    ] = "features.radiomics"
    parameters: Annotated[
        str, Spec("Settings", "Parameters of that operation as a JSON object.", hidden=True)
    ] = "{}"
    columns: Annotated[
        bool,
        Spec(
            "Labels and clinical values",
            "Each row of features also gets the case's label, patient and other columns of the "
            "cohort, ready for training.",
        ),
    ] = True
    workers: Annotated[
        int | None,
        Spec(
            "Workers",
            "Cases that are measured at the same time, each in a process with its own memory; the "
            "result is the same for any number.",
            "",
            1,
            256,
            advanced=True,
        ),
    ] = None
    folder: Annotated[
        str,
        Spec(
            "Keep in folder",
            "Where finished cases are kept, so that an interrupted run goes on from there. Empty "
            "keeps them in the user's cache until all are finished.",
            advanced=True,
        ),
    ] = ""
    stage: Annotated[
        str,
        Spec("Stage", "Where the images of the scene were written by cohort.stage.", hidden=True),
    ] = ""


@dataclass(frozen=True)
class StageParameters:
    case: Annotated[str, Spec("Case", "Id of the case.")] = ""
    stage: Annotated[
        str, Spec("Stage", "32 hexadecimal digits, the same for all cases of a run.")
    ] = ""
