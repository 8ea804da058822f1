"""The engine's packages in Slicer's own Python, for those who want no second one."""

from __future__ import annotations

import tempfile
from importlib import metadata
from pathlib import Path

from slicer.i18n import tr as _
from slicer.packaging import pip_ensure

PACKAGES = ["numba", "psutil", "rich", "scikit-image", "tyro"]
KEPT = ("numpy", "scipy", "SimpleITK")
"""Slicer's own: they must stay as they are."""


def install_packages() -> str:
    """Let Slicer install what is missing; it asks first.

    Returns:
        A sentence about the outcome.
    """
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "constraints.txt"
        kept.write_text("".join(f"{name}=={metadata.version(name)}\n" for name in KEPT))
        try:
            pip_ensure(PACKAGES, constraints=kept, requester="MedAIAssist")
        except Exception as error:  # of pip and of the user's refusal alike
            return _("The packages were not installed: {reason}").format(reason=error)
    return _with_torch()


def _with_torch() -> str:
    try:
        import PyTorchUtils
    except ImportError:
        return _(
            "The packages are installed. For deep learning also install the extension PyTorch "
            "with Slicer's Extensions Manager."
        )
    logic = PyTorchUtils.PyTorchUtilsLogic()
    if not logic.torchInstalled():
        logic.installTorch(askConfirmation=True)
    return _("The packages are installed.")
