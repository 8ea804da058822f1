"""Networks that classify images."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, Chart, LabelMap, ModelRef, Sequence, Table, Volume
from . import parameters as p
from .viewing_parameters import ListNetworksParameters, ShowAugmentationParameters

GROUP = "Networks"

COHORT = Slot("table", Table, "A cohort: case, image, label, patient, split.")
START = Slot(
    "start", ModelRef, "A network, or another MONAI bundle, whose weights training begins with.",
    optional=True, kind="network",
)  # fmt: skip

OPERATIONS = (
    Operation(
        id="classify.train_network",
        title="Train a network",
        group=GROUP,
        help="Trains a network on the images of a cohort and saves it as a MONAI bundle.",
        parameters=p.TrainNetworkParameters,
        run="medaiassist_engine.classify.deep.train_network:run_train_network",
        inputs=(COHORT, START),
        outputs=(
            Slot("model", ModelRef, "The trained network, a MONAI bundle (.zip)."),
            Slot("metrics", Table, "Metrics of the test cases with 95 % intervals."),
            Slot("predictions", Table, "Probabilities and answer for each test case."),
            Slot("learning_curve", Chart, "Loss and accuracy after each epoch."),
            Slot("rate_search", Chart, "The trial that found the learning rate.", optional=True),
        ),
        reference="Cardoso et al., MONAI, arXiv 2211.02701, 2022",
        preview=False,
    ),
    Operation(
        id="classify.cross_validate_network",
        title="Cross-validate a network",
        group=GROUP,
        help="Trains a network for each fold of patients, and keeps all of them as one model.",
        parameters=p.CrossValidateNetworkParameters,
        run="medaiassist_engine.classify.deep.cross_validate_network:run_cross_validate_network",
        inputs=(COHORT, START),
        outputs=(
            Slot("model", ModelRef, "The networks of all folds, which answer together (.zip)."),
            Slot("metrics", Table, "Metrics of all cases, each unseen, with 95 % intervals."),
            Slot("predictions", Table, "Probabilities and answer for each case, unseen."),
            Slot("fold_metrics", Table, "Metrics, epoch and temperature of each fold."),
            Slot("learning_curves", Chart, "Validation loss of each fold."),
        ),
        reference="Lakshminarayanan et al., Deep ensembles, NIPS 2017",
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
    Operation(
        id="classify.apply_network_to_frames",
        title="Apply a network to frames",
        group=GROUP,
        help="What a trained network says of every frame of a sequence, over time; or of all "
        "together, where it reads them in order.",
        parameters=p.ApplyNetworkParameters,
        run="medaiassist_engine.classify.deep.apply_to_frames:run_apply_to_frames",
        inputs=(
            Slot("model", ModelRef, "A network of 'Train a network'.", kind="network"),
            Slot("sequence", Sequence, "Frames, such as a cine."),
        ),
        outputs=(
            Slot("probabilities", Table, "Probabilities, answer and uncertainty of each frame."),
            Slot("curves", Chart, "Probabilities over time.", optional=True),
        ),
        preview=False,
    ),
    Operation(
        id="classify.show_augmentation",
        title="Show augmented images",
        group=GROUP,
        help="Shows an image of a cohort as training varies it.",
        parameters=ShowAugmentationParameters,
        run="medaiassist_engine.classify.deep.show_augmentation:run_show_augmentation",
        inputs=(COHORT,),
        outputs=(Slot("picture", Volume, "As it is, then varied, row by row."),),
        preview=False,
    ),
    Operation(
        id="classify.list_networks",
        title="List networks",
        group=GROUP,
        help="Lists the networks and bundles kept on this computer, with what they are for.",
        parameters=ListNetworksParameters,
        run="medaiassist_engine.classify.deep.listing:run_list_networks",
        inputs=(),
        outputs=(Slot("networks", Table, "Path, name and purpose, the newest first."),),
        preview=False,
    ),
)
