"""The keypoint operations. SURF is off everywhere unless chosen by name."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Lines, Points, Table, Transform, Volume
from . import parameters as p
from .patent import SURF_PATENT

GROUP = "Keypoints"

_INPUTS = (
    Slot("volume", Volume, "The volume or single slice to search."),
    Slot("segments", LabelMap, "Only keypoints inside any segment are kept.", optional=True),
    Slot("region", Boxes, "Only keypoints inside these boxes are kept.", optional=True),
)
_OUTPUTS = (
    Slot("points", Points, "Positions; size is the diameter in mm."),
    Slot("descriptors", Table, "One row per point: place, size, direction and descriptor."),
)
_MATCH_INPUTS = (
    Slot("fixed", Volume, "The volume or single slice that stays."),
    Slot("moving", Volume, "The volume or single slice to align with it."),
    Slot("segments", LabelMap, "Only keypoints of the fixed image inside it count.", optional=True),
    Slot("region", Boxes, "Only keypoints of the fixed image inside it count.", optional=True),
)
_MATCH_OUTPUTS = (
    Slot("lines", Lines, "From moving to fixed, for each match that agrees."),
    Slot("transform", Transform, "Maps moving to fixed, if enough matches agree.", optional=True),
    Slot("matches", Table, "All matches with their residuals."),
    Slot("summary", Table, "Counts, share that agrees, error."),
)

OPERATIONS = (
    Operation(
        id="features.sift",
        title="SIFT",
        group=GROUP,
        help="Blobs and corners of every slice; pixels are made square first.",
        parameters=p.SiftParameters,
        run="medaiassist_engine.features.keypoints.sift:run_sift",
        inputs=_INPUTS,
        outputs=_OUTPUTS,
        reference="Lowe, IJCV 60(2), 2004 (patent US 6,711,293 expired in March 2020)",
    ),
    Operation(
        id="features.sift3d",
        title="SIFT 3D",
        group=GROUP,
        help="Blobs and corners of the whole volume, at scales in mm, turned in any direction.",
        parameters=p.Sift3dParameters,
        run="medaiassist_engine.features.keypoints.sift3d:run_sift3d",
        inputs=_INPUTS,
        outputs=_OUTPUTS,
        reference="Rister, Horowitz and Rubin, IEEE TIP 26(10), 2017; Toews and Wells, Medical "
        "Image Analysis 17(3), 2013; Allaire et al., MMBIA 2008",
        preview=False,
    ),
    Operation(
        id="features.orb",
        title="ORB",
        group=GROUP,
        help="Corners of every slice with binary descriptors; free and the fastest.",
        parameters=p.OrbParameters,
        run="medaiassist_engine.features.keypoints.orb:run_orb",
        inputs=_INPUTS,
        outputs=_OUTPUTS,
        reference="Rublee et al., ICCV 2011",
    ),
    Operation(
        id="features.akaze",
        title="AKAZE",
        group=GROUP,
        help="Blobs of every slice in a scale space that keeps edges; free, binary descriptors.",
        parameters=p.AkazeParameters,
        run="medaiassist_engine.features.keypoints.akaze:run_akaze",
        inputs=_INPUTS,
        outputs=_OUTPUTS,
        reference="Alcantarilla, Nuevo and Bartoli, BMVC 2013",
    ),
    Operation(
        id="features.surf",
        title="SURF (patented)",
        group=GROUP,
        help=f"Blobs of every slice by box filters. {SURF_PATENT}",
        parameters=p.SurfParameters,
        run="medaiassist_engine.features.keypoints.surf:run_surf",
        inputs=_INPUTS,
        outputs=_OUTPUTS,
        reference=f"Bay et al., CVIU 110(3), 2008. {SURF_PATENT}",
    ),
    Operation(
        id="features.match",
        title="Match keypoints",
        group=GROUP,
        help="Finds the same places in two images, and the transform that aligns them.",
        parameters=p.MatchParameters,
        run="medaiassist_engine.features.keypoints.match:run_match",
        inputs=_MATCH_INPUTS,
        outputs=_MATCH_OUTPUTS,
        reference="Lowe, IJCV 60(2), 2004; Fischler and Bolles, CACM 24(6), 1981; Umeyama, IEEE "
        "TPAMI 13(4), 1991",
        preview=False,
    ),
)
