"""Configs without anything that runs: references followed, plain expressions worked out.

What cannot be had that way is not an error here but a finding: what the bundle would run if it
were trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .allowed import is_allowed, is_network
from .config import Tree, get
from .expressions import NotPlain, plain_value

_REFERENCE = re.compile(r"@(\w+(?:(?:#|::)\w+)*)")
_SILENT = ("_target_", "_desc_", "_disabled_")
_DEEPEST = 60
_SHOWN = 90  # characters of an expression


@dataclass(eq=False)
class Part:
    """Something to be made: a class, and its arguments. Each reference gives the same one."""

    target: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Nothing:
    """A part that is disabled."""


_NOTHING = _Nothing()


class Plain:
    """The values of a config.

    Args:
        config: as `config.without_files` prepares it.
        device: stands for any device that the config chooses.

    Attributes:
        findings: what would have to run, in words, each once.
    """

    def __init__(self, config: Tree, device: Any = "cpu") -> None:
        self._config = config
        self._device = device
        self._known: dict[str, Any] = {"device": device, "bundle_root": "."}
        self._underway: list[str] = []
        self._where = ""
        self.findings: list[str] = []

    def value(self, path: str) -> Any:
        """What an id gives, with `Part`s for what is to be made; None if it is disabled.

        Raises:
            KeyError: there is no such id.
        """
        self._where = path
        found = self._of(path)
        return None if found is _NOTHING else found

    def network(self, path: str) -> Part:
        """The definition of a network, whose arguments are to be plain values."""
        self._where = path
        value = get(self._config, path)
        if not is_network(value["_target_"]):
            self._find(f"'{_short(str(value['_target_']))}'{_origin(str(value['_target_']))}")
        found = Part(str(value["_target_"]), self._arguments(value))
        for inner in _parts_in(found.arguments):
            self._find(f"'{_short(inner.target)}'")
        return found

    def read(self, value: Any) -> Any:
        """A value written elsewhere, as if it stood in the config; None if it is not plain."""
        before = list(self.findings)
        found = self._read(value)
        self.findings, plain = before, self.findings == before
        return found if plain else None

    def _of(self, path: str) -> Any:
        path = path.replace("::", "#")
        if path not in self._known:
            if path in self._underway or len(self._underway) > _DEEPEST:
                self._find(f"the reference '@{path}', which leads to itself")
                return None
            self._underway.append(path)
            try:
                self._known[path] = self._read(get(self._config, path))
            finally:
                self._underway.pop()
        return self._known[path]

    def _read(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict) and "_target_" in value:
            return self._part(value)
        if isinstance(value, dict):
            return {k: v for k, v in self._pairs(value) if v is not _NOTHING}
        if isinstance(value, list):
            return [v for v in map(self._read, value) if v is not _NOTHING]
        return value

    def _pairs(self, value: dict[str, Any]) -> list[tuple[str, Any]]:
        return [(str(key), self._read(inner)) for key, inner in value.items()]

    def _text(self, value: str) -> Any:
        if match := _REFERENCE.fullmatch(value):
            try:
                return self._of(match[1])
            except KeyError:
                self._find(f"the reference '{value}', which names nothing")
                return None
        if value.startswith("$"):
            try:
                return plain_value(value[1:], self._of, self._device)
            except NotPlain:
                self._find(f"the expression '{_short(value)}'")
        elif value.startswith(("%", "@#", "@::")):
            self._find(f"the reference '{_short(value)}'")
        return value

    def _part(self, value: dict[str, Any]) -> Any:
        if self._disabled(value):
            return _NOTHING
        target = value["_target_"]
        if not is_allowed(target):
            self._find(f"'{_short(str(target))}'{_origin(str(target))}")
        return Part(str(target), self._arguments(value))

    def _arguments(self, value: dict[str, Any]) -> dict[str, Any]:
        for key in value:
            if str(key).startswith("_") and key not in _SILENT:
                self._find(f"'{key}' of '{_short(str(value['_target_']))}'")
        given = {key: inner for key, inner in value.items() if not str(key).startswith("_")}
        arguments = {k: v for k, v in self._pairs(given) if v is not _NOTHING}
        if "device" in arguments:
            arguments["device"] = self._device
        return arguments

    def _disabled(self, value: dict[str, Any]) -> bool:
        found = self._read(value.get("_disabled_", False))
        return found.lower() == "true" if isinstance(found, str) else bool(found)

    def _find(self, what: str) -> None:
        sentence = f"{self._where}: {what}" if self._where else what
        if sentence not in self.findings:
            self.findings.append(sentence)


def _parts_in(value: Any) -> list[Part]:
    if isinstance(value, Part):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [part for inner in value for part in _parts_in(inner)]
    return []


def _origin(target: str) -> str:
    if target.startswith("scripts"):
        return " (its own code)"
    if "." not in target or target.startswith("monai."):
        return " (a part of MONAI that is not known to be harmless)"
    return " (code from elsewhere)"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
