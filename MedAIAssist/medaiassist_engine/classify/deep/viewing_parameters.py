"""Parameters of looking at what training does to images. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ...contract.params import Spec
from .augmentation_parameters import AugmentationChoices
from .image_parameters import ImageChoices


@dataclass(frozen=True)
class ShowAugmentationParameters(AugmentationChoices, ImageChoices):
    case: Annotated[str, Spec("Case", "Whose image is varied; empty takes the first.")] = ""
    count: Annotated[int, Spec("Pictures", "The first is not varied.", "", 2, 100)] = 12
    network: Annotated[
        str, Spec("Network", "Some need images of a certain size at least.", hidden=True)
    ] = ""
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0


@dataclass(frozen=True)
class ListNetworksParameters:
    folder: Annotated[str, Spec("Folder", "Where to look; empty: the folder of models.")] = ""
