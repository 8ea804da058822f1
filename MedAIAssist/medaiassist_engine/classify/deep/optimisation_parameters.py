"""Parameters of how a network learns. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ...contract.params import Spec

Device = Annotated[
    Literal["automatic", "cuda:0", "cuda:1", "cuda:2", "cuda:3", "mps", "cpu"],
    Spec("Device", "Automatic takes the GPU if there is one.",
         titles=("Automatic", "GPU 1", "GPU 2", "GPU 3", "GPU 4", "Apple GPU", "CPU")),
]  # fmt: skip


@dataclass(frozen=True)
class SteppingChoices:
    """Of any network, whatever it learns."""

    GROUP: ClassVar[str] = "Learning"

    epochs: Annotated[int, Spec("Epochs", "How often every case is seen.", "", 1, 10000)] = 30
    batch: Annotated[
        int | None,
        Spec("Batch", "Images at a time; more need more memory. Automatic: as many as the GPU "
             "holds, at most 64, or 16 on the CPU; fewer where cases are few.", "images", 1, 1024),
    ] = 16  # fmt: skip
    accumulate: Annotated[
        int,
        Spec("Accumulate", "Batches until the weights change: like a larger batch, without its "
             "memory.", "batches", 1, 256, advanced=True),
    ] = 1  # fmt: skip
    optimizer: Annotated[
        Literal["adamw", "sgd"],
        Spec("Optimiser", "AdamW (Loshchilov and Hutter 2019), or SGD with Nesterov's momentum.",
             titles=("AdamW", "SGD")),
    ] = "adamw"  # fmt: skip
    learning_rate: Annotated[
        float | None,
        Spec("Learning rate", "Size of the steps. Automatic: found by a trial of 100 steps "
             "(Smith 2017).", "", 1e-7, 1.0, 1e-4),
    ] = 1e-3  # fmt: skip
    stage_rate: Annotated[
        float,
        Spec("Rate of earlier stages", "Each stage of the network learns at this share of the "
             "rate of the next one (Howard and Ruder 2018: 0.4, for a trained network); 1: all "
             "alike.", "", 0.01, 1, 0.01, advanced=True),
    ] = 1.0  # fmt: skip
    weight_decay: Annotated[
        float,
        Spec("Weight decay", "Keeps weights small.", "", 0, 1, 0.001, advanced=True),
    ] = 0.01
    schedule: Annotated[
        Literal["cosine", "plateau", "constant"],
        Spec(
            "Schedule",
            "How the learning rate falls: along half a cosine, tenfold whenever the validation "
            "loss has not improved for 5 epochs, or not at all.",
            titles=("Cosine", "Plateau", "Constant"),
            advanced=True,
        ),
    ] = "cosine"
    warm_up: Annotated[
        float,
        Spec("Warm-up", "Epochs until the learning rate is reached.", "epochs", 0, 100,
             advanced=True),
    ] = 1.0  # fmt: skip
    patience: Annotated[
        int,
        Spec("Patience", "Training ends when the validation loss has not improved for so many "
             "epochs; 0 never ends early.", "epochs", 0, 10000),
    ] = 10  # fmt: skip
    averaging: Annotated[
        float,
        Spec("Weight averaging", "Decay of a moving average of the weights, which is then "
             "validated and kept; 0 for none.", "", 0, 0.9999, advanced=True),
    ] = 0.0  # fmt: skip
    mixed_precision: Annotated[
        bool,
        Spec("Mixed precision", "Half the memory on GPUs that compute in bfloat16; no effect on "
             "others.", advanced=True),
    ] = True  # fmt: skip
    processes: Annotated[
        int,
        Spec("Processes", "Train on so many GPUs of this machine at once, each with its share of "
             "the batch.", "", 1, 64, advanced=True),
    ] = 1  # fmt: skip
    device: Device = "automatic"
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0

    @property
    def images(self) -> int:
        """The batch, once it was chosen; see `automatic.chosen`."""
        assert self.batch is not None
        return self.batch

    @property
    def rate(self) -> float:
        """The learning rate, once it was chosen."""
        assert self.learning_rate is not None
        return self.learning_rate


@dataclass(frozen=True)
class OptimisationChoices(SteppingChoices):
    """Of a network that tells images apart."""

    imbalance: Annotated[
        Literal["none", "class_weights", "balanced_sampling"],
        Spec("Rare classes", "Errors on them weigh more, or they are drawn more often.",
             titles=("As they are", "Class weights", "Balanced sampling")),
    ] = "class_weights"  # fmt: skip
    loss: Annotated[
        Literal["cross_entropy", "focal"],
        Spec("Loss", "Focal: easy cases count less (Lin et al., ICCV 2017, gamma 2).",
             titles=("Cross-entropy", "Focal")),
    ] = "cross_entropy"  # fmt: skip
    label_smoothing: Annotated[
        float,
        Spec("Label smoothing", "Share of certainty that goes to the other classes.", "", 0, 0.5,
             0.01, advanced=True),
    ] = 0.0  # fmt: skip
    dropout: Annotated[
        float,
        Spec("Dropout", "Share of values dropped before dense layers; in DenseNet, within its "
             "blocks. ResNets have no dropout, EfficientNet has its own of 20 %.", "", 0, 0.9, 0.05,
             advanced=True),
    ] = 0.2  # fmt: skip
