"""Slice views off-screen, drawn by Slicer's own slice logic and displayable managers.

What is seen is what Slicer's slice views show: the windowed volume, visible segmentations,
points and boxes, and the annotations of their display nodes. Needs an OpenGL that works without
a screen (EGL or OSMesa; Mesa's software renderer does).
"""

from __future__ import annotations

import os
import sys
from typing import Any

import numpy as np
import slicer
import vtk
from numpy.typing import NDArray
from vtk.util.numpy_support import vtk_to_numpy

ORIENTATIONS = ("Axial", "Coronal", "Sagittal")
_MANAGERS = (
    "vtkMRMLModelSliceDisplayableManager",
    "vtkMRMLSegmentationsDisplayableManager2D",
    "vtkMRMLMarkupsDisplayableManager",
    "vtkMRMLCrosshairDisplayableManager",
    "vtkMRMLRulerDisplayableManager",
)


class SliceView:
    """One slice view with its own slice node; close it to take it out of the scene again.

    Args:
        scene: the vtkMRMLScene.
        application_logic: its vtkMRMLApplicationLogic, with a collection of slice logics.
        name: layout name of the view, such as "Red".
        size: width and height in pixels.
    """

    def __init__(
        self,
        scene: Any,
        application_logic: Any,
        name: str = "Red",
        size: tuple[int, int] = (512, 512),
    ) -> None:
        self._scene = scene
        self._application_logic = application_logic
        self._window, self._renderer = _off_screen_window(size)
        self.logic = slicer.vtkMRMLSliceLogic()
        self.logic.SetMRMLApplicationLogic(application_logic)
        self.logic.SetMRMLScene(scene)
        self.node = self.logic.AddSliceNode(name)
        application_logic.GetSliceLogics().AddItem(self.logic)
        self._mapper = _image_layer(self._renderer)
        self._managers = _displayable_managers(application_logic, self._renderer)
        self._managers.SetMRMLDisplayableNode(self.node)
        self.logic.ResizeSliceNode(*size)

    @property
    def composite(self) -> Any:
        """The slice composite node: which volumes are shown."""
        return self.logic.GetSliceCompositeNode()

    def show(self, volume_node: Any, orientation: str, offset_mm: float | None = None) -> None:
        """Show a volume, fitted to the view, at an offset along the slice normal (None: middle).

        Offsets are world RAS mm: S for axial, A for coronal, R for sagittal.
        """
        self.composite.SetBackgroundVolumeID(volume_node.GetID())
        self.node.SetOrientation(orientation)
        self.logic.FitSliceToBackground()
        if offset_mm is not None:
            self.logic.SetSliceOffset(offset_mm)

    def render(self) -> NDArray[np.uint8]:
        """The view as it is now: (height, width, 3) RGB, first row on top."""
        self._mapper.SetInputConnection(self.logic.GetImageDataConnection())
        self._window.Render()
        grab = vtk.vtkWindowToImageFilter()
        grab.SetInput(self._window)
        grab.SetInputBufferTypeToRGB()
        grab.ReadFrontBufferOff()
        grab.Update()
        image = grab.GetOutput()
        width, height, _ = image.GetDimensions()
        pixels = vtk_to_numpy(image.GetPointData().GetScalars())
        return pixels.reshape(height, width, 3)[::-1].copy()

    def close(self) -> None:
        """Free the window and take the view's nodes out of the scene."""
        self._managers.SetMRMLDisplayableNode(None)
        self._application_logic.GetSliceLogics().RemoveItem(self.logic)
        nodes = (self.composite, self.node)
        self.logic.SetMRMLScene(None)
        for node in nodes:
            self._scene.RemoveNode(node)
        self._window.Finalize()


def render_slice(
    scene: Any,
    application_logic: Any,
    volume_node: Any,
    orientation: str = "Axial",
    offset_mm: float | None = None,
    size: tuple[int, int] = (512, 512),
    zoom: float = 1.0,
    centre: tuple[float, float, float] | None = None,
) -> NDArray[np.uint8]:
    """One slice of a volume with everything visible in the scene drawn over it.

    Args:
        scene: the vtkMRMLScene.
        application_logic: its application logic.
        volume_node: shown as background, with its own window and level.
        orientation: "Axial", "Coronal" or "Sagittal"; patient right is screen left.
        offset_mm: along the slice normal in world RAS; None shows the middle.
        size: width and height in pixels.
        zoom: larger than 1 magnifies.
        centre: world RAS mm to centre on; it also sets the offset.

    Returns:
        (height, width, 3) uint8 RGB, first row on top.
    """
    view = SliceView(scene, application_logic, "Offscreen", size)
    try:
        view.show(volume_node, orientation, offset_mm)
        if centre is not None:
            view.node.JumpSliceByCentering(*centre)
        width, height, depth = view.node.GetFieldOfView()
        view.node.SetFieldOfView(width / zoom, height / zoom, depth)
        return view.render()
    finally:
        view.close()


def _off_screen_window(size: tuple[int, int]) -> tuple[Any, Any]:
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        # VTK would ask for an X server first and complain.
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    window = vtk.vtkRenderWindow()
    window.SetOffScreenRendering(True)
    window.SetMultiSamples(0)
    window.SetSize(*size)
    renderer = vtk.vtkRenderer()
    renderer.GetActiveCamera().ParallelProjectionOn()
    window.AddRenderer(renderer)
    interactor = vtk.vtkRenderWindowInteractor()
    interactor.SetRenderWindow(window)
    return window, renderer


def _image_layer(renderer: Any) -> Any:
    """The slice logic's RGBA picture behind everything else, without another windowing."""
    mapper = vtk.vtkImageMapper()
    mapper.SetColorWindow(255)
    mapper.SetColorLevel(127.5)
    actor = vtk.vtkActor2D()
    actor.SetMapper(mapper)
    actor.GetProperty().SetDisplayLocationToBackground()
    renderer.AddViewProp(actor)
    return mapper


def _displayable_managers(application_logic: Any, renderer: Any) -> Any:
    factory = slicer.vtkMRMLSliceViewDisplayableManagerFactory.GetInstance()
    factory.SetMRMLApplicationLogic(application_logic)
    for name in _MANAGERS:
        if not factory.IsDisplayableManagerRegistered(name):
            factory.RegisterDisplayableManager(name)
    group = slicer.vtkMRMLDisplayableManagerGroup()
    group.SetRenderer(renderer)
    group.Initialize(factory, renderer)
    return group
