"""The content of a segmentation node, taken out and put back by reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import slicer

_DISPLAY_PROPERTIES = (
    "Visibility",
    "Visibility3D",
    "Visibility2DFill",
    "Visibility2DOutline",
    "Opacity3D",
    "Opacity2DFill",
    "Opacity2DOutline",
)


@dataclass(frozen=True)
class Content:
    """Segments by id in order, with the serialised reference geometry.

    Attributes:
        segments: id and vtkSegment.
        geometry: the conversion parameter of that name.
        source: name of the representation the others are made from.
        size: bytes of the label maps.
    """

    segments: tuple[tuple[str, Any], ...]
    geometry: str
    source: str
    size: int = 0


def labelmap_name() -> str:
    """Name of the binary label map representation."""
    return str(slicer.vtkSegmentationConverter.GetSegmentationBinaryLabelmapRepresentationName())


def geometry_name() -> str:
    """Name of the conversion parameter that holds the reference geometry."""
    return str(slicer.vtkSegmentationConverter.GetReferenceImageGeometryParameterName())


def take(segmentation: Any) -> Content:
    """The segments themselves, not copies; they stay valid when the node lets go of them."""
    ids = segmentation.GetSegmentIDs()
    segments = tuple((i, segmentation.GetSegment(i)) for i in ids)
    images = {s.GetRepresentation(labelmap_name()) for _, s in segments} - {None}
    size = sum(image.GetActualMemorySize() * 1024 for image in images)
    geometry = segmentation.GetConversionParameter(geometry_name())
    return Content(segments, geometry, segmentation.GetSourceRepresentationName(), size)


def put(node: Any, content: Content) -> None:
    """Replace a node's segments; segments whose id stays keep how they are displayed.

    Segments are removed and added one by one, so that Slicer's subject hierarchy follows.
    """
    segmentation, display = node.GetSegmentation(), node.GetDisplayNode()
    shown = _display_of(display, segmentation.GetSegmentIDs())
    modifying = node.StartModify()
    segmentation.RemoveAllSegments()
    segmentation.SetSourceRepresentationName(content.source)
    segmentation.SetConversionParameter(geometry_name(), content.geometry)
    for segment_id, segment in content.segments:
        segmentation.AddSegment(segment, segment_id)
    node.EndModify(modifying)
    for segment_id, values in shown.items():
        if segmentation.GetSegment(segment_id) is not None:
            for name, value in values.items():
                getattr(display, f"SetSegment{name}")(segment_id, value)


def _display_of(display: Any | None, ids: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    if display is None:
        return {}
    return {
        i: {name: getattr(display, f"GetSegment{name}")(i) for name in _DISPLAY_PROPERTIES}
        for i in ids
    }
