"""Networks that classify images."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, Chart, LabelMap, ModelRef, Table, Volume
from . import parameters as p

GROUP = "Networks"

OPERATIONS = (
    Operation(
        id="classify.train_network",
        title="Train a network",
        group=GROUP,
        help="Trains a network on the images of a cohort and saves it as a MONAI bundle.",
        parameters=p.TrainNetworkParameters,
        run="medaiassist_engine.classify.deep.train_network:run_train_network",
        inputs=(Slot("table", Table, "A cohort: case, image, label, patient, split."),),
        outputs=(
            Slot("model", ModelRef, "The trained network, a MONAI bundle (.zip)."),
            Slot("metrics", Table, "Metrics of the test cases with 95 % intervals."),
            Slot("predictions", Table, "Probabilities and answer for each test case."),
            Slot("learning_curve", Chart, "Loss and accuracy after each epoch."),
        ),
        reference="Cardoso et al., MONAI, arXiv 2211.02701, 2022",
        preview=False,
    ),
    Operation(
        id="classify.apply_network",
        title="Apply a network",
        group=GROUP,
        help="What a trained network says of a volume, its segments, or the images of a table.",
        parameters=p.ApplyNetworkParameters,
        run="medaiassist_engine.classify.deep.apply_network:run_apply_network",
        inputs=(
            Slot("model", ModelRef, "A network of 'Train a network'.", kind="network"),
            Slot("volume", Volume, "The volume or picture.", optional=True),
            Slot("segments", LabelMap, "The box around each is looked at.", optional=True),
            Slot("region", Boxes, "Only what lies inside these boxes is seen.", optional=True),
            Slot("table", Table, "Instead of a volume: cases with images.", optional=True),
        ),
        outputs=(Slot("probabilities", Table, "Probabilities, answer and uncertainty."),),
        reference="Gal and Ghahramani, Dropout as a Bayesian approximation, ICML 2016",
        preview=False,
    ),
)
