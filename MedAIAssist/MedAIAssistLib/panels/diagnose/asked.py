"""What a prediction was asked of: taken down when Predict is pressed, whatever changes later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...scene.model_files import ModelFacts
from ...session.scene_requests import NodeInput


@dataclass(frozen=True)
class Asked:
    """One press of the button.

    Attributes:
        title: what the case is called.
        typed: texts by column, which count before measured ones and those of a row.
        cells: texts of the row, or what was measured.
        pictured: volume and segments for the report.
        print: see `fingerprint`.
    """

    model: NodeInput
    facts: ModelFacts
    title: str
    typed: Mapping[str, str]
    cells: Mapping[str, str]
    pictured: Mapping[str, NodeInput]
    parameters: Mapping[str, Any]
    print: str

    @property
    def texts(self) -> dict[str, str]:
        return {**self.cells, **self.typed}


def fingerprint(*parts: Any) -> str:
    """The same for the same choices: names of nodes, not ids, so that it survives saving."""
    named = [part.GetName() if hasattr(part, "GetName") else part for part in parts]
    return json.dumps(named, sort_keys=True)
