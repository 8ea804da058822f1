"""Training a classifier to keep, and using it on many cases."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import ModelRef, Report, Table
from . import model_parameters as p

GROUP = "Models"

OPERATIONS = (
    Operation(
        id="classify.train",
        title="Train a classifier",
        group=GROUP,
        help="Fits a classifier on all labelled cases and saves it with its model card.",
        parameters=p.TrainParameters,
        run="medaiassist_engine.classify.train:run_train",
        inputs=(Slot("table", Table, "A row for each case: features, clinical values, label."),),
        outputs=(
            Slot("model", ModelRef, "The trained classifier (.medai)."),
            Slot("summary", Table, "Metrics on cases that were left out of training."),
            Slot("card", Report, "The model card."),
        ),
        reference="Mitchell et al., Model cards for model reporting, FAT* 2019",
        preview=False,
    ),
    Operation(
        id="classify.predict",
        title="Predict",
        group=GROUP,
        help="What a saved classifier says about each row of a table.",
        parameters=p.PredictParameters,
        run="medaiassist_engine.classify.predict:run_predict",
        inputs=(
            Slot("table", Table, "A row for each case, with the columns of the training."),
            Slot("model", ModelRef, "A trained classifier (.medai)."),
        ),
        outputs=(Slot("predictions", Table, "Probabilities, answer, and how unusual it is."),),
        preview=False,
    ),
)
