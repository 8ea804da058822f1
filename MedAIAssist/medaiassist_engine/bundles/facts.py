"""What a bundle's metadata say of its images, classes and purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TASKS = ("segmentation", "detection", "classification")
_KINDS = {"object": "detection", "probabilities": "classification", "labels": "classification"}


def input_image(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first input of the network_data_format; empty if there is none."""
    return _first(metadata, "inputs")


def output(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first output of the network_data_format; empty if there is none."""
    return _first(metadata, "outputs")


def class_names(metadata: Mapping[str, Any]) -> dict[int, str]:
    """Names of the output's channels by number."""
    named = output(metadata).get("channel_def")
    if isinstance(named, list):
        named = dict(enumerate(named))
    if not isinstance(named, Mapping):
        return {}
    return {int(n): _line(name) for n, name in named.items() if str(n).isdecimal()}


def channel_count(metadata: Mapping[str, Any]) -> int:
    """How many channels the output has; 0 if that is not said."""
    number = output(metadata).get("num_channels")
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else 0


def input_names(metadata: Mapping[str, Any]) -> list[str]:
    """Names of the input's channels in order; empty if they are not said."""
    named = input_image(metadata).get("channel_def")
    return [_line(name) for name in named.values()] if isinstance(named, Mapping) else []


def task_of(metadata: Mapping[str, Any]) -> str:
    """One of `TASKS`, or "" if the metadata do not tell."""
    found = output(metadata)
    form = f"{found.get('format', '')} {found.get('type', '')}".lower()
    told = next((task for task in TASKS if task in form), "")
    told = told or next((task for kind, task in _KINDS.items() if kind in form), "")
    text = " ".join(str(metadata.get(key, "")) for key in ("task", "name", "description")).lower()
    if not told or (told == "classification" and "segment" in text and "classif" not in text):
        told = next((task for task in TASKS if task[:7] in text), told)
    return told


def said(metadata: Mapping[str, Any], key: str) -> str:
    """One entry in one line; "" if there is none."""
    value = metadata.get(key)
    if isinstance(value, (list, tuple)):
        return "; ".join(_line(item) for item in value)
    return "" if value is None or isinstance(value, Mapping) else _line(value)


def _first(metadata: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    form = metadata.get("network_data_format")
    entries = form.get(key) if isinstance(form, Mapping) else None
    images = entries.values() if isinstance(entries, Mapping) else ()
    return next((entry for entry in images if isinstance(entry, Mapping)), {})


def _line(value: Any) -> str:
    return " ".join(str(value).split())
