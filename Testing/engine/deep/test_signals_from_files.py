"""The textbook LSTM on tables of numbers: 100 times of 64 features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import quick  # noqa: E402

from medaiassist_engine.classify.deep.apply_network import run_apply_network  # noqa: E402
from medaiassist_engine.classify.deep.parameters import ApplyNetworkParameters  # noqa: E402
from medaiassist_engine.classify.deep.signals import read_signal  # noqa: E402
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table  # noqa: E402

STEPS, FEATURES = 100, 64


def signal(rising: bool, seed: int) -> np.ndarray:
    """(100, 64) noise around a level that rises or falls: the mean is the same."""
    level = np.linspace(-1, 1, STEPS) * (1 if rising else -1)
    noise = np.random.default_rng(seed).normal(0, 0.3, (STEPS, FEATURES))
    return level[:, None] + noise


def table_of(folder: Path, count: int = 40) -> Table:
    rows = []
    for n in range(count):
        path = folder / (f"s{n}.csv" if n % 2 else f"s{n}.npy")
        values = signal(n % 4 < 2, n)
        if path.suffix == ".csv":
            np.savetxt(path, values, delimiter=",", fmt="%.5f",
                       header=",".join(f"f{m}" for m in range(FEATURES)), comments="")  # fmt: skip
        else:
            np.save(path, values)
        part = "test" if n % 8 > 5 else "validation" if n % 8 > 3 else "train"
        part = ("train", "train", "validation", "test")[(n // 4) % 4]
        rows.append((f"s{n}", str(path), "rising" if n % 4 < 2 else "falling", part))
    names = ("case", "image", "label", "split")
    return Table(tuple(Column(a, texts=tuple(b)) for a, b in zip(names, zip(*rows, strict=True),
                                                                 strict=True)))  # fmt: skip


def test_the_textbook_lstm_trains_on_arrays_and_csv_files_and_predicts(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    still: dict[str, Any] = dict.fromkeys(("rotate", "zoom", "shift", "contrast"), 0.0)
    p = quick(network="lstm", size=None, epochs=12, learning_rate=1e-2, folder=str(tmp_path),
              resume_folder=str(tmp_path), **still)  # fmt: skip
    results = run_train_network(table, p, Context())
    metrics = results["metrics"]
    assert metrics.columns[1].values[metrics.columns[0].texts.index("accuracy")] >= 0.9
    applied = run_apply_network(
        results["model"], ApplyNetworkParameters(device="cpu"), Context(), table=table
    )
    answers = next(c.texts for c in applied.columns if c.name == "predicted")
    truth = table.columns[2].texts
    assert np.mean([a == b for a, b in zip(answers, truth, strict=True)]) >= 0.9


def test_files_hold_times_in_rows_with_or_without_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n3,4\n5,6\n")
    (tmp_path / "b.csv").write_text("1;2\n3;4\n5;6\n")
    np.save(tmp_path / "c.npy", np.array([[1, 2], [3, 4], [5, 6]]))
    for name in ("a.csv", "b.csv", "c.npy"):
        found = read_signal(str(tmp_path / name)).array
        np.testing.assert_array_equal(found, [[[1, 2], [3, 4], [5, 6]]])


@pytest.mark.parametrize(
    ("text", "said"), [("a,b\n1,x\n", "'x', which is no number"), ("a,b\n1,\n", "no number at")]
)
def test_words_and_gaps_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "s.csv").write_text(text)
    with pytest.raises(UserError, match=said):
        read_signal(str(tmp_path / "s.csv"))


def test_arrays_of_objects_are_not_unpickled(tmp_path: Path) -> None:
    np.save(tmp_path / "s.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(UserError, match="no NumPy array of numbers"):
        read_signal(str(tmp_path / "s.npy"))
