"""The operation that lists what this engine can compute on."""

from __future__ import annotations

import numpy as np

from ..context import Context
from ..contract.payloads import Column, Table
from ..devices import all_devices, best_device
from ..server.catalog import DevicesParameters


def list_devices(parameters: DevicesParameters, context: Context) -> Table:
    """A row for each device, the default one first, with its free memory now."""
    context.progress(0.0, "Asking the devices")
    devices, reason = all_devices()
    best = best_device().id
    devices.sort(key=lambda device: device.id != best)
    if reason:
        context.note(reason)
    return Table(
        (
            Column("id", texts=tuple(device.id for device in devices)),
            Column("name", texts=tuple(device.name for device in devices)),
            Column("free", np.array([float(d.memory_free) for d in devices]), unit="byte"),
            Column("total", np.array([float(d.memory_total) for d in devices]), unit="byte"),
            Column("problem", texts=tuple(device.problem for device in devices)),
        ),
        "Devices",
    )
