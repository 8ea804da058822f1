"""Parameters of what is made from tables of features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Columns, Spec

Feature = Annotated[
    str,
    Spec(
        "Feature",
        "The column to show; empty takes the first feature.",
        names=Columns(numeric=True),
    ),
]
Features = Annotated[
    str,
    Spec(
        "Features",
        "Names of columns, separated by commas; * stands for any letters. Empty takes all "
        "columns with numbers.",
        names=Columns(numeric=True, several=True),
    ),
]
Group = Annotated[
    str,
    Spec(
        "Group by",
        "The column that says to which group a row belongs; empty makes one group of all.",
        names=Columns(),
    ),
]


@dataclass(frozen=True)
class HistogramParameters:
    feature: Feature = ""
    group: Group = ""
    bins: Annotated[
        int | None,
        Spec(
            "Bins", "More show finer detail and more chance. Automatic fits the rows.", "", 1, 500
        ),
    ] = None
    height: Annotated[
        Literal["count", "percent"],
        Spec(
            "Height",
            "Percent makes groups of different sizes comparable.",
            titles=("Rows", "Percent of the group"),
        ),
    ] = "count"


@dataclass(frozen=True)
class BoxPlotParameters:
    feature: Feature = ""
    group: Group = ""


@dataclass(frozen=True)
class CorrelationParameters:
    features: Features = ""
    method: Annotated[
        Literal["spearman", "pearson"],
        Spec(
            "Method",
            "Ranks see any rising or falling relation; Pearson straight lines only.",
            titles=("Ranks (Spearman)", "Linear (Pearson)"),
        ),
    ] = "spearman"


@dataclass(frozen=True)
class PcaParameters:
    features: Features = ""
    group: Group = ""
    components: Annotated[
        int, Spec("Components", "How many principal components to keep.", "", 2, 50, 1)
    ] = 5
    standardize: Annotated[
        bool,
        Spec("Standardize", "Gives every feature the same weight, whatever its unit."),
    ] = True


@dataclass(frozen=True)
class RobustnessParameters:
    operation: Annotated[
        str, Spec("Features from", "Id of the operation whose features are repeated.")
    ] = "features.radiomics"
    settings: Annotated[
        str,
        Spec("Its parameters", 'As JSON, such as {"bin_width": 25}; empty takes its defaults.'),
    ] = ""
    repeats: Annotated[
        int, Spec("Repeats", "More narrow the intervals and take longer.", "", 2, 200, 1)
    ] = 10
    translation: Annotated[
        float,
        Spec("Translation", "Largest shift along each axis.", "voxels", 0, 2, 0.05),
    ] = 0.5
    rotation: Annotated[
        float, Spec("Rotation", "Largest turn within slices.", "degrees", 0, 45, 1)
    ] = 5.0
    growth: Annotated[
        float, Spec("Growth", "Most that outlines grow or shrink.", "mm", 0, 20, 0.1)
    ] = 1.0
    contour: Annotated[
        bool,
        Spec(
            "Randomize outline",
            "Adds and removes small patches of similar intensity along the outline at random.",
        ),
    ] = True
    moved: Annotated[
        Literal["grid", "outline"],
        Spec(
            "What moves",
            "The voxel grid, as if the patient lay otherwise; or the outline over the image.",
            titles=("Voxel grid", "Outline"),
            advanced=True,
        ),
    ] = "grid"
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same perturbations.", "", 0, advanced=True)
    ] = 0
