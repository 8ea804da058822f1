"""Bundles that are not whole, damaged or do not fit say so; all can be cancelled."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")
pytest.importorskip("nibabel")

import torch

from medaiassist_engine.bundles import memory
from medaiassist_engine.bundles.parameters import ScriptParameters, SegmentParameters
from medaiassist_engine.bundles.scripting import run_script
from medaiassist_engine.bundles.segmenting import run_segment
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, GeometryError, UserError
from medaiassist_engine.contract.payloads import LabelMap, ModelRef, Volume
from Testing.engine.bundles.bundle_cases import (
    LOAD,
    PREPARE,
    UNET,
    Threshold,
    bundle,
    config,
    metadata,
    model,
    overlap,
    scripted,
    unet_weights,
    volume,
    zipped,
)


def refused(path: Path, message: str, given: Volume | None = None, **choices: Any) -> None:
    with pytest.raises(UserError, match=message):
        run_segment(given or volume(), ModelRef(str(path), "network"),
                    SegmentParameters(**choices), Context())  # fmt: skip


def test_missing_files_are_named(tmp_path: Path) -> None:
    refused(tmp_path / "none", "There is no file or folder")
    (tmp_path / "empty").mkdir()
    refused(tmp_path / "empty", r"it has no configs/metadata.json")
    path = bundle(tmp_path / "b")
    (path / "models/model.pt").unlink()
    refused(path, r"is not whole: 'models/model.pt' is missing; get it again")
    listed = {"large_files": [{"path": "models/model.pt", "url": "https://example.org/m.pt"}]}
    (path / "large_files.yml").write_text(json.dumps(listed))
    refused(path, "download it from https://example.org/m.pt")
    refused(path, r"no configs/other.json .* there are: inference", config="other")
    (path / "configs/inference.json").unlink()
    refused(path, r"has no configs/inference.json or .yaml")
    (path / "configs/inference.json").write_text("{}")
    refused(path, "has no 'preprocessing'")
    (path / "configs/inference.json").write_text("{")
    refused(path, "inference.json' .* cannot be read")


def test_a_wrong_hash_is_told(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b")
    right = hashlib.md5((path / "models/model.pt").read_bytes()).hexdigest()
    for digest in (right, "0" * 32):
        entry = {"path": "models/model.pt", "hash_type": "md5", "hash_val": digest}
        (path / "large_files.yml").write_text(json.dumps({"large_files": [entry]}))
        if digest == right:
            run_segment(volume(), model(path), SegmentParameters(), Context())
        else:
            refused(path, r"was changed or is damaged: its md5 is \w+, but the bundle says 000")


def test_damaged_archives_are_told(tmp_path: Path) -> None:
    path = zipped(bundle(tmp_path / "b"))
    data = path.read_bytes()
    path.write_bytes(data[:-200])
    refused(path, "no MONAI bundle, or it is damaged or not whole")
    path.write_bytes(b"no archive")
    refused(path, "no MONAI bundle, or it is damaged or not whole")
    middle = data.index(b"models/model.pt") + 200
    path.write_bytes(data[:middle] + bytes(100) + data[middle + 100 :])
    refused(path, r"model.pt.*(cannot be read|damaged)")


def test_a_config_that_repeats_itself_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("yaml")
    path = bundle(tmp_path / "b")
    (path / "configs/inference.json").unlink()
    rows = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]"
            for n in range(1, 12))]  # fmt: skip
    (path / "configs/inference.yaml").write_text("\n".join(rows))
    refused(path, "is too large")
    (path / "configs/inference.yaml").unlink()
    circle = config(inferer="@inferer", a="@b", b="@a")
    (path / "configs/inference.json").write_text(json.dumps(circle))
    refused(path, "leads to itself")


def test_networks_that_do_not_fit_are_told(tmp_path: Path) -> None:
    refused(bundle(tmp_path / "w", config(network_def={**UNET, "out_channels": 3})),
            "do not fit the network: size mismatch")  # fmt: skip
    refused(bundle(tmp_path / "a", config(network_def={**UNET, "strides": "many"})),
            "arguments that it does not take")  # fmt: skip
    refused(bundle(tmp_path / "s", config(network_def={"_target_": "NoSuchNet"})),
            "which is no network of monai")  # fmt: skip
    wrong = {"_target_": "Compose", "transforms": [*LOAD, {**PREPARE[1], "pixdim": "wide"}]}
    refused(bundle(tmp_path / "p", config(preprocessing=wrong)), "'Spacingd' does not take")
    wide = {"_target_": "Compose", "transforms": [*LOAD, {"_target_": "SqueezeDimd",
            "keys": "image", "dim": 2}]}  # fmt: skip
    refused(bundle(tmp_path / "q", config(preprocessing=wide)), "The step 'SqueezeDimd'")

    class Fixed(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = torch.nn.Conv3d(1, 2, 9)
            self.last = torch.nn.Linear(7, 2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.last(self.conv(x))

    refused(bundle(tmp_path / "f", script=scripted(Fixed())),
            "The network of 'f' does not take this image")  # fmt: skip


def test_images_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b")
    refused(path, "NaN", Volume(np.full((4, 4, 4), np.nan)))
    refused(path, "has 3 values per voxel", Volume(np.ones((4, 4, 4, 3))))
    with pytest.raises(GeometryError, match="other voxels"):
        run_segment(volume(), model(path), SegmentParameters(), Context(),
                    volume_2=volume("axial"))  # fmt: skip
    refused(
        path, r"'tumour', but the classes of 'b' are: background, ball", probability_of="tumour"
    )


def test_too_little_memory_is_told_before_it_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Memory:
        total, available = 200_000, 100_000

    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: Memory)
    refused(bundle(tmp_path / "b"), r"needs about .* GB of memory, .* Draw a region")


def test_other_files_are_sent_to_their_own_operations(tmp_path: Path) -> None:
    torch.jit.save(scripted(Threshold()), tmp_path / "net.ts")
    refused(tmp_path / "net.ts", "a TorchScript network alone")
    path = bundle(tmp_path / "b")
    with pytest.raises(UserError, match="is a bundle"):
        run_script(volume(), ScriptParameters(network=str(path)), Context())
    with pytest.raises(UserError, match="is empty; give a TorchScript file"):
        run_script(volume(), ScriptParameters(), Context())


@pytest.mark.parametrize("orientation", ["RAS", "SPL", "stored"])
def test_torchscript_alone_is_prepared_as_parameters_say(tmp_path: Path, orientation: str) -> None:
    torch.jit.save(scripted(Threshold()), tmp_path / "net.ts")
    given = {"network": str(tmp_path / "net.ts"), "orientation": orientation,
             "classes": "background, ball", "largest": True, "fill": True}  # fmt: skip
    for more in ({}, {"size": (40, 44, 36)}, {"spacing": (1.5, 1.5, 2.0), "window": (24, 24, 24)}):
        found = run_script(volume(), ScriptParameters(**given, **more), Context())
        assert isinstance(found, LabelMap) and overlap(found, "oblique") > 0.9
        assert [s.name for s in found.segments] == ["ball"]


class Slow(torch.nn.Module):
    """Many layers that do nothing but wait."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = torch.nn.Conv3d(1, 2, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for _ in range(12000):
            x = x + 0 * torch.ones(60, 60, 60).sum()
        return self.conv(x)


@pytest.mark.parametrize("kind", ["one long call", "many windows"])
def test_a_cancel_takes_effect_at_once_and_the_next_run_is_right(tmp_path: Path, kind: str) -> None:
    long = kind == "one long call"
    path = bundle(tmp_path / "b", config(
        inferer={"_target_": "SimpleInferer"} if long else {
            "_target_": "SlidingWindowInferer", "roi_size": [4, 4, 4], "overlap": 0.9}),
        script=scripted(Slow()) if long else None)  # fmt: skip
    quick = bundle(tmp_path / "quick")
    cancelled = threading.Event()
    seen: list[str] = []

    def report(fraction: float, phase: str) -> None:
        seen.append(phase)
        if phase == "Running the network":
            threading.Timer(0.02, cancelled.set).start()

    start = time.monotonic()
    with pytest.raises(Cancelled):
        run_segment(volume(), model(path), SegmentParameters(), Context(report, cancelled))
    cancelled_after = time.monotonic() - start
    found = run_segment(volume(), model(quick), SegmentParameters(), Context())["segmentation"]
    assert isinstance(found, LabelMap) and overlap(found, "oblique") > 0.93
    assert "Running the network" in seen and cancelled_after > 0


def test_the_second_run_loads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bundle(tmp_path / "b")
    run_segment(volume(), model(path), SegmentParameters(), Context())
    from medaiassist_engine.bundles import workflow

    monkeypatch.setattr(workflow, "plan_of", None)
    run_segment(volume(), model(path), SegmentParameters(), Context())
    assert unet_weights() and metadata()
