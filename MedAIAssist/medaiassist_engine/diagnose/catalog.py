"""Prediction of a diagnosis for one patient."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import Chart, LabelMap, ModelRef, Report, Table, Volume
from . import parameters as p

OPERATIONS = (
    Operation(
        id="diagnose.predict",
        title="Predict a diagnosis",
        group="Diagnosis",
        help="Class probabilities of one case, what speaks for and against, and a report.",
        parameters=p.DiagnoseParameters,
        run="medaiassist_engine.diagnose.operation:run_diagnose",
        inputs=(
            Slot("table", Table, "One row: features and clinical values, which may be missing."),
            Slot("model", ModelRef, "A trained classifier (.medai)."),
            Slot("volume", Volume, "For pictures in the report.", optional=True),
            Slot("segments", LabelMap, "Outlined in the pictures.", optional=True),
        ),
        outputs=(
            Slot("probabilities", Table, "Of each class, with an interval."),
            Slot("contributions", Table, "What each feature adds."),
            Slot("chart", Chart, "The largest contributions as bars."),
            Slot("unusual", Table, "How unlike the training cases it is."),
            Slot("report", Report, "All of it to read; research use only."),
            Slot("nearest", Table, "The training cases most like it.", optional=True),
        ),
        reference="Štrumbelj and Kononenko 2014; Vovk and Petej 2014; Laxhammar and Falkman 2015",
        preview=False,
    ),
)
