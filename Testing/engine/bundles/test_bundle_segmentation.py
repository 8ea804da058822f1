"""Segmentations by bundles lie where the object is, whichever way volumes are stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")
pytest.importorskip("nibabel")

import torch

from medaiassist_engine.bundles.parameters import SegmentParameters
from medaiassist_engine.bundles.segmenting import run_segment
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Volume, spacing_of
from medaiassist_engine.files.volumes import read_volume, write_volume
from Testing.engine.bundles.bundle_cases import (
    CENTRE,
    GRIDS,
    INVERT,
    LOAD,
    PREPARE,
    RADII,
    Threshold,
    bundle,
    config,
    grid,
    metadata,
    model,
    overlap,
    scripted,
    unet_weights,
    volume,
    zipped,
)

SOFTMAX = {"_target_": "Activationsd", "keys": "pred", "softmax": True}
LARGEST = {"_target_": "AsDiscreted", "keys": "pred", "argmax": True}


def compose(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"_target_": "Compose", "transforms": list(steps)}


def segmented(path: Path, kind: str = "oblique left-handed", **choices: Any) -> LabelMap:
    given = SegmentParameters(**choices)
    found = run_segment(volume(kind), model(path), given, Context())["segmentation"]
    assert isinstance(found, LabelMap)
    return found


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("usual") / "balls")


@pytest.mark.parametrize("kind", GRIDS)
def test_the_object_is_found_where_it_is(usual: Path, kind: str) -> None:
    found = segmented(usual, kind)
    assert overlap(found, kind) > 0.93
    assert [(s.value, s.name) for s in found.segments] == [(1, "ball")]
    assert found.ijk_to_ras == grid(kind)[0]


def test_it_is_what_monai_itself_writes(usual: Path, tmp_path: Path) -> None:
    from monai.bundle import ConfigParser
    from monai.data import MetaTensor

    write_volume(tmp_path / "head.nii.gz", volume("oblique"))
    given = read_volume(tmp_path / "head.nii.gz")  # whose matrix is in single precision
    parser = ConfigParser({**config(), "bundle_root": str(usual), "output_dir": str(tmp_path)})
    network = parser.get_parsed_content("network_def")
    network.load_state_dict(unet_weights())
    data = parser.get_parsed_content("preprocessing")({"image": str(tmp_path / "head.nii.gz")})
    with torch.no_grad():
        answer = parser.get_parsed_content("inferer")(data["image"][None], network.eval())[0]
    steps = parser.get_parsed_content("postprocessing").transforms[:-1]  # without SaveImaged
    data["pred"] = MetaTensor(answer)
    for step in steps:
        data = step(data)
    theirs = data["pred"][0].numpy().transpose(2, 1, 0)
    ours = run_segment(given, model(usual), SegmentParameters(), Context())["segmentation"]
    assert isinstance(ours, LabelMap) and (theirs != ours.array).sum() <= 2


def test_zip_and_folder_give_the_same(usual: Path) -> None:
    expected = segmented(usual).array
    for root in ("", "balls/"):
        np.testing.assert_array_equal(segmented(zipped(usual, root)).array, expected)


@pytest.mark.parametrize(
    ("steps", "least"),
    [
        ((SOFTMAX, LARGEST), 0.93),  # not inverted: it is put in place here
        ((SOFTMAX, LARGEST, {**INVERT, "nearest_interp": True}), 0.93),
        ((SOFTMAX,), 0.95),
        ((), 0.95),
        ((SOFTMAX, INVERT, {**LARGEST, "to_onehot": 2}), 0.95),
        ((SOFTMAX, INVERT, LARGEST, {"_target_": "KeepLargestConnectedComponentd",
                                     "keys": "pred", "applied_labels": [1]}), 0.95),
    ],
)  # fmt: skip
def test_any_order_of_finishing_is_put_in_place(
    tmp_path: Path, steps: tuple[dict[str, Any], ...], least: float
) -> None:
    path = bundle(tmp_path / "b", config(postprocessing=compose(*steps)))
    assert overlap(segmented(path), "oblique left-handed") > least


def test_an_answer_with_fewer_voxels_fills_the_same_space(tmp_path: Path) -> None:
    class Halved(Threshold):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.nn.functional.avg_pool3d(self.conv(x), 2, ceil_mode=True)

    whole = {"_target_": "SimpleInferer"}
    path = bundle(tmp_path / "b", config(inferer=whole, postprocessing=compose(SOFTMAX)),
                  script=scripted(Halved()))  # fmt: skip
    assert overlap(segmented(path), "oblique left-handed") > 0.8


def test_classes_that_overlap_come_in_layers(tmp_path: Path) -> None:
    class Shells(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = torch.nn.Conv3d(1, 3, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            ball = (x - 0.45) * 40
            core = torch.nn.functional.avg_pool3d(x, 5, 1, 2) * 40 - 28
            return torch.cat([ball, core, -ball - 99], dim=1)

    sigmoid = {"_target_": "Activationsd", "keys": "pred", "sigmoid": True}
    half = {"_target_": "AsDiscreted", "keys": "pred", "threshold": 0.5}
    whole = {"_target_": "SimpleInferer"}
    path = bundle(tmp_path / "b", config(inferer=whole,
                                         postprocessing=compose(sigmoid, INVERT, half)),
                  script=scripted(Shells()),
                  facts=metadata({"0": "whole", "1": "core", "2": "nothing"}))  # fmt: skip
    found = segmented(path)
    assert [(s.name, s.layer) for s in found.segments] == [("whole", 0), ("core", 1)]
    whole_array, core = found.array.astype(bool)
    assert 0 < core.sum() < whole_array.sum() and not (core & ~whole_array).any()


def test_the_probability_of_a_class_is_given_on_the_volumes_voxels(usual: Path) -> None:
    choices = SegmentParameters(probability_of="BALL")
    found = run_segment(volume(), model(usual), choices, Context())
    probability, labels = found["probability"], found["segmentation"]
    assert isinstance(probability, Volume) and isinstance(labels, LabelMap)
    assert probability.array.dtype == np.float32
    differing = (probability.array > 0.5) != (labels.array == 1)
    assert differing.sum() <= 2  # which are 0.5 but for rounding


def test_only_a_region_is_looked_at(usual: Path) -> None:
    given = volume()
    axes = np.asarray(given.ijk_to_ras)[:3, :3] / np.array(spacing_of(given.ijk_to_ras))
    region = Boxes(CENTRE[None], 2 * RADII[None] + 6, axes[None])
    found = run_segment(given, model(usual), SegmentParameters(), Context(), region=region)
    labels = found["segmentation"]
    assert isinstance(labels, LabelMap) and labels.array.size < 0.6 * given.array.size
    places = np.argwhere(labels.array == 1)[:, ::-1]
    middle = np.asarray(labels.ijk_to_ras) @ [*places.mean(axis=0), 1]
    np.testing.assert_allclose(middle[:3], CENTRE, atol=0.5)


@pytest.mark.parametrize("inferer", ["SliceInferer", "SimpleInferer"])
def test_networks_of_slices_see_every_slice(tmp_path: Path, inferer: str) -> None:
    own = {"_target_": inferer}
    if inferer == "SliceInferer":
        own |= {"roi_size": [32, 32], "spatial_dim": 2}
    spacing = {"_target_": "Spacingd", "keys": "image", "pixdim": [1.5, 1.5]}
    before = (*LOAD, PREPARE[2]) if inferer == "SliceInferer" else (*LOAD, spacing, PREPARE[2])
    path = bundle(tmp_path / "b",
                  config(dimensions=2, inferer=own, preprocessing=compose(*before)),
                  unet_weights(2))  # fmt: skip
    for kind in ("axial", "sagittal"):
        assert overlap(segmented(path, kind), kind) > 0.94


def test_colours_and_channels_are_taken_as_the_network_wants_them(tmp_path: Path) -> None:
    class Sum(torch.nn.Module):
        def __init__(self, channels: int) -> None:
            super().__init__()
            self.conv = torch.nn.Conv3d(channels, 2, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            ball = x.mean(1, keepdim=True) * 40 - 18
            return torch.cat([-ball, ball], dim=1)

    for channels in (3, 2):
        image = {"num_channels": channels, "channel_def": {"0": "T1", "1": "T2"}}
        output = {"num_channels": 2, "channel_def": {"0": "background", "1": "ball"}}
        facts = metadata(network_data_format={"inputs": {"image": image},
                                              "outputs": {"pred": output}})  # fmt: skip
        path = bundle(tmp_path / str(channels), script=scripted(Sum(channels)), facts=facts)
        given = volume()
        if channels == 2:
            with pytest.raises(Exception, match=r"has 1 channels .* takes 2 \(T1, T2\)"):
                run_segment(given, model(path), SegmentParameters(), Context())
        more = {"volume_2": given} if channels == 2 else {}
        found = run_segment(given, model(path), SegmentParameters(), Context(), **more)
        assert overlap(found["segmentation"], "oblique") > 0.93  # type: ignore[arg-type]


def test_values_of_configs_are_worked_out_without_running_them(tmp_path: Path) -> None:
    whole = config(
        highres=True, sizes={"side": "$8 * 3"},
        pixdim="$[1.5, 1.5, 2.0] if @highres else [3.0, 3.0, 3.0]",
        first="$@load + [@orient]", load=LOAD, orient=PREPARE[0],
        rest=[{**PREPARE[1], "pixdim": "@pixdim"}, *PREPARE[2:3],
              {"_target_": "CastToTyped", "keys": "image", "dtype": "$torch.float32"}],
        preprocessing={"_target_": "Compose", "transforms": "$@first + @rest"},
        inferer={"_target_": "SlidingWindowInferer", "roi_size": ["@sizes#side", "@sizes::side",
                 "$@sizes#side"], "device": "$torch.device('cuda')"},
    )  # fmt: skip
    assert overlap(segmented(bundle(tmp_path / "b", whole)), "oblique left-handed") > 0.95


def test_a_yaml_config_is_as_good(usual: Path, tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    path = bundle(tmp_path / "b")
    (path / "configs/inference.json").unlink()
    text = yaml.safe_dump(json.loads(json.dumps(config())))
    (path / "configs/inference.yaml").write_text(text)
    np.testing.assert_array_equal(segmented(path).array, segmented(usual).array)


def test_classes_taken_one_by_one_are_the_most_probable_of_all(tmp_path: Path) -> None:
    class Many(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            torch.manual_seed(1)
            self.conv = torch.nn.Conv3d(1, 12, 3, padding=1)
            with torch.no_grad():
                self.conv.weight *= 9
                self.conv.bias[8:] -= 50  # classes that are nowhere

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.conv(x)

    rounded = {**LARGEST, "rounding": "torchrounding"}  # not what is done class by class
    found = []
    for n, last in enumerate((LARGEST, rounded)):
        whole = config(postprocessing=compose(SOFTMAX, INVERT, last))
        names = {str(c): f"class {c}" for c in range(12)}
        path = bundle(tmp_path / str(n), whole, script=scripted(Many()), facts=metadata(names))
        found.append(segmented(path).array)
    assert len(np.unique(found[0])) > 3
    np.testing.assert_array_equal(*found)
