"""The configs of a bundle as plain trees of values: read, looked up, and prepared to be run.

What a config says about reading and writing files is switched off: images come from memory.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from ..contract.errors import UserError
from ..models.bundle import Bundle

ENDINGS = (".json", ".yaml", ".yml")
LOADERS = ("LoadImage",)
CHANNELS = ("EnsureChannelFirst", "AddChannel", "AsChannelFirst")
SAVERS = ("SaveImage", "SaveClassification", "WriteFileMapping", "DataStats")

Tree = dict[str, Any]

_MOST = 200_000  # values of a config
_DEEPEST = 60


def read_config(bundle: Bundle, name: str) -> Tree:
    """The config of this name, such as "inference".

    Raises:
        UserError: there is none, or it cannot be read; the text lists those there are.
    """
    for ending in ENDINGS:
        member = f"configs/{name}{ending}"
        if member in bundle.members:
            return bundle.config(member)
    there = sorted(
        m.removeprefix("configs/").rpartition(".")[0]
        for m in bundle.members
        if m.startswith("configs/") and m.endswith(ENDINGS) and "metadata" not in m
    )
    raise UserError(
        f"The bundle '{bundle.name}' has no configs/{name}.json or .yaml, which says how it is "
        f"run; there are: {', '.join(there) or 'none'}. Choose one of these, or get the whole "
        "bundle."
    )


def bounded(config: Tree, name: str) -> Tree:
    """The same config.

    Raises:
        UserError: it is larger than any real one, as when YAML repeats parts of itself.
    """
    waiting: list[tuple[Any, int]] = [(config, 0)]
    for _ in range(_MOST):
        if not waiting:
            return config
        tree, depth = waiting.pop()
        if isinstance(tree, (dict, list)):
            inner = tree.values() if isinstance(tree, dict) else tree
            waiting.extend((value, depth + 1) for value in inner)
            if depth > _DEEPEST:
                break
    raise UserError(f"The config of the bundle '{name}' is too large; get another version of it.")


def without_files(config: Tree) -> Tree:
    """A copy in which loaders and savers are disabled, and steps that look for channels."""
    found = copy.deepcopy(config)
    for component in components(found):
        if base_name(component["_target_"]) in (*LOADERS, *CHANNELS, *SAVERS):
            component["_disabled_"] = True
    return found


def loaded_keys(config: Tree) -> Any:
    """The `keys` of the first loader in the preprocessing, as written; "image" if there is none."""
    for component in components(config.get("preprocessing")) or components(config):
        if base_name(component["_target_"]) in LOADERS and "keys" in component:
            return component["keys"]
    loaders = (c for c in components(config) if base_name(c["_target_"]) in LOADERS)
    return next((c["keys"] for c in loaders if "keys" in c), "image")


def weights_path(config: Tree) -> Any:
    """The `load_path` of a checkpoint loader, as written; None if there is none."""
    named = (c for c in components(config) if base_name(c["_target_"]) == "CheckpointLoader")
    return next((c.get("load_path") for c in named), None)


def components(tree: Any) -> list[Tree]:
    """Every part of a config that names a `_target_`, outer ones first."""
    return list(_components(tree))


def base_name(target: Any) -> str:
    """The class of a `_target_` without its module and the endings of dictionary transforms."""
    return re.sub(r"(?:d|D|Dict)$", "", str(target).rpartition(".")[2])


def get(config: Tree, path: str) -> Any:
    """What an id such as "network_def#channels#0" names.

    Raises:
        KeyError: there is nothing.
    """
    found: Any = config
    for key in path.replace("::", "#").split("#"):
        try:
            found = found[int(key)] if isinstance(found, list) else found[key]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise KeyError(path) from error
    return found


def _components(tree: Any) -> Iterator[Tree]:
    if isinstance(tree, dict):
        if "_target_" in tree:
            yield tree
        for value in tree.values():
            yield from _components(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _components(value)
