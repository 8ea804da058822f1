"""Limits an operation to a ROI, a segmentation, or one segment of it."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from ..session.scene_requests import NodeInput


class LimitBox:
    """Drives a node selector (none: whole volume) and a combo box of the segments."""

    def __init__(self, selector: Any, segments: Any) -> None:
        self._selector, self._segments = selector, segments
        selector.noneDisplay = _("whole volume")
        selector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self.refresh())
        self.refresh()

    @property
    def segment_id(self) -> str:
        return str(self._segments.currentData or "")

    @segment_id.setter
    def segment_id(self, value: str) -> None:
        index = self._segments.findData(value)
        self._segments.currentIndex = max(index, 0)

    def inputs(self) -> dict[str, NodeInput]:
        """The input slot that the choice fills."""
        node = self._selector.currentNode()
        if node is None:
            return {}
        if node.IsA("vtkMRMLMarkupsROINode"):
            return {"region": NodeInput(node)}
        return {"mask": NodeInput(node, self.segment_id or None)}

    def refresh(self) -> None:
        """List the segments that there are now."""
        chosen = self.segment_id
        node = self._selector.currentNode()
        segmentation = node is not None and node.IsA("vtkMRMLSegmentationNode")
        self._segments.visible = segmentation
        self._segments.clear()
        if not segmentation:
            return
        self._segments.addItem(_("all segments"), "")
        for segment_id in node.GetSegmentation().GetSegmentIDs():
            self._segments.addItem(node.GetSegmentation().GetSegment(segment_id).GetName(),
                                   segment_id)  # fmt: skip
        self.segment_id = chosen
