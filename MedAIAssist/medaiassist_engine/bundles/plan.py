"""What a bundle would do with an image, found out without running any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..contract.errors import UserError
from ..models.bundle import Bundle
from .config import Tree, bounded, loaded_keys, read_config, weights_path, without_files
from .plain import Part, Plain

NETWORKS = ("network_def", "network", "net")
_USUAL = "models/model.pt"


@dataclass(frozen=True)
class Plan:
    """The parts of a config that an image passes, as far as they are plain.

    Attributes:
        config: without loaders and savers.
        key: that images have in the data the steps pass on.
        before, inferer, after: plain values with `Part`s; None where the config has none.
        network: its definition; None if there is none, or it is not plain.
        weights: the file with weights, which may be missing.
        needs: what would run that needs trust, in words; empty if nothing does.
    """

    bundle: Bundle
    config: Tree
    key: str
    before: Any
    inferer: Any
    after: Any
    network: Part | None
    weights: str
    needs: tuple[str, ...]


def plan_of(bundle: Bundle, name: str = "inference", device: Any = "cpu") -> Plan:
    """What a config of a bundle does.

    Args:
        name: of the config.
        device: stands for any device that the config chooses.

    Raises:
        UserError: there is no such config, or it says nothing of how images are prepared.
    """
    config = without_files(bounded(read_config(bundle, name), bundle.name))
    if "preprocessing" not in config:
        raise UserError(
            f"The config '{name}' of the bundle '{bundle.name}' has no 'preprocessing', so it is "
            "not known how images are prepared for it; choose another config or bundle."
        )
    plain = Plain(config, device)
    before = plain.value("preprocessing")
    inferer, after = (
        plain.value(key) if key in config else None for key in ("inferer", "postprocessing")
    )
    network, lacks = _network(config, device)
    weights = _weights(bundle, config, plain)
    if bundle.script is not None and (network is None or weights not in bundle.members):
        network, lacks = None, []
    keys = plain.read(loaded_keys(config))
    key = keys[0] if isinstance(keys, list) and keys else keys
    needs = (*plain.findings, *lacks)
    return Plan(
        bundle, config, str(key or "image"), before, inferer, after, network, weights, needs
    )


def _network(config: Tree, device: Any) -> tuple[Part | None, list[str]]:
    """The network's definition, and what of it is not plain."""
    plain = Plain(config, device)
    for key in NETWORKS:
        if isinstance(config.get(key), dict) and "_target_" in config[key]:
            found = plain.network(key)
            return (None if plain.findings else found), plain.findings
    for key in NETWORKS:
        if key in config:
            plain.value(key)
            return None, plain.findings
    return None, []


def _weights(bundle: Bundle, config: Tree, plain: Plain) -> str:
    """The file that the config loads, else the usual one."""
    named = plain.read(weights_path(config))
    member = named.removeprefix("./").lstrip("/") if isinstance(named, str) else ""
    if member.startswith("models/") and (member in bundle.members or bundle.weights is None):
        return member
    return bundle.weights or _USUAL
