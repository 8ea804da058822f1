"""pyradiomics' parameter files (YAML), read strictly: what is not known is named, not passed by."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from ...contract.errors import UserError
from .families import DEFINITIONS
from .setting_values import SETTINGS, UNUSED
from .settings import FAMILIES, IMAGE_TYPES, Plan, Settings

Note = Callable[[str], None]

_SECTIONS = ("setting", "imageType", "featureClass", "voxelSetting")
_NOT_OFFERED = ("LBP2D", "LBP3D")


def read_parameter_file(path_or_text: str, note: Note) -> Plan:
    """The plan of a parameter file, by its path or its text.

    Raises:
        UserError: it cannot be read, or holds something unknown or not allowed, which is named.
    """
    content = _load(path_or_text)
    for section in content:
        _check(section, _SECTIONS, "section")
    if content.get("voxelSetting"):
        note("The parameter file's voxelSetting was passed by: features are made of whole regions.")
    settings = _settings(Settings(minimum_dimensions=2), content.get("setting") or {}, note)
    images: dict[str, Settings] = {}
    for kind, own in (_section(content, "imageType") or {"Original": {}}).items():
        if kind in _NOT_OFFERED:
            raise UserError(
                f"The parameter file asks for the image type {kind}, which is not offered here; "
                "remove it from the file."
            )
        _check(kind, IMAGE_TYPES, "image type")
        images[kind] = _settings(settings, own or {}, note)
        if kind == "LoG" and not images[kind].sigmas:
            raise UserError(
                "The parameter file's LoG has no sigma; write e.g. LoG: {sigma: [2.0]}."
            )
    return Plan(settings, images, _features(_section(content, "featureClass"), note))


def _load(path_or_text: str) -> dict[str, Any]:
    text = path_or_text
    if not re.search(r"\n|:(\s|$)|^\s*\{", text):
        path = Path(text.strip().strip("'\"")).expanduser()
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not a text"
            raise UserError(
                f"The parameter file '{path}' cannot be read ({reason}); choose another."
            ) from error
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise UserError(f"The parameter file is not valid YAML{where}; correct it.") from error
    if not isinstance(content, dict):
        raise UserError(
            "The parameter file has no sections; it needs setting, imageType or featureClass."
        )
    return content


def _section(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = content.get(name) or {}
    if not isinstance(found, dict):
        raise UserError(f"The parameter file's {name} must list names, each followed by a colon.")
    return found


def _settings(base: Settings, given: Any, note: Note) -> Settings:
    if not isinstance(given, dict):
        raise UserError(
            "The parameter file's settings must be names with values, like binWidth: 25."
        )
    changed: dict[str, Any] = {}
    for key, value in given.items():
        _check(key, (*SETTINGS, *UNUSED), "setting")
        if key in UNUSED:
            if UNUSED[key]:
                note(f"The parameter file's {key} was passed by: {UNUSED[key]}.")
            continue
        rule = SETTINGS[key]
        if value is None and rule.optional:
            changed[rule.field] = None
            continue
        try:
            changed[rule.field] = rule.read(value)
        except (TypeError, ValueError):
            raise UserError(
                f"The parameter file's {key} is {value!r}; it must be {rule.allowed}."
            ) from None
    return replace(base, **changed)


def _features(given: Mapping[str, Any], note: Note) -> dict[str, tuple[str, ...] | None]:
    if not given:
        return {family: None for family in FAMILIES if family != "shape2D"}
    features: dict[str, tuple[str, ...] | None] = {}
    for family, names in given.items():
        _check(family, FAMILIES, "feature class")
        features[family] = None
        if not names:
            continue
        if not isinstance(names, list):
            raise UserError(f"The parameter file's {family} must be a list of feature names.")
        for name in names:
            _check(name, DEFINITIONS[family], f"feature of {family}")
            if equal := DEFINITIONS[family][name].removed:
                note(f"{family} {name} is left out, as in pyradiomics: it equals {equal}.")
        features[family] = tuple(names)
    return features


def _check(name: Any, known: Iterable[str], what: str) -> None:
    names = list(known)
    if name in names:
        return
    close = difflib.get_close_matches(str(name), names, n=1)
    hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(names)}."
    raise UserError(f"The parameter file has the unknown {what} '{name}'; {hint}")
