"""Parameters of dense descriptors, vocabularies and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import File, Spec
from ..keypoints.parameters import High, Low


@dataclass(frozen=True)
class DenseParameters:
    step: Annotated[
        float | None,
        Spec(
            "Distance",
            "Distance of the grid's points in a slice; smaller describes finer, slower. "
            "Automatic: four pixels.",
            "mm",
            0.01,
            100,
            0.5,
        ),
    ] = None
    patch: Annotated[
        float | None,
        Spec(
            "Patch",
            "Width of what one descriptor sees; larger takes in coarser structures. Automatic: "
            "16 pixels.",
            "mm",
            0.1,
            1000,
            1,
        ),
    ] = None
    scales: Annotated[
        int,
        Spec("Sizes", "Every point is seen in so many patches, each 1.5 times larger.", "", 1, 5),
    ] = 2
    most: Annotated[
        int,
        Spec(
            "Keep at most",
            "Of a grid with more points, so many are drawn, always the same ones.",
            "points",
            1,
            1_000_000,
            1000,
        ),
    ] = 5000
    low: Low = None
    high: High = None


@dataclass(frozen=True)
class VocabularyParameters:
    encoding: Annotated[
        Literal["bag", "fisher"],
        Spec(
            "Encoding",
            "Bag of words counts how often each word occurs; Fisher vectors also tell how the "
            "descriptors lie around it: longer, and better with few words.",
            titles=("Bag of visual words", "Fisher vector"),
        ),
    ] = "bag"
    words: Annotated[
        int | None,
        Spec(
            "Words",
            "More tell finer differences and need more data. Automatic: 200, or 16 for Fisher.",
            "",
            1,
            10_000,
            10,
        ),
    ] = None
    reduce: Annotated[
        int | None,
        Spec(
            "Reduce to",
            "Principal components of the descriptors that are kept; Gaussians fit them better. "
            "Automatic: all for bags, 32 for Fisher.",
            "values",
            1,
            768,
            1,
            advanced=True,
        ),
    ] = None
    method: Annotated[
        Literal["automatic", "dense", "sift", "sift3d", "orb", "akaze", "surf"],
        Spec(
            "Descriptors",
            "What made the table; automatic: as the table says, else by the descriptors' length.",
            titles=(
                "Automatic",
                "Dense SIFT",
                "SIFT",
                "SIFT 3D",
                "ORB",
                "AKAZE",
                "SURF (patented)",
            ),
            advanced=True,
        ),
    ] = "automatic"
    settings: Annotated[
        str,
        Spec(
            "Their settings",
            'Parameters the descriptors were made with, such as {"strongest": 1000}, where the '
            "table does not say; those left out have their defaults.",
            advanced=True,
        ),
    ] = ""
    more: Annotated[
        str,
        Spec(
            "Further tables",
            "Files with more descriptors made in the same way: paths separated by semicolons, "
            "where * stands for any letters.",
            advanced=True,
        ),
    ] = ""
    most: Annotated[
        int,
        Spec(
            "Learn from",
            "At most so many descriptors, drawn at random from all.",
            "descriptors",
            10,
            10_000_000,
            1000,
            advanced=True,
        ),
    ] = 50_000
    seed: Annotated[
        int,
        Spec("Seed", "The same seed gives the same words.", "", 0, 2**31 - 1, advanced=True),
    ] = 0
    folder: Annotated[
        str,
        Spec("Folder", "Where to keep it; empty: the folder of models.", advanced=True),
    ] = ""


@dataclass(frozen=True)
class WordsParameters:
    vocabulary: Annotated[
        str,
        Spec(
            "Vocabulary",
            "The file that Learn a vocabulary made (.npz); it also says how descriptors are found.",
            names=File(("npz",), model="vocabulary"),
        ),
    ] = ""
