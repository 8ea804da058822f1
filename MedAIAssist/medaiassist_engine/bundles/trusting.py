"""Bundles that are trusted to run their own code: MONAI reads their configs, as its command does.

Weights are still loaded here, as tensors alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..contract.errors import UserError
from ..wording import error_in_words
from .code import Code
from .network import fill_from, network_of
from .plan import NETWORKS, Plan

_LISTED = 4


@dataclass(frozen=True)
class Parsed:
    """What MONAI made of a config."""

    before: Any
    inferer: Any
    after: Any
    network: Any


def check_trust(plan: Plan, sha256: str, trust: str) -> None:
    """Refuse a bundle that would run something, unless its fingerprint is trusted.

    Args:
        sha256: the fingerprint of the bundle.
        trust: the fingerprint that the user agreed to.

    Raises:
        UserError: it is another; the text says what would run.
    """
    if not plan.needs or trust.strip().lower() == sha256:
        return
    name = plan.bundle.name
    if trust.strip():
        raise UserError(
            f"The bundle '{name}' is not the one that was trusted: its fingerprint is {sha256}. "
            "Look at it again before you trust it."
        )
    some = "; ".join(plan.needs[:_LISTED]) + ("; …" if len(plan.needs) > _LISTED else "")
    raise UserError(
        f"The bundle '{name}' would run code of its own, which can do anything on this computer: "
        f"{some}. If you trust where it is from, give its fingerprint as the trusted one: {sha256}"
    )


def parsed(plan: Plan, sha256: str, code: Code, device: Any) -> Parsed:
    """Let MONAI evaluate the config; to be called while `code` is running.

    Raises:
        UserError: something in it fails, or the weights do not fit.
    """
    from monai.bundle import ConfigParser

    config = {**plan.config, "bundle_root": str(code.root), "device": device}
    module = None
    if plan.network is not None or plan.bundle.script is not None:
        module = network_of(plan, sha256).to(device)
        config.update({key: module for key in NETWORKS if key in config})
    try:
        parser = ConfigParser(config)
        if "_requires_" in (config.get("evaluator") or {}):
            parser.get_parsed_content("evaluator::_requires_")
        before, inferer, after = (
            parser.get_parsed_content(key) if key in config else None
            for key in ("preprocessing", "inferer", "postprocessing")
        )
        network = module if module is not None else parser.get_parsed_content(_key(plan))
    except UserError:
        raise
    except Exception as error:  # whatever the bundle's own code raises
        raise UserError(
            f"The config of the bundle '{plan.bundle.name}' cannot be run: "
            f"{error_in_words(error)}. Get another version of the bundle, or the libraries that "
            "it needs."
        ) from error
    if module is None:
        network = fill_from(network, plan.bundle, plan.weights)
    return Parsed(before, inferer, after, network)


def _key(plan: Plan) -> str:
    """What names the network itself, or else its definition."""
    there = [key for key in ("network", "net", "network_def") if key in plan.config]
    if not there:
        raise UserError(
            f"The bundle '{plan.bundle.name}' has no network in its config; get the whole bundle."
        )
    return there[0]
