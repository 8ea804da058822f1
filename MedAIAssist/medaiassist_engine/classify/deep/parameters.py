"""Parameters of training a network and applying it. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Columns, Spec
from .augmentation_parameters import AugmentationChoices
from .image_parameters import ImageChoices
from .networks.registry import ENTRIES
from .optimisation_parameters import Device, OptimisationChoices
from .transfer_parameters import TransferChoices


@dataclass(frozen=True)
class NetworkChoices(TransferChoices, OptimisationChoices, AugmentationChoices, ImageChoices):
    """What a network is, what it sees and how it learns."""

    network: Annotated[
        Literal[
            "cnn", "alexnet", "vgg16", "googlenet", "resnet18", "resnet50", "densenet121",
            "efficientnet_b0", "vit", "cnn_lstm", "cnn_gru", "lstm",
        ],
        Spec(
            "Network",
            "The plain CNN is small and fast; DenseNet and ResNet are the usual choice for more "
            "cases; CNN and LSTM or GRU read slices or frames in their order.",
            titles=tuple(entry.title for entry in ENTRIES.values()),
        ),
    ] = "cnn"  # fmt: skip
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
    clinical: Annotated[
        str,
        Spec(
            "Clinical columns",
            "Columns that the network sees beside the image, separated by commas, such as age or "
            "sex; cells may be empty.",
            names=Columns(several=True),
        ),
    ] = ""
    categorical: Annotated[
        str,
        Spec(
            "Categories",
            "Clinical columns whose numbers stand for categories.",
            advanced=True,
            names=Columns(several=True),
        ),
    ] = ""
    calibrate: Annotated[
        bool,
        Spec("Calibrate", "Probabilities are made to mean what they say, on the validation cases "
             "(temperature scaling, Guo et al., ICML 2017); answers stay the same."),
    ] = True  # fmt: skip
    validation: Annotated[
        float,
        Spec("Validation", "Share of patients that choose the best epoch; without effect where "
             "the table has a split with validation cases.", "%", 5, 80, 1),
    ] = 15.0  # fmt: skip
    name: Annotated[str, Spec("Name", "Of the model; its file is called so.")] = "network"
    folder: Annotated[
        str, Spec("Folder", "Where to keep the model; empty: the folder of models.", advanced=True)
    ] = ""
    resume_folder: Annotated[
        str,
        Spec("Resume folder", "Every epoch is kept here, so that the same training goes on after "
             "an interruption; empty: a folder among the models, emptied at the end.",
             advanced=True),
    ] = ""  # fmt: skip


@dataclass(frozen=True)
class TrainNetworkParameters(NetworkChoices):
    test: Annotated[
        float,
        Spec("Test", "Share of patients to measure with; without effect where the table has a "
             "split.", "%", 5, 80, 1),
    ] = 20.0  # fmt: skip


@dataclass(frozen=True)
class CrossValidateNetworkParameters(NetworkChoices):
    folds: Annotated[
        int, Spec("Folds", "Parts of the patients that are tested in turn.", "", 2, 20)
    ] = 5


@dataclass(frozen=True)
class ApplyNetworkParameters:
    flips: Annotated[
        bool,
        Spec("Test-time flips", "The mean over the image and its mirror images."),
    ] = False
    samples: Annotated[
        int,
        Spec("Dropout samples", "Runs with dropout left on, whose spread says how sure the network "
             "is (Gal and Ghahramani, ICML 2016); 0 for none.", "", 0, 1000),
    ] = 0  # fmt: skip
    batch: Annotated[int, Spec("Batch", "Images at a time.", "images", 1, 1024, advanced=True)] = 16
    device: Device = "automatic"
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0
