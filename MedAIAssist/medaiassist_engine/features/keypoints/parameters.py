"""Parameters of the keypoint operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec

Strongest = Annotated[
    int | None,
    Spec(
        "Keep at most",
        "Keeps the strongest keypoints of the whole volume; automatic keeps all.",
        "keypoints",
        1,
        100_000,
        100,
    ),
]
Low = Annotated[
    float | None,
    Spec(
        "Black below",
        "Intensity that becomes 0 of 255. Automatic: the 0.1th percentile; 8-bit stays as it is.",
        "intensity",
        advanced=True,
    ),
]
High = Annotated[
    float | None,
    Spec(
        "White above",
        "Intensity that becomes 255. Automatic: the 99.9th percentile; 8-bit stays as it is.",
        "intensity",
        advanced=True,
    ),
]
Octaves = Annotated[
    int | None,
    Spec(
        "Octaves",
        "How often the scale doubles: more finds larger structures. Automatic takes all that fit.",
        "",
        1,
        10,
        advanced=True,
    ),
]
EdgeRatio = Annotated[
    float,
    Spec(
        "Edge limit",
        "Largest ratio of the curvatures across a keypoint; larger keeps more edge-like ones.",
        "",
        1,
        100,
        1,
        advanced=True,
    ),
]


@dataclass(frozen=True)
class SiftParameters:
    strongest: Strongest = 500
    contrast: Annotated[
        float,
        Spec("Contrast", "Larger keeps fewer, clearer keypoints (OpenCV's).", "", 0, 0.5, 0.01),
    ] = 0.04
    edge_ratio: EdgeRatio = 10.0
    levels: Annotated[
        int,
        Spec("Scales per octave", "More finds more keypoints, slower.", "", 1, 8, advanced=True),
    ] = 3
    sigma: Annotated[
        float,
        Spec("Finest blur", "Larger skips finer detail.", "pixels", 0.6, 5, 0.1, advanced=True),
    ] = 1.6
    low: Low = None
    high: High = None


@dataclass(frozen=True)
class SurfParameters:
    strongest: Strongest = 500
    threshold: Annotated[
        float, Spec("Threshold", "Larger keeps fewer, clearer keypoints.", "", 0, 100, 0.1)
    ] = 0.1
    octaves: Annotated[
        int, Spec("Octaves", "More finds larger structures.", "", 1, 6, advanced=True)
    ] = 4
    scales: Annotated[
        int, Spec("Scales per octave", "More is finer in scale.", "", 3, 8, advanced=True)
    ] = 6
    step: Annotated[
        int,
        Spec("First step", "Larger is faster and coarser.", "pixels", 1, 8, advanced=True),
    ] = 1
    low: Low = None
    high: High = None


@dataclass(frozen=True)
class OrbParameters:
    strongest: Strongest = 500
    threshold: Annotated[
        int, Spec("Corner threshold", "Larger keeps fewer, clearer corners.", "", 1, 100, 1)
    ] = 20
    levels: Annotated[
        int, Spec("Pyramid levels", "More finds larger structures.", "", 1, 16, advanced=True)
    ] = 8
    factor: Annotated[
        float,
        Spec("Pyramid step", "Ratio of sizes of neighbouring levels.", "", 1.05, 2, 0.05,
             advanced=True),
    ] = 1.2  # fmt: skip
    low: Low = None
    high: High = None


@dataclass(frozen=True)
class AkazeParameters:
    strongest: Strongest = 500
    threshold: Annotated[
        float, Spec("Threshold", "Larger keeps fewer, clearer keypoints.", "", 0, 0.1, 0.0005)
    ] = 0.001
    octaves: Annotated[
        int, Spec("Octaves", "More finds larger structures.", "", 1, 8, advanced=True)
    ] = 4
    layers: Annotated[
        int, Spec("Scales per octave", "More is finer in scale.", "", 1, 8, advanced=True)
    ] = 4
    low: Low = None
    high: High = None


@dataclass(frozen=True)
class Sift3dParameters:
    strongest: Strongest = 1000
    contrast: Annotated[
        float,
        Spec(
            "Contrast",
            "Larger keeps fewer, clearer keypoints. In percent of the intensity range "
            "(0.1th to 99.9th percentile).",
            "%",
            0.01,
            50,
            0.1,
        ),
    ] = 1.0
    sigma: Annotated[
        float | None,
        Spec(
            "Finest scale",
            "Larger skips finer detail, faster. Automatic: one voxel (the geometric mean).",
            "mm",
            0.05,
            50,
            0.1,
        ),
    ] = None
    edge_ratio: EdgeRatio = 20.0
    octaves: Octaves = None


@dataclass(frozen=True)
class MatchParameters:
    method: Annotated[
        Literal["sift3d", "sift", "orb", "akaze", "surf"],
        Spec(
            "Keypoints",
            "3D SIFT for volumes; the others for two single slices.",
            titles=("SIFT 3D", "SIFT", "ORB", "AKAZE", "SURF (patented)"),
        ),
    ] = "sift3d"
    model: Annotated[
        Literal["rigid", "similarity", "affine"],
        Spec(
            "Transform",
            "Rigid turns and shifts; similarity also scales; affine also stretches and shears.",
            titles=("Rigid", "Similarity", "Affine"),
        ),
    ] = "similarity"
    strongest: Annotated[
        int,
        Spec("Keypoints used", "More finds more matches, slower.", "keypoints", 10, 50_000, 100),
    ] = 4000
    ratio: Annotated[
        float,
        Spec(
            "Ratio test",
            "A match must be closer than this share of the second best; larger keeps more, "
            "less sure matches.",
            "",
            0.1,
            1,
            0.01,
        ),
    ] = 0.85
    tolerance: Annotated[
        float | None,
        Spec(
            "Tolerance",
            "How far a match may lie off the transform. Automatic: three voxels.",
            "mm",
            0.001,
            100,
            0.1,
        ),
    ] = None
    least: Annotated[
        int,
        Spec(
            "Matches needed",
            "With fewer agreeing matches no transform is given.",
            "matches",
            3,
            1000,
            1,
            advanced=True,
        ),
    ] = 8
    seed: Annotated[
        int,
        Spec("Seed", "The same seed gives the same result.", "", 0, 2**31 - 1, advanced=True),
    ] = 0
