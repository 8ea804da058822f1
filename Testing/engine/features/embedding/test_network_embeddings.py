"""Embeddings against the networks' own layers, for bundles and TorchScript alike."""

from __future__ import annotations

import json
import os
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute
from medaiassist_engine.features.embedding.layers import Probe, pooled
from medaiassist_engine.features.embedding.running import Runner
from medaiassist_engine.models import networks

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

SIDE = 32
NETS = {
    "DenseNet121": {"spatial_dims": 3, "in_channels": 1, "out_channels": 2},
    "DenseNet": {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "init_features": 8,
                 "growth_rate": 4, "block_config": [2, 2]},
    "resnet18": {"spatial_dims": 2, "n_input_channels": 3, "num_classes": 3},
    "ResNet": {"block": "basic", "layers": [1, 1, 1, 1], "block_inplanes": [8, 16, 32, 64],
               "spatial_dims": 3, "n_input_channels": 1, "num_classes": 3},
    "UNet": {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": [4, 8, 16],
             "strides": [2, 2], "num_res_units": 2},
}  # fmt: skip


def head(seed: int = 0) -> Volume:
    image = np.random.default_rng(seed).normal(100, 20, (SIDE, SIDE, SIDE)).astype(np.float32)
    return Volume(image, matrix(np.diag([1.5, 1.5, 1.5, 1])), "case")


def run(volume: Volume, context: Context | None = None, **given: Any) -> Table:
    entry = operation("features.embedding")
    inputs = {"volume": volume}
    if "segments" in given:
        inputs["segments"] = given.pop("segments")
    parameters = validate(entry.parameters, {key: given[key] for key in given})
    table = execute(entry, inputs, parameters, context or Context())["table"]
    assert isinstance(table, Table)
    return table


def vectors(table: Table) -> np.ndarray:
    return np.array([c.values for c in table.columns if c.values is not None]).T


def network(name: str, **other: Any) -> Any:
    import monai.networks.nets

    torch.manual_seed(0)
    return getattr(monai.networks.nets, name)(**{**NETS[name], **other}).eval()


def bundle(folder: Path, name: str, net: Any, **image: Any) -> Path:
    """A bundle with safetensors weights, as this project saves them."""
    from safetensors.torch import save_file

    (folder / "configs").mkdir(parents=True)
    (folder / "models").mkdir()
    data_format = {"inputs": {"image": image}}
    (folder / "configs/metadata.json").write_text(json.dumps({"network_data_format": data_format}))
    definition = {"_target_": f"monai.networks.nets.{name}", **NETS[name]}
    (folder / "configs/inference.json").write_text(json.dumps({"network_def": definition}))
    weights = {key: value.contiguous() for key, value in net.state_dict().items()}
    save_file(weights, folder / "models/model.safetensors")
    return folder


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as file:
        for path in folder.rglob("*"):
            file.write(path, Path("some_name") / path.relative_to(folder))
    return target


def scripted(path: Path, net: Any, trace: bool = False) -> Path:
    script = torch.jit.trace(net, torch.rand(1, 1, 32, 32, 32)) if trace else torch.jit.script(net)
    torch.jit.save(script, path)
    return path


def as_seen(volume: Volume) -> Any:
    """What the network is given with all settings left alone: 0..1, axes i, j, k."""
    low, high = np.percentile(volume.array, (0.1, 99.9))
    image = (np.clip(volume.array, low, high) - low) / (high - low)
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 1, 0), np.float32))[None, None]


def test_a_densenets_embedding_is_the_input_of_its_last_layer(tmp_path: Path) -> None:
    net, volume = network("DenseNet121"), head()
    with torch.no_grad():
        inner = torch.relu(net.features(as_seen(volume)))
        expected = inner.mean(dim=(2, 3, 4))[0].numpy()
    table = run(volume, network=str(bundle(tmp_path / "b", "DenseNet121", net)))
    np.testing.assert_allclose(vectors(table)[0], expected, rtol=1e-3, atol=1e-5)
    assert [c.name for c in table.columns[:3]] == ["case", "segment", "emb_0001"]
    assert "class_layers.out" in table.columns[2].description
    assert networks.load_network(tmp_path / "b").sha256[:12] in table.columns[2].description


def test_a_segmentation_network_gives_the_pooled_input_of_its_head(tmp_path: Path) -> None:
    net, volume = network("UNet"), head()
    caught: list[Any] = []
    net.model[2][0].register_forward_pre_hook(lambda m, inputs: caught.append(inputs[0]))
    with torch.no_grad():
        net(as_seen(volume))
    row = vectors(run(volume, network=str(bundle(tmp_path / "b", "UNet", net))))[0]
    np.testing.assert_allclose(row, caught[0].mean(dim=(2, 3, 4))[0].numpy(), rtol=1e-3, atol=1e-5)
    assert len(row) == 8


@pytest.mark.parametrize("trace", [False, True], ids=["script", "trace"])
def test_bundle_zip_and_torchscript_of_a_network_agree(trace: bool, tmp_path: Path) -> None:
    net = network("ResNet")
    folder = bundle(tmp_path / "b", "ResNet", net)
    rows = [
        vectors(run(head(), network=str(path)))[0]
        for path in (folder, zipped(folder), scripted(tmp_path / "net.ts", net, trace))
    ]
    assert rows[0].shape == (64,)
    np.testing.assert_array_equal(rows[0], rows[1])
    np.testing.assert_allclose(rows[0], rows[2], rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("kind", ["bundle", "script"])
def test_a_layer_can_be_named_and_a_wrong_name_lists_them(kind: str, tmp_path: Path) -> None:
    net = network("ResNet")
    folder = bundle(tmp_path / "b", "ResNet", net)
    path = folder if kind == "bundle" else scripted(tmp_path / "net.ts", net)
    with torch.no_grad():
        expected = net.conv1(as_seen(head())).mean(dim=(2, 3, 4))[0].numpy()
    table = run(head(), network=str(path), layer="conv1")
    np.testing.assert_allclose(vectors(table)[0], expected, rtol=1e-4, atol=1e-6)
    with pytest.raises(UserError, match=r"'layer4.0.conv9'.*its layers are: layer4.0.conv[12]"):
        run(head(), network=str(path), layer="layer4.0.conv9")


def test_each_segment_is_a_row_and_an_empty_one_is_undefined(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b", "DenseNet", network("DenseNet"), spatial_shape=[32, 32, 32])
    array = np.zeros((SIDE,) * 3, np.uint8)
    array[4:14, 5:20, 6:16], array[20:30, 20:30, 20:28] = 1, 2
    segments = (Segment(1, "a"), Segment(2, "b"), Segment(3, "none"))
    labels = LabelMap(array, head().ijk_to_ras, segments)
    context = Context()
    rows = vectors(run(head(), context, network=str(path), segments=labels, mask=True))
    assert np.isfinite(rows[:2]).all() and np.isnan(rows[2]).all()
    assert np.abs(rows[0] - rows[1]).max() > 1e-3
    assert any("'none' has no voxels" in note for note in context.notes)
    changed = head()
    changed.array[20:30, 20:30, 20:28] += 5
    again = vectors(run(changed, network=str(path), segments=labels, mask=True, low=40, high=160))
    first = vectors(run(head(), network=str(path), segments=labels, mask=True, low=40, high=160))
    np.testing.assert_allclose(first[0], again[0], rtol=1e-6)
    assert np.abs(first[1] - again[1]).max() > 1e-4


def test_what_a_later_layer_does_in_place_does_not_show(tmp_path: Path) -> None:
    net = torch.nn.Sequential(torch.nn.Conv3d(1, 4, 3), torch.nn.ReLU(inplace=True)).eval()
    path = scripted(tmp_path / "net.ts", net)
    with torch.no_grad():
        values = net[0](as_seen(head()))
        expected = values.mean(dim=(2, 3, 4))[0].numpy()
        plain = pooled(Probe(net, "0")(as_seen(head())))[0].numpy()
    assert (values < 0).any()
    np.testing.assert_allclose(plain, expected, rtol=1e-5)
    row = vectors(run(head(), network=str(path), layer="0"))[0]
    np.testing.assert_allclose(row, expected, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("flip", [0, 1, 2])
def test_how_the_voxels_are_stored_changes_nothing(flip: int, tmp_path: Path) -> None:
    path = bundle(tmp_path / "b", "DenseNet", network("DenseNet"))
    volume, full = head(), np.array(head().ijk_to_ras)
    full[:3, 3] += (SIDE - 1) * full[:3, 2 - flip]
    full[:3, 2 - flip] *= -1
    stored = Volume(np.ascontiguousarray(np.flip(volume.array, flip)), matrix(full), "case")
    rows = [vectors(run(v, network=str(path)))[0] for v in (volume, stored)]
    np.testing.assert_allclose(rows[0], rows[1], rtol=1e-5, atol=1e-7)


def test_a_network_of_two_dimensions_sees_slices_and_colours(tmp_path: Path) -> None:
    net = network("resnet18")
    path = bundle(tmp_path / "b", "resnet18", net, spatial_shape=[32, 32])
    config = json.loads((path / "configs/inference.json").read_text())
    config["network_def"].update(spatial_dims="@dims")
    (path / "configs/inference.json").write_text(json.dumps({**config, "dims": 2}))
    volume = head()
    grey = vectors(run(volume, network=str(path), orientation="stored", slices=100))[0]
    batch = as_seen(volume)[0, 0].permute(2, 0, 1)[:, None].repeat(1, 3, 1, 1)
    with torch.no_grad():
        expected = Probe(net)(batch).mean(dim=0).numpy()
    np.testing.assert_allclose(grey, expected, rtol=1e-3, atol=1e-4)
    with pytest.raises(UserError, match="2 values per voxel, but the network takes 3"):
        pair = Volume(np.stack([volume.array] * 2, axis=-1), volume.ijk_to_ras)
        run(pair, network=str(path))
    rgb = Volume(np.stack([volume.array] * 3, axis=-1), volume.ijk_to_ras, colour=True)
    same = vectors(run(rgb, network=str(path), orientation="stored", slices=100))[0]
    np.testing.assert_allclose(grey, same, rtol=1e-6)


def test_sizes_and_ranges_come_from_the_metadata(tmp_path: Path) -> None:
    image = {"spatial_shape": [48, 32, 64], "value_range": [-1, 1], "num_channels": 1}
    path = bundle(tmp_path / "b", "DenseNet", network("DenseNet"), **image)
    context = Context()
    run(head(), context, network=str(path), fit="pad")
    assert any("saw 48 x 32 x 64 voxels" in note for note in context.notes)
    padded = torch.full((1, 1, 48, 32, 64), -1.0)
    padded[:, :, 8:40, :, 16:48] = 2 * as_seen(head()) - 1
    with torch.no_grad():
        expected = Probe(network("DenseNet"))(padded)[0].numpy()
    row = vectors(run(head(), network=str(path), fit="pad"))[0]
    np.testing.assert_allclose(row, expected, rtol=1e-3, atol=1e-5)


def test_a_network_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    path = scripted(tmp_path / "net.ts", network("DenseNet"))
    first = networks.load_network(path)
    assert networks.load_network(str(path)) is first
    other = network("DenseNet", out_channels=5)
    scripted(path, other)
    assert networks.load_network(path) is not first


def test_without_gpu_memory_the_cpu_goes_on_and_says_so() -> None:
    class Full:
        place = "input of fc"
        device = ""

        def to(self, device: str) -> None:
            self.device = device

        def __call__(self, batch: Any) -> Any:
            if self.device != "cpu":
                raise torch.cuda.OutOfMemoryError("CUDA out of memory.")
            return batch.flatten(1)[:, :3]

    context, runner = Context(), Runner(Full(), "meta")
    rows = runner(np.ones((2, 1, 4, 4), np.float32), context)
    np.testing.assert_array_equal(rows, np.ones((2, 3)))
    assert runner.device == "cpu"
    assert any("memory of meta did not suffice" in note for note in context.notes)


def test_tokens_and_maps_are_averaged() -> None:
    values = torch.rand(2, 5, 3)
    np.testing.assert_allclose(pooled(values), values.mean(1))
    maps = torch.rand(2, 5, 3, 4, 2)
    np.testing.assert_allclose(pooled(maps), maps.mean((2, 3, 4)), rtol=1e-5)
    assert pooled(torch.rand(2, 5)).shape == (2, 5)


def test_a_wrong_size_is_a_sentence(tmp_path: Path) -> None:
    net = torch.nn.Sequential(torch.nn.Conv3d(1, 2, 3), torch.nn.Flatten(), torch.nn.Linear(54, 2))
    path = scripted(tmp_path / "net.ts", net.eval())
    with pytest.raises(UserError, match=r"does not take 32 x 32 x 32 voxels.*takes 54"):
        run(head(), network=str(path))
    assert vectors(run(head(), network=str(path), size=[5, 5, 5]))[0].shape == (54,)
    with pytest.raises(UserError, match=r"does not take 1 channels of 4 x 4 x 4 voxels.*size"):
        Runner(Probe(net), "cpu")(np.ones((1, 1, 4, 4, 4), np.float32), Context())


def test_a_real_torchscript_network_of_brains_gives_its_features() -> None:
    """deepbet's LinkNet (MIT), where MEDAIASSIST_DEEPBET names the file."""
    path = os.environ.get("MEDAIASSIST_DEEPBET")
    if not path or not Path(path).is_file():
        pytest.skip("needs deepbet's data/models/model.pt (set MEDAIASSIST_DEEPBET)")
    rows = [vectors(run(head(n), network=path, size=[64, 64, 64]))[0] for n in range(2)]
    assert rows[0].shape == (8,) and np.abs(rows[0] - rows[1]).max() > 0
    parts = torch.jit.load(path).eval()
    batch = torch.rand(1, 1, 32, 32, 32)
    from medaiassist_engine.features.embedding.script_layers import ScriptProbe

    with torch.no_grad():
        inside = ScriptProbe(parts)(batch)
        outside = torch.softmax(parts.tp_conv2(inside), 1)
        np.testing.assert_allclose(outside, parts(batch), atol=1e-5)


def test_nothing_is_downloaded_or_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(urllib.request, "urlopen", no)
    monkeypatch.setattr(torch.hub, "load_state_dict_from_url", no)
    folder = bundle(tmp_path / "b", "DenseNet121", network("DenseNet121"))
    config = json.loads((folder / "configs/inference.json").read_text())
    config["network_def"]["pretrained"] = True
    (folder / "configs/inference.json").write_text(json.dumps(config))
    assert networks.load_network(folder).scripted is False
