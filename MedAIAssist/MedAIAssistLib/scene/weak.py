"""References to nodes that do not keep them alive."""

from __future__ import annotations

from typing import Any

import vtk


def weak(thing: Any | None) -> Any:
    """A reference whose `Get()` gives the node or scene, None once it is gone.

    IDs alone do not do: a closed scene gives the same IDs to the nodes that come next.
    """
    reference = vtk.vtkWeakReference()
    reference.Set(thing)
    return reference
