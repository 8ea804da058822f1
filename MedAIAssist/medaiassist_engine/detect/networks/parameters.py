"""Parameters of training a detector and applying it. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ...classify.deep.optimisation_parameters import Device, SteppingChoices
from ...contract.params import Columns, Spec


@dataclass(frozen=True)
class SeeingChoices:
    """How images are given to a detector."""

    GROUP: ClassVar[str] = "Images"

    spacing: Annotated[
        tuple[float, float, float] | None,
        Spec("Spacing", "Images are resampled to this voxel size (R, A, S; of a picture columns "
             "and rows, whose pixels count as 1 mm); larger is faster and misses small objects. "
             "Automatic: so that small boxes keep some voxels.", "mm", 0.001, 100),
    ] = None  # fmt: skip
    intensities: Annotated[
        Literal["range", "window", "zscore", "none"],
        Spec("Intensities", "Range: the 0.5th to 99.5th percentile of each image become 0 to 1. "
             "Window: black to white become 0 to 1, for CT. Z-score: mean 0, deviation 1.",
             titles=("Range", "Window", "Z-score", "As they are")),
    ] = "range"  # fmt: skip
    black: Annotated[
        float, Spec("Black", "Lower end of the window.", "intensity", advanced=True)
    ] = -1000.0
    white: Annotated[
        float, Spec("White", "Upper end of the window.", "intensity", advanced=True)
    ] = 400.0
    patch: Annotated[
        int | None,
        Spec("Patch", "Edge of the pieces that the network sees in training and in windows, in "
             "voxels after resampling; larger needs more memory. Automatic: whole pictures in 2D, "
             "64 in 3D.", "voxels", 16, 2048),
    ] = None  # fmt: skip


@dataclass(frozen=True)
class VaryingChoices:
    """How training images are varied; boxes move along."""

    GROUP: ClassVar[str] = "Augmentation"

    flip: Annotated[
        Literal["none", "left_right", "all"],
        Spec("Flip", "Mirrors training images at random; not where sides matter.",
             titles=("None", "Left and right", "All axes")),
    ] = "all"  # fmt: skip
    rotate: Annotated[
        float, Spec("Rotate", "Turns training images by up to so much, in their slices.", "°",
                    0, 45, 1)
    ] = 5.0  # fmt: skip
    zoom: Annotated[
        float, Spec("Zoom", "Scales training images by up to so much.", "%", 0, 50, 1)
    ] = 20.0
    shift: Annotated[
        float, Spec("Shift", "Moves training images by up to so much of their size.", "%", 0, 50, 1)
    ] = 10.0
    noise: Annotated[
        float, Spec("Noise", "Adds noise of up to this deviation, in units of what the network "
                    "sees.", "", 0, 1, 0.01)
    ] = 0.02  # fmt: skip
    contrast: Annotated[
        float, Spec("Contrast", "Changes the contrast and brightness by up to so much.", "%", 0,
                    90, 1)
    ] = 20.0  # fmt: skip


@dataclass(frozen=True)
class DetectorChoices(SteppingChoices, VaryingChoices, SeeingChoices):
    """What a detector is, what it sees and how it learns."""

    detector: Annotated[
        Literal["faster_rcnn", "mask_rcnn", "retinanet", "centers", "fast_rcnn", "rcnn"],
        Spec("Detector", "Faster R-CNN: proposes boxes and judges them; the most exact. Mask "
             "R-CNN: also gives the voxels of each object, which it learns from the column 'mask' "
             "of the cohort. RetinaNet: in one step. Centres: in one step and without anchors, "
             "meant for live use. Fast R-CNN and R-CNN judge boxes proposed by other means "
             "(selective search); slower.",
             titles=("Faster R-CNN", "Mask R-CNN", "RetinaNet", "Centres", "Fast R-CNN", "R-CNN")),
    ] = "faster_rcnn"  # fmt: skip
    backbone: Annotated[
        Literal["small", "cnn", "vgg16", "googlenet", "resnet18", "resnet50", "densenet121",
                "efficientnet_b0"],
        Spec("Backbone", "The network that makes features: the small one needs few cases and no "
             "GPU. The others are those of 'Train a network'; one that was trained there can be "
             "chosen to begin with.",
             titles=("Small", "Plain CNN", "VGG-16", "GoogLeNet", "ResNet-18", "ResNet-50",
                     "DenseNet-121", "EfficientNet-B0")),
    ] = "small"  # fmt: skip
    width: Annotated[
        int, Spec("Width", "Channels of the small backbone's finest features; more see more and "
                  "take longer.", "channels", 8, 128, 8, advanced=True)
    ] = 32  # fmt: skip
    classes: Annotated[
        str, Spec("Classes", "Names to look for, separated by commas; empty takes all there are.")
    ] = ""
    anchors: Annotated[
        int, Spec("Anchors", "Sizes at each place of each level, proposed from the boxes.", "", 1,
                  9, advanced=True)
    ] = 2  # fmt: skip
    negatives: Annotated[
        Literal["random", "hard"],
        Spec("Background", "What Faster and Mask R-CNN learn their proposals from, and Fast R-CNN "
             "its judgement, beside objects: any background, or what they take for objects (hard "
             "negatives).",
             titles=("Any", "Hard"), advanced=True),
    ] = "random"  # fmt: skip
    positive_patches: Annotated[
        float, Spec("Patches with objects", "Share of the patches that are placed at an object; "
                    "the others lie anywhere.", "%", 0, 100, 5, advanced=True)
    ] = 60.0  # fmt: skip
    patches: Annotated[
        int, Spec("Patches of an image", "Drawn in each epoch, where patches are smaller than the "
                  "image.", "", 1, 1000, advanced=True)
    ] = 4  # fmt: skip
    epochs: Annotated[int, Spec("Epochs", "How often every image is seen.", "", 1, 10000)] = 60
    batch: Annotated[
        int, Spec("Batch", "Images at a time; more need more memory.", "images", 1, 256)
    ] = 8
    learning_rate: Annotated[
        float, Spec("Learning rate", "Size of the steps.", "", 1e-7, 1.0, 1e-4)
    ] = 1e-3
    patience: Annotated[
        int, Spec("Patience", "Training ends when the validation cases have not improved for so "
                  "many epochs; 0 never ends early.", "epochs", 0, 10000)
    ] = 0  # fmt: skip
    averaging: Annotated[
        float,
        Spec("Weight averaging", "Decay of a moving average of the weights, which is then "
             "validated and kept; 0 for none.", "", 0, 0.9999, advanced=True),
    ] = 0.99  # fmt: skip
    validation: Annotated[
        float, Spec("Validation", "Share of patients that choose the best epoch; without effect "
                    "where the table has a split.", "%", 5, 80, 1)
    ] = 20.0  # fmt: skip
    name: Annotated[str, Spec("Name", "Of the model; its file is called so.")] = "detector"
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
class TrainDetectorParameters(DetectorChoices):
    image: Annotated[
        str, Spec("Image", "Column with the file of each image.", names=Columns(), advanced=True)
    ] = "image"


@dataclass(frozen=True)
class ApplyDetectorParameters:
    score: Annotated[
        float, Spec("Least score", "Larger leaves only boxes that the detector is surer of.", "",
                    0, 1, 0.01)
    ] = 0.3  # fmt: skip
    overlap: Annotated[
        float, Spec("Overlap", "Of boxes of a class that overlap by more (intersection over "
                    "union), one stays; larger keeps more.", "", 0.05, 0.5, 0.05)
    ] = 0.5  # fmt: skip
    merging: Annotated[
        Literal["strongest", "weighted"],
        Spec("Merging", "Of boxes of overlapping windows the strongest stays, or those are "
             "averaged that overlap by more than half of Overlap, since windows cut objects "
             "(weighted box clustering).", titles=("Strongest", "Weighted"), advanced=True),
    ] = "strongest"  # fmt: skip
    segments: Annotated[
        Literal["object", "class"],
        Spec("Segments", "Of a detector that also gives voxels (Mask R-CNN): one for each object, "
             "or one for each class.", titles=("Each object", "Each class")),
    ] = "object"  # fmt: skip
    most: Annotated[int, Spec("Most boxes", "In one image.", "", 1, 10000, advanced=True)] = 300
    windows: Annotated[
        float, Spec("Overlap of windows", "Larger misses less at the edges of windows and takes "
                    "longer.", "%", 0, 75, 5, advanced=True)
    ] = 25.0  # fmt: skip
    flips: Annotated[
        bool, Spec("Test-time flips", "Also looks at mirror images and averages the boxes.")
    ] = False
    batch: Annotated[
        int, Spec("Batch", "Images or windows at a time.", "images", 1, 256, advanced=True)
    ] = 4
    device: Device = "automatic"
