"""Nothing of a bundle's own runs without trust, and what would run is named."""

from __future__ import annotations

import json
import os
import pickle
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")
pytest.importorskip("nibabel")

import torch

from medaiassist_engine.bundles.allowed import all_parts, is_allowed, part
from medaiassist_engine.bundles.expressions import NotPlain, plain_value
from medaiassist_engine.bundles.looking import run_look
from medaiassist_engine.bundles.parameters import LookParameters, SegmentParameters
from medaiassist_engine.bundles.segmenting import run_segment
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Table, Volume
from medaiassist_engine.models.references import sha256_of
from Testing.engine.bundles.bundle_cases import (
    FINISH,
    LOAD,
    PREPARE,
    Threshold,
    bundle,
    config,
    model,
    overlap,
    scripted,
    volume,
    zipped,
)

EVIL = "$__import__('os').mkdir('made')"
SCRIPT = "import os\nos.mkdir('made')\nfrom monai.transforms import Identityd as Step\n"


def applied(path: Path, trust: str = "") -> Any:
    return run_segment(volume(), model(path), SegmentParameters(trust=trust), Context())


def looked(path: Path) -> dict[str, list[str]]:
    table = run_look(LookParameters(path=str(path)), Context())["facts"]
    assert isinstance(table, Table)
    found: dict[str, list[str]] = {}
    for fact, value in zip(*(column.texts for column in table.columns), strict=True):
        found.setdefault(fact, []).append(value)
    return found


def steps(*more: dict[str, Any]) -> dict[str, Any]:
    return {"_target_": "Compose", "transforms": [*LOAD, *PREPARE, *more]}


WAYS: dict[str, tuple[dict[str, Any], str]] = {
    "expression in a step": (
        {"preprocessing": steps({"_target_": "Identityd", "keys": EVIL})},
        r"preprocessing: the expression '\$__import__",
    ),
    "expression by reference": (
        {"evil": EVIL, "preprocessing": steps({"_target_": "Identityd", "keys": "@evil"})},
        r"preprocessing: the expression '\$__import__",
    ),
    "expression behind plain ones": (
        {"evil": [EVIL], "inferer": {"_target_": "SimpleInferer", "x": "$@evil#0"}},
        "inferer: the expression",
    ),
    "a step from elsewhere": (
        {"postprocessing": {"_target_": "os.mkdir", "path": "made"}},
        r"postprocessing: 'os.mkdir' \(code from elsewhere\)",
    ),
    "a step under a name that is allowed": (
        {"inferer": {"_target_": "os.SimpleInferer"}},
        "inferer: 'os.SimpleInferer'",
    ),
    "MONAI's own that calls anything": (
        {"postprocessing": {"_target_": "Lambdad", "keys": "pred", "func": EVIL}},
        "known to be harmless",
    ),
    "code of the bundle": (
        {"preprocessing": steps({"_target_": "scripts.evil.Step", "keys": "image"})},
        r"'scripts.evil.Step' \(its own code\)",
    ),
    "requirements": (
        {"inferer": {"_target_": "SimpleInferer", "_requires_": [EVIL]}},
        "inferer: '_requires_' of 'SimpleInferer'",
    ),
    "a mode": (
        {"inferer": {"_target_": "SimpleInferer", "_mode_": "debug"}},
        "inferer: '_mode_' of 'SimpleInferer'",
    ),
    "a condition": (
        {"inferer": {"_target_": "SimpleInferer", "_disabled_": EVIL}},
        "inferer: the expression",
    ),
    "another file": ({"inferer": "%/etc/passwd"}, "inferer: the reference '%/etc/passwd'"),
    "a network from elsewhere": (
        {"network_def": {"_target_": "scripts.evil.Net"}},
        "network_def: 'scripts.evil.Net'",
    ),
    "an expression for the network": (
        {"network_def": EVIL},
        "network_def: the expression",
    ),
    "a part within the network": (
        {"network_def": {"_target_": "UNet", "norm": {"_target_": "os.mkdir", "path": "made"}}},
        "network_def: 'os.mkdir'",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_runs_without_trust_and_it_is_named(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    changes, named = WAYS[way]
    path = bundle(tmp_path / "b", config(**changes), weights={},
                  files={"scripts/evil.py": SCRIPT, "scripts/__init__.py": ""})  # fmt: skip
    with pytest.raises(UserError, match=named) as error:
        applied(path)
    assert str(error.value).endswith(f"as the trusted one: {sha256_of(path)}")
    found = looked(path)
    assert found["trust needed"] == ["yes"] and found["fingerprint"] == [sha256_of(path)]
    assert found["would run"] and not (tmp_path / "made").exists()


@pytest.mark.parametrize("zip_it", [False, True])
def test_trusted_code_runs_with_its_own_modules(
    zip_it: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = config(preprocessing=steps({"_target_": "scripts.evil.Step", "keys": "image"}))
    path = bundle(tmp_path / "b", whole,
                  files={"scripts/evil.py": SCRIPT, "scripts/__init__.py": ""})  # fmt: skip
    path = zipped(path) if zip_it else path
    trust = sha256_of(path)
    found = applied(path, trust)["segmentation"]
    assert (tmp_path / "made").is_dir()
    assert overlap(found, "oblique") > 0.93
    assert not [name for name in sys.modules if name.split(".")[0] == "scripts"]
    assert sha256_of(path) == trust and str(path) not in sys.path


def test_two_bundles_do_not_share_their_scripts(tmp_path: Path) -> None:
    found = []
    for name, factor in (("one", 1), ("two", 0)):
        script = (f"class Step:\n    def __call__(self, data):\n"
                  f"        return {{**data, 'pred': data['pred'] * {factor}}}\n")  # fmt: skip
        after = {"_target_": "Compose", "transforms": [*FINISH, {"_target_": "scripts.own.Step"}]}
        path = bundle(tmp_path / name, config(postprocessing=after),
                      files={"scripts/own.py": script, "scripts/__init__.py": ""})  # fmt: skip
        found.append(applied(path, sha256_of(path))["segmentation"].array.any())
    assert found == [True, False]


def test_trust_is_of_one_fingerprint_alone(tmp_path: Path) -> None:
    whole = config(postprocessing={"_target_": "Compose", "transforms": [
        *FINISH, {"_target_": "Lambdad", "keys": "pred", "func": "$lambda x: x"}]})  # fmt: skip
    path = bundle(tmp_path / "b", whole)
    trust = sha256_of(path)
    applied(path, trust.upper())
    (path / "configs/inference.json").write_text(json.dumps({**whole, "evil": EVIL}))
    with pytest.raises(UserError, match="is not the one that was trusted"):
        applied(path, trust)


def test_torchscript_and_tensors_need_no_trust(tmp_path: Path) -> None:
    assert overlap(applied(bundle(tmp_path / "a"))["segmentation"], "oblique") > 0.93
    own = {"network_def": {"_target_": "scripts.net.Net"}, "network": "$@network_def.to(@device)"}
    path = bundle(tmp_path / "b", config(**own), script=scripted(Threshold()))
    assert looked(path)["trust needed"] == ["no"]
    assert overlap(applied(path)["segmentation"], "oblique") > 0.93


class Malicious:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("trusted", [False, True])
@pytest.mark.parametrize("kind", ["torch", "pickle"])
def test_a_malicious_pickle_never_runs(trusted: bool, kind: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    whole = config(postprocessing={"_target_": "Lambdad", "keys": "pred", "func": "$abs"})
    path = bundle(tmp_path / "b", whole if trusted else None, Malicious(made))
    if kind == "pickle":
        (path / "models/model.pt").write_bytes(pickle.dumps(Malicious(made)))
    with pytest.raises(UserError, match=r"model.pt' is not loaded.*safetensors"):
        applied(path, sha256_of(path) if trusted else "")
    assert not made.exists()


def test_names_that_reach_outside_are_refused(tmp_path: Path) -> None:
    path = zipped(bundle(tmp_path / "b"))
    for name in ("../made", "scripts/../../made", "/made", "C:\\made", "scripts\\..\\..\\made"):
        evil = tmp_path / "evil.zip"
        evil.write_bytes(path.read_bytes())
        with zipfile.ZipFile(evil, "a") as file:
            file.writestr(zipfile.ZipInfo(name), "x")
        with pytest.raises(UserError, match="outside of its folder"):
            applied(evil, sha256_of(evil))
        assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7), ("[1, -2.5] + [3]", [1, -2.5, 3]), ("not True", False),
        ("'a' + 'b'", "ab"), ("(1, 2)[0] == 1 and 2 < 3 <= 3", True), ("len([1, 2])", 2),
        ("None", None), ("torch.float32", torch.float32), ("np.float32", np.float32),
        ("torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')", "here"),
        ("@a#0 + @b", 5), ("monai.utils.CommonKeys.IMAGE", "image"), ("@b or 3", 4),
    ],
)  # fmt: skip
def test_plain_expressions_have_values(text: str, value: Any) -> None:
    assert plain_value(text, {"a#0": 1, "b": 4}.__getitem__, "here") == value


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')", "open('x')", "().__class__", "'%s' % 1", "[0] * 10 ** 9", "9 ** 9 ** 9",
        "'a' * 10 ** 9", "lambda: 0", "[x for x in [1]]", "torch.load('x')", "torch.hub.load",
        "@a", "@b.to('cpu')", "print(1)", "1 / 0", "10 ** 3", "f'{1}'", "{}['a']", "1 if",
        "torch.__dict__", "len(__builtins__)", "x := 1", "9" * 600,
    ],
)  # fmt: skip
def test_other_expressions_are_not_run(text: str) -> None:
    with pytest.raises(NotPlain):
        plain_value(text, {"b": 4}.__getitem__, "here")


def test_every_allowed_part_is_one_of_monai() -> None:
    for name in all_parts():
        assert part(name).__module__.startswith("monai.")
    assert is_allowed("monai.transforms.SpacingDict") and is_allowed("SpacingD")
    for name in ("Lambdad", "LoadImaged", "SaveImaged", "TorchVisiond", "monai.bundle.run",
                 "evil.Spacingd", "monai.transformsX.Spacingd", "Dict", "D"):  # fmt: skip
        assert not is_allowed(name)


def test_a_bundle_says_what_it_is(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b", files={"LICENSE": "Apache License\nVersion 2.0\n"})
    found = looked(path)
    assert found["version"] == ["1.2.3"] and found["licence"] == ["Apache License, Version 2.0"]
    assert found["intended use"] == ["Tests"] and found["kind"] == ["segmentation"]
    assert found["operation"] == ["segment.apply_bundle"] and found["trust needed"] == ["no"]
    assert found["classes"] == ["background, ball"]


def test_slots_take_what_was_looked_at(tmp_path: Path) -> None:
    found = run_look(LookParameters(path=str(bundle(tmp_path / "b"))), Context())["model"]
    (tmp_path / "b/configs/new.json").write_text("{}")
    with pytest.raises(UserError, match="was changed since it was chosen"):
        run_segment(Volume(np.ones((4, 4, 4))), found, SegmentParameters(), Context())  # type: ignore[arg-type]
