"""Networks from elsewhere: nothing in their files runs, and what is refused is named."""

from __future__ import annotations

import json
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.models.networks import load_network
from medaiassist_engine.models.weights import fill, weights_of

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

DENSE = {"_target_": "DenseNet121", "spatial_dims": 2, "in_channels": 1, "out_channels": 2}


class Malicious:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


def bundle(folder: Path, definition: dict[str, Any], weights: Any = None, **config: Any) -> Path:
    (folder / "configs").mkdir(parents=True)
    (folder / "models").mkdir()
    (folder / "configs/metadata.json").write_text("{}")
    (folder / "configs/inference.json").write_text(
        json.dumps({"network_def": definition, **config})
    )
    torch.save({} if weights is None else weights, folder / "models/model.pt")
    return folder


@pytest.mark.parametrize("protocol", ["torch", "pickle"])
def test_a_malicious_pickle_is_refused_and_does_not_run(protocol: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    folder = bundle(tmp_path / "b", DENSE, Malicious(made))
    if protocol == "pickle":
        (folder / "models/model.pt").write_bytes(pickle.dumps(Malicious(made)))
    with pytest.raises(UserError, match=r"model.pt' is not loaded.*safetensors"):
        load_network(folder)
    assert not made.exists()
    pickle.loads(pickle.dumps(Malicious(made)))
    assert made.exists()  # it would have run


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        ({"_target_": "os.mkdir", "path": "made"}, "the network 'os.mkdir'"),
        ({"_target_": "scripts.net.Net"}, "the network 'scripts.net.Net'"),
        ({"_target_": "monai.networks.nets.torch"}, "which is no network"),
        ({"_target_": "monai.networks.nets.densenet.torch.hub.load"}, "which is no network"),
        ({"_target_": "monai.bundle.ConfigParser"}, "the network 'monai.bundle.ConfigParser'"),
        ({"_target_": ["DenseNet121"]}, "the network"),
        ({**DENSE, "out_channels": "$__import__('os').mkdir('made')"}, r"the expression '\$__imp"),
        ({**DENSE, "out_channels": "@other"}, "the expression '@other'"),
        ({**DENSE, "out_channels": "@evil"}, r"the expression '\$"),
        ({**DENSE, "out_channels": "%other.json"}, "the expression '%other.json'"),
        ({**DENSE, "norm": {"_target_": "os.mkdir"}}, "'_target_'"),
        ({**DENSE, "_requires_": ["$print()"]}, "'_requires_'"),
        ({**DENSE, "_mode_": "debug"}, "'_mode_'"),
        ({"_target_": "HoVerNet", "pretrained_url": "x"}, "'pretrained_url'"),
    ],
)
def test_definitions_with_code_are_refused_and_named(
    definition: dict[str, Any], found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = bundle(tmp_path / "b", definition, evil="$__import__('os').mkdir('made')")
    with pytest.raises(UserError, match=found):
        load_network(folder)
    assert not (tmp_path / "made").exists()


def test_a_refused_definition_gives_way_to_the_bundles_torchscript(tmp_path: Path) -> None:
    folder = bundle(tmp_path / "b", {"_target_": "scripts.net.Net"})
    net = torch.nn.Sequential(torch.nn.Conv3d(1, 4, 3), torch.nn.ReLU(), torch.nn.Conv3d(4, 2, 1))
    torch.jit.save(torch.jit.script(net.eval()), folder / "models/model.ts")
    found = load_network(folder)
    assert found.scripted and "scripts.net.Net" in found.notes[0]


class Writes(torch.nn.Module):  # type: ignore[misc]
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        torch.save(x, "made")
        return x


class Reads(torch.nn.Module):  # type: ignore[misc]
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + torch.from_file("/etc/hostname", False, 1, dtype=torch.uint8)


@pytest.mark.parametrize("kind", [Writes, Reads])
def test_torchscript_that_touches_files_is_refused_before_it_is_loaded(
    kind: Any, tmp_path: Path
) -> None:
    path = tmp_path / "net.ts"
    torch.jit.save(torch.jit.script(kind()), path)
    with pytest.raises(UserError, match=r"its code calls '(save|from_file)'"):
        load_network(path)


@pytest.mark.parametrize("name", ["archive/code/__torch__.py", "archive/code/__torch__.PY"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_code_does_not_hide_behind_a_second_entry(name: str, tmp_path: Path) -> None:
    path = tmp_path / "net.ts"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, "def forward(self, x):\n  torch . save (x, 'made')\n")
        file.writestr("archive/code/__torch__.py", "def forward(self, x):\n  return x\n")
    with pytest.raises(UserError, match="its code calls 'save'"):
        load_network(path)


def test_weights_are_found_where_training_programs_put_them(tmp_path: Path) -> None:
    net = torch.nn.Linear(3, 2)
    plain = net.state_dict()
    for saved in (plain, {"state_dict": plain}, {"model": {f"module.{k}": v for k, v in
                  plain.items()}, "epoch": 3}):  # fmt: skip
        torch.save(saved, tmp_path / "w.pt")
        found = weights_of((tmp_path / "w.pt").read_bytes(), "w.pt")
        assert set(found) == {"weight", "bias"}
        fill(torch.nn.Linear(3, 2), found, "w.pt")


def test_weights_that_do_not_fit_say_which() -> None:
    weights = torch.nn.Linear(3, 2).state_dict()
    with pytest.raises(UserError, match="do not fit the network: size mismatch for weight"):
        fill(torch.nn.Linear(4, 2), weights, "w.pt")
    with pytest.raises(UserError, match=r"they lack 0\.weight, 0\.bias"):
        fill(torch.nn.Sequential(torch.nn.Linear(3, 2)), weights, "w.pt")
    with pytest.raises(UserError, match="they have too bias"):
        fill(torch.nn.Linear(3, 2, bias=False), weights, "w.pt")


def test_files_that_are_no_networks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file or folder"):
        load_network(tmp_path / "none.ts")
    with pytest.raises(UserError, match=r"no configs/metadata.json"):
        load_network(tmp_path)
    torch.save(torch.nn.Linear(3, 2).state_dict(), tmp_path / "weights.pt")
    with pytest.raises(UserError, match="Weights alone"):
        load_network(tmp_path / "weights.pt")
    (tmp_path / "text.ts").write_text("no network")
    with pytest.raises(UserError, match="holds no network"):
        load_network(tmp_path / "text.ts")
    with pytest.raises(UserError, match="no safetensors file"):
        weights_of(b"x", "m.safetensors")
    empty = bundle(tmp_path / "b", DENSE)
    with pytest.raises(UserError, match="holds no weights"):
        load_network(empty)
    (empty / "models/model.pt").unlink()
    with pytest.raises(UserError, match="has no weights in models"):
        load_network(empty)


def test_names_in_a_zip_file_reach_nothing_outside(tmp_path: Path) -> None:
    folder = bundle(tmp_path / "b", DENSE, torch.nn.Linear(1, 1).state_dict())
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as file:
        for member in folder.rglob("*.*"):
            file.write(member, member.relative_to(folder))
        file.writestr("../made", "x")
    with pytest.raises(UserError, match="do not fit the network"):
        load_network(path)
    assert not (tmp_path / "made").exists() and not (tmp_path.parent / "made").exists()
