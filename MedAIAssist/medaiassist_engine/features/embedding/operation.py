"""The embedding operation: a table with one row per segment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError
from ...contract.payloads import Boxes, Column, LabelMap, Table, Volume
from ...models.networks import Network, load_network
from ...preprocess.checks import check_volume
from ..regions import key_columns, parts_of
from .form import form_of
from .layers import Probe
from .parameters import EmbeddingParameters
from .preparation import batch_of, channels_of, scale_of
from .running import Inside, Runner, chosen_device
from .script_layers import ScriptProbe

_DIGITS = 12  # of the network's SHA-256, to tell networks apart

Rows = NDArray[np.float64]


def run_embedding(
    volume: Volume,
    parameters: EmbeddingParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Table:
    """What the network sees in every segment, or in the whole volume; NaN where one is empty.

    Raises:
        UserError: the network, the volume, the segments or the region cannot be used.
    """
    if not parameters.network:
        raise ParameterError(
            "Network (network) is empty; give a TorchScript file or a MONAI bundle."
        )
    check_volume(volume)
    parts = parts_of(volume, segments, region, context)
    context.progress(0.0, "Loading the network")
    network = load_network(parameters.network)
    for note in network.notes:
        context.note(note)
    form = form_of(network, parameters)
    probe = probe_of(network, parameters.layer)
    arrays = channels_of(volume, form)
    # Grey volumes have the same channel several times: it is looked at once.
    scales = {id(array): scale_of(array, form, parameters) for array in arrays}
    channels = [(array, scales[id(array)]) for array in arrays]
    runner = Runner(probe, chosen_device(parameters.device))
    found: list[Rows | None] = []
    for n, part in enumerate(parts):
        inner = context.part(n / len(parts), (n + 1) / len(parts), part.name)
        if part.box is None:
            found.append(None)
            continue
        batch = batch_of(volume, part, form, parameters, channels, inner)
        if not any(row is not None for row in found):
            size = " x ".join(map(str, batch.shape[2:]))
            context.note(f"The network '{network.name}' saw {size} voxels.")
        found.append(runner(batch, inner).mean(axis=0))
    context.progress(1.0)
    context.note(f"Embedding: {probe.place}, computed on {runner.device}.")
    names = [part.name for part in parts]
    case = volume.name or "volume"
    columns = (*key_columns(volume, names), *_columns(found, network, probe.place))
    return Table(columns, f"{case} embedding")


def probe_of(network: Network, layer: str = "") -> Inside:
    """What gives the values of a layer, or those before the last one.

    Raises:
        UserError: there is no such layer; the text lists those there are.
    """
    return (ScriptProbe if network.scripted else Probe)(network.module, layer)


def _columns(found: list[Rows | None], network: Network, place: str) -> list[Column]:
    length = next(len(row) for row in found if row is not None)
    none = np.full(length, np.nan)
    rows = np.array([none if row is None else row for row in found])
    by = f"{place}, network {network.name} (SHA-256 {network.sha256[:_DIGITS]})"
    return [
        Column(f"emb_{n:04d}", values, description=f"Value {n} of the {by}.")
        for n, values in enumerate(rows.T, 1)
    ]
