"""How a result was made, for the header of NRRD files; nothing about the patient or the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..versions import versions

KEY = "MedAIAssist.HowMade"


def how_made(steps: Mapping[str, Any]) -> dict[str, str]:
    """The header entry: what was run, with which parameters, by which versions."""
    return {KEY: json.dumps({**steps, "versions": versions()}, ensure_ascii=True)}
