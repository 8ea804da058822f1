"""A Slicer scene without Slicer: real MRML nodes and logics from the slicer-core package.

The same start as Slicer's application makes, reduced to what volumes, segmentations, markups,
tables, plots and sequences need. There is no Qt and no global scene.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import slicer
import vtk

LOGICS = {
    "Volumes": "vtkSlicerVolumesLogic",
    "Segmentations": "vtkSlicerSegmentationsModuleLogic",
    "SubjectHierarchy": "vtkSlicerSubjectHierarchyModuleLogic",
    "Markups": "vtkSlicerMarkupsLogic",
    "Sequences": "vtkSlicerSequencesLogic",
    "Tables": "vtkSlicerTablesLogic",
    "Plots": "vtkSlicerPlotsLogic",
}


@dataclass(frozen=True)
class Workspace:
    """A scene and the logics that serve it; keep it alive as long as its nodes are used."""

    scene: Any
    application_logic: Any
    logics: dict[str, Any]

    def close(self) -> None:
        """Empty the scene, singletons included."""
        self.scene.Clear(True)


def create_workspace() -> Workspace:
    """A new scene with colours, default slice orientations and the module logics above."""
    scene = slicer.vtkMRMLScene()
    application_logic = slicer.vtkSlicerApplicationLogic()
    application_logic.SetMRMLScene(scene)
    application_logic.GetColorLogic().SetMRMLScene(scene)
    application_logic.GetColorLogic().AddDefaultColorNodes()
    application_logic.SetSliceLogics(vtk.vtkCollection())
    application_logic.SetViewLogics(vtk.vtkCollection())
    logics = {
        name: _start(getattr(slicer, cls)(), name, scene, application_logic)
        for name, cls in LOGICS.items()
    }
    slicer.vtkMRMLSliceNode.AddDefaultSliceOrientationPresets(scene, True)
    slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    return Workspace(scene, application_logic, logics)


def _start(logic: Any, name: str, scene: Any, application_logic: Any) -> Any:
    application_logic.SetModuleLogic(name, logic)
    logic.SetMRMLApplicationLogic(application_logic)
    logic.SetMRMLScene(scene)
    return logic
