"""Operations of the engine itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..contract.operations import Operation, Slot
from ..contract.params import Spec
from ..contract.payloads import Report, Table, Volume


@dataclass(frozen=True)
class EchoParameters:
    """No parameters."""


@dataclass(frozen=True)
class HealthParameters:
    """No parameters."""


@dataclass(frozen=True)
class DevicesParameters:
    """No parameters."""


@dataclass(frozen=True)
class WaitParameters:
    seconds: Annotated[float, Spec("Duration", "Longer waits longer.", "s", 0, 3600)] = 1.0


OPERATIONS = (
    Operation(
        id="engine.echo",
        title="Echo",
        group="Engine",
        help="Returns the volume unchanged; measures the transport.",
        parameters=EchoParameters,
        run="medaiassist_engine.server.echo:echo",
        inputs=(Slot("volume", Volume),),
        outputs=(Slot("volume", Volume),),
    ),
    Operation(
        id="engine.wait",
        title="Wait",
        group="Engine",
        help="Waits while reporting progress; tests cancelling.",
        parameters=WaitParameters,
        run="medaiassist_engine.server.echo:wait",
        inputs=(),
        outputs=(),
    ),
    Operation(
        id="engine.health",
        title="Health",
        group="Engine",
        help="Checks the libraries and devices that the engine computes with.",
        parameters=HealthParameters,
        run="medaiassist_engine.health.operation:report_health",
        inputs=(),
        outputs=(Slot("report", Report),),
        preview=False,
    ),
    Operation(
        id="engine.devices",
        title="Devices",
        group="Engine",
        help="Lists what the engine can compute on, with the free memory.",
        parameters=DevicesParameters,
        run="medaiassist_engine.health.devices_operation:list_devices",
        inputs=(),
        outputs=(Slot("devices", Table, "Id, name, and memory in bytes."),),
        preview=False,
    ),
)
