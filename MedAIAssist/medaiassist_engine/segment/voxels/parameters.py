"""Parameters of voxel classification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import File, Spec
from ...preprocess.slots import Mode


@dataclass(frozen=True)
class Learning:
    """What is measured around each voxel, and what learns from it."""

    classifier: Annotated[
        Literal["forest", "svm", "logistic"],
        Spec(
            "Classifier",
            "A random forest suits most images. A support vector machine draws smoother borders; "
            "logistic regression is the simplest and needs the fewest strokes.",
            titles=("Random forest", "Support vector machine (RBF)", "Logistic regression"),
        ),
    ] = "forest"
    finest: Annotated[
        float | None,
        Spec(
            "Finest scale",
            "Larger ignores noise and finer detail. Automatic is the smallest voxel edge.",
            "mm",
            0.05,
            20,
            0.1,
            advanced=True,
        ),
    ] = None
    scales: Annotated[
        int,
        Spec(
            "Number of scales",
            "Each is twice as large as the one before; more look farther around each voxel.",
            low=1,
            high=6,
            advanced=True,
        ),
    ] = 4
    gradient: Annotated[
        bool, Spec("Gradient", "How fast the intensity changes: finds borders.", advanced=True)
    ] = True
    laplacian: Annotated[
        bool, Spec("Laplacian", "Darker or brighter than all around: finds blobs.", advanced=True)
    ] = True
    difference: Annotated[
        bool,
        Spec("Difference of Gaussians", "Detail between one scale and the next.", advanced=True),
    ] = True
    hessian: Annotated[
        bool,
        Spec("Hessian", "Tells blobs, tubes and sheets apart by their curvatures.", advanced=True),
    ] = True
    structure: Annotated[
        bool,
        Spec(
            "Structure tensor",
            "Tells flat, layered and cornered texture apart; slower, often better.",
            advanced=True,
        ),
    ] = False
    position: Annotated[
        bool,
        Spec(
            "Position",
            "Also learns where things lie; paint all over the volume then, not in one place.",
            advanced=True,
        ),
    ] = False
    mode: Mode = "3d"
    trees: Annotated[
        int,
        Spec(
            "Trees", "Of the forest: more are steadier and slower.", low=1, high=500, advanced=True
        ),
    ] = 60
    samples: Annotated[
        int,
        Spec(
            "Most voxels a class",
            "From more painted voxels than this, so many are drawn to learn from.",
            low=10,
            high=100000,
            advanced=True,
        ),
    ] = 1000
    seed: Annotated[
        int, Spec("Seed", "Another one gives a slightly different forest.", low=0, advanced=True)
    ] = 0


@dataclass(frozen=True)
class Wanted:
    """What is made beside the segmentation."""

    probability: Annotated[
        Literal["none", "class", "all", "uncertainty"],
        Spec(
            "Probability",
            "A volume to go with the segmentation. Paint more where it is uncertain.",
            titles=("None", "Of one class", "Of every class", "Uncertainty"),
        ),
    ] = "none"
    shown: Annotated[
        str,
        Spec(
            "Class",
            "Name of the class whose probability is wanted; empty: the last one.",
            advanced=True,
        ),
    ] = ""


@dataclass(frozen=True)
class VoxelsParameters(Wanted, Learning):
    importance: Annotated[
        bool, Spec("Feature importance", "A table of what the classifier looked at.", advanced=True)
    ] = False
    plane_axis: Annotated[
        Literal["none", "k", "j", "i"],
        Spec("Plane", "Classify one plane of voxels across this axis.", hidden=True),
    ] = "none"
    plane: Annotated[int, Spec("Plane number", "Counted from 0.", low=0, hidden=True)] = 0


@dataclass(frozen=True)
class TrainVoxelsParameters(Learning):
    name: Annotated[str, Spec("Name", "Of the classifier; its file is called so.")] = "voxels"
    folder: Annotated[
        str, Spec("Folder", "Where to keep it; empty: the folder of models.", advanced=True)
    ] = ""


@dataclass(frozen=True)
class ApplyVoxelsParameters(Wanted):
    file: Annotated[
        str,
        Spec(
            "File",
            "A classifier saved elsewhere (.medai), where the scene has none to choose.",
            names=File(("medai",)),
        ),
    ] = ""
