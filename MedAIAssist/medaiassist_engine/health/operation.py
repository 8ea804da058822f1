"""The health check as an operation, so that a host sees the state of any engine, also far away."""

from __future__ import annotations

from ..context import Context
from ..contract.payloads import Report
from ..server.catalog import HealthParameters
from .checkup import check
from .page import page


def report_health(parameters: HealthParameters, context: Context) -> Report:
    """The state of the engine that runs this."""
    context.progress(0.0, "checking libraries and devices")
    health = check()
    return Report("Engine health", page(health), "Engine health", health.summary)
