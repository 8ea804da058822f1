"""Small bundles, volumes with a known object, and networks that find it by its brightness."""

from __future__ import annotations

import functools
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from medaiassist_engine.contract.payloads import LabelMap, ModelRef, Volume, matrix
from medaiassist_engine.models.references import reference

BRIGHT, DARK = 800.0, 100.0
CENTRE = np.array([12.0, -20.0, 31.0])  # RAS mm
RADII = np.array([16.0, 11.0, 8.0])

UNET: dict[str, Any] = {
    "_target_": "UNet", "spatial_dims": "@dimensions", "in_channels": 1, "out_channels": 2,
    "channels": [4, 4], "strides": [1], "kernel_size": 1, "up_kernel_size": 1, "norm": "batch",
}  # fmt: skip
LOAD = [
    {"_target_": "LoadImaged", "keys": "@image_key"},
    {"_target_": "EnsureChannelFirstd", "keys": "@image_key"},
]
PREPARE = [
    {"_target_": "Orientationd", "keys": "@image_key", "axcodes": "RAS"},
    {"_target_": "Spacingd", "keys": "@image_key", "pixdim": [1.5, 1.5, 2.0], "mode": "bilinear"},
    {"_target_": "ScaleIntensityRanged", "keys": "@image_key", "a_min": 0, "a_max": 1000,
     "b_min": 0, "b_max": 1, "clip": True},
    {"_target_": "EnsureTyped", "keys": "@image_key"},
]  # fmt: skip
INVERT = {
    "_target_": "Invertd", "keys": "pred", "transform": "@preprocessing",
    "orig_keys": "@image_key", "nearest_interp": False, "to_tensor": True,
}  # fmt: skip
FINISH = [
    {"_target_": "Activationsd", "keys": "pred", "softmax": True},
    INVERT,
    {"_target_": "AsDiscreted", "keys": "pred", "argmax": True},
    {"_target_": "SaveImaged", "keys": "pred", "output_dir": "$@bundle_root + '/eval'"},
]


class Threshold(torch.nn.Module):  # type: ignore[misc]
    """Logits of background and object for values above 0.45."""

    def __init__(self, dimensions: int = 3) -> None:
        super().__init__()
        kind = torch.nn.Conv3d if dimensions == 3 else torch.nn.Conv2d
        self.conv = kind(1, 2, 1)
        with torch.no_grad():
            self.conv.weight.copy_(torch.tensor([-20.0, 20.0]).reshape(self.conv.weight.shape))
            self.conv.bias.copy_(torch.tensor([9.0, -9.0]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.conv(x)


class Classes(torch.nn.Module):  # type: ignore[misc]
    """Logits of dark and bright from the mean of an image."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = torch.nn.Conv2d(1, 2, 1)
        with torch.no_grad():
            self.conv.weight.copy_(torch.tensor([-8.0, 8.0]).reshape(2, 1, 1, 1))
            self.conv.bias.copy_(torch.tensor([4.0, -4.0]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.conv(x).mean(dim=[2, 3])


class Detector(torch.nn.Module):  # type: ignore[misc]
    """The box around what is brighter than 0.5, as RetinaNet's answers are."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = torch.nn.Conv3d(1, 1, 1)

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        found = torch.nonzero(x[0, 0] > 0.5).to(torch.float32)
        low, high = found.min(0)[0] - 0.5, found.max(0)[0] + 0.5
        empty = torch.tensor([[-9.0, -9.0, -9.0, -5.0, -5.0, -5.0]])
        return {
            "box": torch.cat([empty, torch.cat([low, high])[None]])[None],
            "label": torch.tensor([[0, 0]]),
            "label_scores": torch.tensor([[0.1, 0.9]]),
        }


def scripted(network: torch.nn.Module) -> Any:
    return torch.jit.script(network.eval())


@functools.cache
def unet_weights(dimensions: int = 3) -> dict[str, torch.Tensor]:
    """Weights of `UNET` that make it do what `Threshold` does."""
    from monai.networks.nets import UNet

    given = {k: v for k, v in UNET.items() if k != "_target_"}
    weights = UNet(**{**given, "spatial_dims": dimensions}).eval().state_dict()
    for name, values in weights.items():
        if "conv" in name:
            values.zero_()
        elif name.endswith("A.weight"):
            values.fill_(1)  # of the activation, which lets everything pass
    weights["model.0.conv.weight"].view(-1)[0] = 1
    last = weights["model.2.conv.weight"]
    last[0] = torch.tensor([-20.0, 20.0]).reshape(last[0].shape)
    weights["model.2.conv.bias"].copy_(torch.tensor([9.0, -9.0]))
    return weights


def config(**changes: Any) -> dict[str, Any]:
    """An inference.json like those of the Model Zoo; what is changed to None is left out."""
    whole = {
        "imports": ["$import glob", "$import os"],
        "bundle_root": ".",
        "image_key": "image",
        "dimensions": 3,
        "dataset_dir": "/nowhere",
        "datalist": "$list(sorted(glob.glob(@dataset_dir + '/*.nii.gz')))",
        "device": "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
        "network_def": UNET,
        "network": "$@network_def.to(@device)",
        "preprocessing": {"_target_": "Compose", "transforms": [*LOAD, *PREPARE]},
        "inferer": {
            "_target_": "SlidingWindowInferer",
            "roi_size": [24, 24, 24],
            "sw_batch_size": 4,
            "overlap": 0.25,
        },
        "postprocessing": {"_target_": "Compose", "transforms": FINISH},
        "checkpointloader": {
            "_target_": "CheckpointLoader",
            "load_path": "$@bundle_root + '/models/model.pt'",
            "load_dict": {"model": "@network"},
        },
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not None}


def metadata(channels: dict[str, str] | None = None, **other: Any) -> dict[str, Any]:
    named = channels or {"0": "background", "1": "ball"}
    image = {"type": "image", "num_channels": 1}
    output = {"type": "image", "format": "segmentation", "num_channels": len(named),
              "channel_def": named}  # fmt: skip
    return {
        "version": "1.2.3", "name": "Ball finder", "task": "Ball segmentation",
        "copyright": "Nobody", "intended_use": "Tests",
        "network_data_format": {"inputs": {"image": image}, "outputs": {"pred": output}},
        **other,
    }  # fmt: skip


def bundle(
    folder: Path, inference: dict[str, Any] | None = None, weights: Any = None,
    script: Any = None, facts: dict[str, Any] | None = None, files: dict[str, str] | None = None,
) -> Path:  # fmt: skip
    """A bundle's folder; without weights or script it gets the weights of a U-Net."""
    for name in ("configs", "models"):
        (folder / name).mkdir(parents=True)
    (folder / "configs/metadata.json").write_text(json.dumps(facts or metadata()))
    (folder / "configs/inference.json").write_text(json.dumps(inference or config()))
    if script is not None:
        torch.jit.save(script, folder / "models/model.ts")
    if weights is not None or script is None:
        torch.save(unet_weights() if weights is None else weights, folder / "models/model.pt")
    for name, text in (files or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def zipped(folder: Path, root: str = "") -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for member in sorted(folder.rglob("*.*")):
            file.write(member, f"{root}{member.relative_to(folder).as_posix()}")
    return path


def model(path: Path) -> ModelRef:
    return reference(path, "network")


def grid(kind: str) -> tuple[Any, tuple[int, int, int]]:
    """4x4 and (k, j, i) shape of a volume around the object."""
    angle = 0.0 if kind in ("axial", "left-handed") else 0.5
    c, s = np.cos(angle), np.sin(angle)
    turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ np.array(
        [[1, 0, 0], [0, c, -s], [0, s, c]]
    )
    axes = turn @ np.diag([-1.0, 1.0, 1.0] if "left" in kind else [1.0, 1.0, 1.0])
    if kind == "sagittal":
        axes = axes[:, [1, 2, 0]]
    spacing, shape = np.array([1.2, 1.0, 2.1]), (34, 56, 46)
    full = np.eye(4)
    full[:3, :3] = axes * spacing
    middle = (np.array(shape[::-1]) - 1) / 2 + np.array([3, -4, 2])
    full[:3, 3] = CENTRE - full[:3, :3] @ middle
    return matrix(full), shape


GRIDS = ("axial", "left-handed", "oblique", "oblique left-handed", "sagittal")


def inside(ijk_to_ras: Any, shape: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Voxels (k, j, i) of an ellipsoid that lies along the patient's axes."""
    k, j, i = np.indices(shape)
    places = np.stack([i, j, k, np.ones(shape)], axis=-1) @ np.array(ijk_to_ras).T
    return (((places[..., :3] - CENTRE) / RADII) ** 2).sum(axis=-1) <= 1


def volume(kind: str = "oblique") -> Volume:
    place, shape = grid(kind)
    array = np.where(inside(place, shape), BRIGHT, DARK)
    noise = np.random.default_rng(0).normal(0, 20, shape)
    return Volume((array + noise).astype(np.int16), place, f"{kind} head")


def overlap(labels: LabelMap, kind: str, value: int = 1) -> float:
    """Intersection over union with the object."""
    place, shape = grid(kind)
    truth, found = inside(place, shape), labels.array == value
    return float((truth & found).sum() / (truth | found).sum())
