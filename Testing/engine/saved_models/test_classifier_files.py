"""A classifier saved and loaded again is the same; what is not ours is refused."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import zipfile
from functools import partial
from pathlib import Path

import joblib
import numpy as np
import pytest
import skops.io
from sklearn.ensemble import VotingClassifier
from sklearn.preprocessing import FunctionTransformer

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.models import archive, trusted
from medaiassist_engine.models.allowed import ALLOWED
from medaiassist_engine.models.classical import KIND, VERSION, load, load_ref, save

CHOICES = [
    {"classifier": "svm_rbf"},
    {"classifier": "svm_linear", "imputation": "knn", "scaling": "robust"},
    {"classifier": "random_forest", "calibration": "isotonic", "balance": "smote"},
    {"classifier": "balanced_forest", "scaling": "none"},
    {"classifier": "logistic_regression", "imputation": "iterative", "balance": "class_weight"},
    {"classifier": "gradient_boosting", "encoding": "ordinal", "calibration": "sigmoid"},
    {"classifier": "knn", "scaling": "range", "selection": "mrmr", "selected": 3},
    {"classifier": "logistic_regression", "components": 2, "threshold": "youden"},
]


@pytest.mark.parametrize("choices", CHOICES, ids=lambda c: "-".join(map(str, c.values())))
def test_a_saved_classifier_gives_bit_equal_probabilities(
    table, cases, train_on, tmp_path, choices
):
    before = train_on(table, **choices)
    save(tmp_path / "m.medai", before)
    after, warnings = load(tmp_path / "m.medai")
    assert np.array_equal(
        before.fitted.probabilities(cases.frame), after.fitted.probabilities(cases.frame)
    )
    assert after.fitted.threshold == before.fitted.threshold
    assert after.fitted.columns == before.fitted.columns
    assert after.seen == before.seen
    assert warnings == []


def test_the_neural_network_is_saved_without_torch(table, cases, train_on, tmp_path):
    pytest.importorskip("torch")
    before = train_on(table, classifier="mlp", epochs=3, hidden=4)
    save(tmp_path / "m.medai", before)
    after, _ = load(tmp_path / "m.medai")
    assert np.array_equal(
        before.fitted.probabilities(cases.frame), after.fitted.probabilities(cases.frame)
    )


def test_everything_else_comes_back_too(classifier, model):
    found, _ = load_ref(model)
    assert found.summary == classifier.summary
    assert np.array_equal(found.left_out, classifier.left_out)
    assert np.array_equal(found.space.reference, classifier.space.reference)
    assert found.cases.frame.equals(classifier.cases.frame)
    assert found.fitted.rows == classifier.fitted.rows


def test_no_name_of_a_case_is_in_the_file(model):
    with zipfile.ZipFile(model.path) as file:
        content = b"".join(file.read(name) for name in file.namelist())
    assert b"secret" not in content


def test_training_cases_are_left_out_if_wanted(table, train_on, tmp_path):
    classifier = train_on(table, keep_cases=False)
    save(tmp_path / "m.medai", classifier)
    with zipfile.ZipFile(tmp_path / "m.medai") as file:
        assert "cases.npz" not in file.namelist()
        assert "keeps no list of training cases" in file.read("card.md").decode()
    assert load(tmp_path / "m.medai")[0].cases is None


def test_the_card_states_research_use_only(model):
    with zipfile.ZipFile(model.path) as file:
        card = file.read("card.md").decode()
    assert "For research use only" in card
    assert "ROC AUC" in card and "lesion_size" in card and "scikit-learn" in card


class Bomb:
    """Runs a command when unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self):
        return os.mkdir, (str(self.marker),)


def test_a_pickle_is_refused_and_not_run(tmp_path):
    marker, path = tmp_path / "ran", tmp_path / "m.medai"
    path.write_bytes(pickle.dumps(Bomb(marker)))
    with pytest.raises(UserError, match="never loaded"):
        load(path)
    joblib.dump(Bomb(marker), path)
    with pytest.raises(UserError, match="never loaded"):
        load(path)
    assert not marker.exists()


def test_a_pickle_inside_of_a_model_is_refused_and_not_run(model, tmp_path):
    marker = tmp_path / "ran"
    path = repacked(model, tmp_path, {"model.skops": pickle.dumps(Bomb(marker))})
    with pytest.raises(UserError, match="never loaded"):
        load(path)
    assert not marker.exists()


def test_arrays_with_pickled_objects_are_refused_and_not_run(model, tmp_path):
    marker, buffer = tmp_path / "ran", io.BytesIO()
    np.savez(buffer, probabilities=np.array([Bomb(marker)], dtype=object), codes=np.zeros(1))
    path = repacked(model, tmp_path, {"left_out.npz": buffer.getvalue()})
    with pytest.raises(UserError, match="damaged"):
        load(path)
    assert not marker.exists()


def skops_with_a_call(marker: Path) -> bytes:
    """A skops file that makes a folder if it is constructed."""
    return skops.io.dumps({"a": FunctionTransformer(partial(os.mkdir, str(marker)))})


def test_a_skops_file_that_names_functions_is_refused_and_not_run(model, tmp_path):
    marker = tmp_path / "ran"
    path = repacked(model, tmp_path, {"model.skops": skops_with_a_call(marker)})
    with pytest.raises(UserError, match="objects that no MedAIAssist model needs"):
        load(path)
    assert not marker.exists()


@pytest.mark.parametrize("loader", ["MethodNode", "OperatorFuncNode", "ConstructorFromReduceNode"])
def test_an_allowed_type_under_another_loader_is_refused(loader):
    node = {"__class__": "dict", "__module__": "builtins", "__loader__": loader, "content": {}}
    strange = trusted.check(schema_file(node), "m.skops")
    assert strange == [f"builtins.dict by {loader}"]


def test_a_disguised_type_is_refused():
    node = {"__class__": "system", "__module__": "os", "__loader__": "JsonNode", "content": "1"}
    outer = {"__class__": "dict", "__module__": "builtins", "__loader__": "DictNode",
             "content": {"a": node}}  # fmt: skip
    assert trusted.check(schema_file(outer), "m.skops") == ["os.system"]


def test_types_of_scikit_learn_that_we_do_not_make_are_refused():
    data = skops.io.dumps(VotingClassifier([]))
    with pytest.raises(UserError, match="VotingClassifier"):
        trusted.loads(data, "m.skops")


def test_nothing_that_calls_functions_is_on_the_list():
    assert not {"FunctionNode", "PartialNode", "MethodNode", "OperatorFuncNode",
                "ConstructorFromReduceNode"} & set(ALLOWED)  # fmt: skip
    kinds = {kind for kinds in ALLOWED.values() for kind in kinds}
    assert all(k.split(".")[0] in ("builtins", "collections", "imblearn", "medaiassist_engine",
                                   "numpy", "sklearn") for k in kinds)  # fmt: skip


def test_saving_what_could_not_be_loaded_is_an_error_of_the_programmer():
    with pytest.raises(TypeError, match=r"models/allowed\.py"):
        trusted.dumps(FunctionTransformer(np.log1p))


def test_nesting_without_end_is_refused():
    node: object = {}
    for _ in range(400):
        node = {"a": node}
    with pytest.raises(UserError, match="damaged"):
        trusted.check(schema_file(node), "m.skops")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "..\\evil", "C:evil"])
def test_members_that_reach_outside_are_refused(model, tmp_path, name):
    path = repacked(model, tmp_path, {name: b"x"})
    with pytest.raises(UserError, match="altered"):
        load(path)
    assert not (tmp_path.parent / "evil").exists()


def test_a_changed_byte_is_noticed(model, tmp_path):
    members = members_of(model.path)
    members["summary.json"] = members["summary.json"].replace(b"clinic", b"clinik")
    write_zip(tmp_path / "m.medai", members)
    with pytest.raises(UserError, match=r"altered.*summary\.json"):
        load(tmp_path / "m.medai")


def test_a_further_member_is_noticed(model, tmp_path):
    write_zip(tmp_path / "m.medai", {**members_of(model.path), "more.txt": b"x"})
    with pytest.raises(UserError, match=r"more\.txt"):
        load(tmp_path / "m.medai")


def test_a_file_that_would_fill_the_memory_is_refused(model, monkeypatch):
    monkeypatch.setattr(archive, "_MOST_BYTES", 1000)
    with pytest.raises(UserError, match="unpack"):
        load(model.path)


def test_a_truncated_file_is_refused(model, tmp_path):
    data = Path(model.path).read_bytes()
    (tmp_path / "m.medai").write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError, match="damaged"):
        load(tmp_path / "m.medai")


def test_a_newer_format_asks_for_an_update(model, tmp_path):
    members = members_of(model.path)
    manifest = json.loads(members["manifest.json"])
    manifest["version"] = VERSION + 1
    members["manifest.json"] = json.dumps(manifest).encode()
    write_zip(tmp_path / "m.medai", members)
    with pytest.raises(UserError, match="update MedAIAssist"):
        load(tmp_path / "m.medai")


def test_another_minor_version_of_scikit_learn_is_told(model, tmp_path):
    _, warnings = load(with_sklearn(model, tmp_path, "1.0.2"))
    assert len(warnings) == 1 and "1.0.2" in warnings[0]


def test_a_newer_scikit_learn_is_refused_with_a_remedy(model, tmp_path):
    with pytest.raises(UserError, match=r"99\.1.*train the model again"):
        load(with_sklearn(model, tmp_path, "99.1.0"))


def test_a_model_that_took_another_ones_place_is_noticed(model, tmp_path):
    from dataclasses import replace

    other = repacked(model, tmp_path, {"card.md": b"another"})
    with pytest.raises(UserError, match="changed since"):
        load_ref(replace(model, path=str(other)))


def test_another_kind_of_model_is_refused(model):
    from dataclasses import replace

    with pytest.raises(UserError, match="vocabulary"):
        load_ref(replace(model, kind="vocabulary"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match="There is no model file"):
        load(tmp_path / "none.medai")


def test_a_failed_save_leaves_the_old_model(classifier, model, tmp_path, monkeypatch):
    path = tmp_path / "m.medai"
    path.write_bytes(Path(model.path).read_bytes())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="full"):
        archive.write(path, KIND, VERSION, {"a": b"b"})
    assert path.read_bytes() == Path(model.path).read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == ["m.medai"]


def members_of(path: str) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def write_zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)


def repacked(model, folder: Path, changes: dict[str, bytes]) -> Path:
    """A model with other members and a manifest that fits them."""
    members = {**members_of(model.path), **changes}
    del members["manifest.json"]
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    manifest = {"kind": KIND, "version": VERSION, "sha256": digests}
    path = folder / "m.medai"
    write_zip(path, {"manifest.json": json.dumps(manifest).encode(), **members})
    return path


def with_sklearn(model, folder: Path, version: str) -> Path:
    summary = json.loads(members_of(model.path)["summary.json"])
    summary["versions"]["scikit-learn"] = version
    return repacked(model, folder, {"summary.json": json.dumps(summary).encode()})


def schema_file(schema: object) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("schema.json", json.dumps(schema))
    return buffer.getvalue()


def test_parts_that_do_not_fit_each_other_are_refused(model, tmp_path):
    buffer = io.BytesIO()
    np.savez(buffer, probabilities=np.ones((3, 2)), codes=np.array([0, 1, 7]))
    path = repacked(model, tmp_path, {"left_out.npz": buffer.getvalue()})
    with pytest.raises(UserError, match="damaged"):
        load(path)
