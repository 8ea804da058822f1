"""Networks from files, ready to run: TorchScript, or a MONAI bundle; kept between calls."""

from __future__ import annotations

import io
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..contract.errors import UserError
from .bundle import Bundle, open_bundle
from .network_def import build
from .references import sha256_of
from .script_archive import check_torchscript, is_torchscript
from .weights import fill, weights_of

_KEPT = 2  # networks; more would fill the memory
_CACHE: OrderedDict[tuple[str, str], Network] = OrderedDict()
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Network:
    """A network in memory, in evaluation mode, on the CPU.

    Attributes:
        module: a torch module, or a loaded TorchScript module.
        scripted: whether it is TorchScript.
        sha256: of its file or folder.
        arguments: plain arguments it was built with, such as in_channels; empty for TorchScript.
        image: what the bundle's metadata says of the input image; empty if nothing.
    """

    module: Any
    name: str
    sha256: str
    scripted: bool
    arguments: Mapping[str, Any] = field(default_factory=dict)
    image: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def load_network(path: str | Path) -> Network:
    """The network in a TorchScript file, or in a MONAI bundle (folder or zip file).

    Of a bundle nothing runs but networks of MONAI or torchvision, with weights that are tensors
    alone; see `network_def` and `weights`. TorchScript that touches files is refused. The last
    two networks are kept, as long as their files do not change.

    Raises:
        UserError: there is no such file, it is of another kind, damaged, or refused.
    """
    where = Path(path).expanduser()
    key = (str(where.absolute()), sha256_of(where))
    with _LOCK:
        if key in _CACHE:
            _CACHE.move_to_end(key)
            return _CACHE[key]
        found = _load(where, key[1])
        _CACHE[key] = found
        while len(_CACHE) > _KEPT:
            _CACHE.popitem(last=False)
    return found


def _load(path: Path, sha256: str) -> Network:
    if path.is_dir():
        bundle = open_bundle(path)
        if bundle is None:
            raise UserError(
                f"The folder '{path}' is no MONAI bundle: it has no configs/metadata.json. Choose "
                "the bundle's folder or a TorchScript file."
            )
        return _of_bundle(bundle, sha256)
    if not zipfile.is_zipfile(path):
        raise _no_network(path)
    with _zip(path, path.name) as file:
        scripted = is_torchscript(file) and not _has_configs(file)
        if scripted:
            check_torchscript(file, path.name)
    if scripted:
        return Network(_scripted(path.read_bytes(), path.name), path.stem, sha256, True)
    bundle = open_bundle(path)
    if bundle is None:
        raise _no_network(path)
    return _of_bundle(bundle, sha256)


def _has_configs(file: zipfile.ZipFile) -> bool:
    """Bundles may carry Python scripts, and TorchScript of MONAI carries its metadata."""
    return any(name.endswith("configs/metadata.json") for name in file.namelist())


def _of_bundle(bundle: Bundle, sha256: str) -> Network:
    image = _image(bundle.metadata)
    refusal: UserError | None = None
    definition = bundle.definition()
    if definition is not None and bundle.weights is not None:
        try:
            module = build(*definition, bundle.name)
        except UserError as error:
            refusal = error
        else:
            fill(module, weights_of(bundle.read(bundle.weights), bundle.weights), bundle.weights)
            return Network(module, bundle.name, sha256, False, dict(definition[0]), image)
    if bundle.script is not None:
        data = bundle.read(bundle.script)
        with _zip(io.BytesIO(data), bundle.script) as file:
            check_torchscript(file, bundle.script)
        notes = (f"{refusal} Its TorchScript file was taken instead.",) if refusal else ()
        module = _scripted(data, bundle.script)
        return Network(module, bundle.name, sha256, True, {}, image, notes)
    if refusal is not None:
        raise refusal
    lacks = "network_def in its configs" if definition is None else "weights in models"
    raise UserError(
        f"The bundle '{bundle.name}' has no {lacks} (model.safetensors or model.pt), nor "
        "TorchScript (model.ts); choose another bundle, or complete it."
    )


def _scripted(data: bytes, name: str) -> Any:
    import torch

    try:
        return torch.jit.load(io.BytesIO(data), map_location="cpu").eval()
    except RuntimeError as error:
        raise UserError(f"'{name}' is no TorchScript file that PyTorch can read.") from error


def _zip(source: Path | io.BytesIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except zipfile.BadZipFile as error:
        raise UserError(f"'{name}' is no network, or it is damaged; get it again.") from error


def _image(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first input image of a bundle's network_data_format."""
    form = metadata.get("network_data_format")
    inputs = form.get("inputs") if isinstance(form, dict) else None
    images = [v for v in inputs.values() if isinstance(v, dict)] if isinstance(inputs, dict) else []
    return images[0] if images else {}


def _no_network(path: Path) -> UserError:
    return UserError(
        f"'{path.name}' holds no network that can be run: give a TorchScript file, or a MONAI "
        "bundle as folder or zip file. Weights alone (.pt, .safetensors) belong into a bundle's "
        "models folder, with the network_def in its configs."
    )
