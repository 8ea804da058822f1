"""A bundle that would run code of its own: its user is asked, each time anew for another bundle.

Trust is given on this computer, never by a scene: that may come from anyone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of

from .problem_line import Remedy

TRUST = "trust"
_FINGERPRINT = re.compile(r"\b[0-9a-f]{64}$")


def without_trust(values: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters from a scene."""
    return {name: value for name, value in values.items() if name != TRUST}


def remedy_of(message: str, entry: Operation, agree: Callable[[str], None]) -> Remedy | None:
    """What lets the refused bundle run, if that is why an operation failed.

    Args:
        agree: called with the fingerprint of the bundle.
    """
    asked = _FINGERPRINT.search(message)
    if asked is None or all(p.name != TRUST for p in parameters_of(entry.parameters)):
        return None
    return Remedy(
        _("Trust and run"),
        _("Let this very bundle run its code, with all your rights on this computer."),
        lambda: agree(asked[0]),
    )
