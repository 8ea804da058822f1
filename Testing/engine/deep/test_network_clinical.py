"""Images and clinical values together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, picture, quick  # noqa: E402

from medaiassist_engine.classify.deep.apply_network import run_apply_network  # noqa: E402
from medaiassist_engine.classify.deep.networks.clinical import ClinicalCoding  # noqa: E402
from medaiassist_engine.classify.deep.parameters import ApplyNetworkParameters  # noqa: E402
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table  # noqa: E402

NAN = float("nan")


def test_values_are_scaled_by_the_training_cases_and_gaps_have_an_entry() -> None:
    coding = ClinicalCoding([0, 2])  # age, sex of two kinds
    coding.fit(torch.tensor([[40.0, 0], [60, 1], [NAN, NAN]]))
    found = coding(torch.tensor([[50.0, 0], [70, 1], [NAN, NAN]]))
    expected = [[0, 0, 0, 1, 0], [2, 0, 0, 0, 1], [0, 1, 1, 0, 0]]
    np.testing.assert_allclose(found.numpy(), expected, atol=1e-6)


def test_what_no_training_case_had_counts_for_nothing() -> None:
    coding = ClinicalCoding([0, 3])
    coding.fit(torch.tensor([[1.0, 0], [3, 1]]))
    found = coding(torch.tensor([[NAN, 2.0]]))
    assert not found.any()  # neither the unknown category nor the gap, which was never learnt


def test_a_column_of_equal_numbers_does_not_divide_by_zero() -> None:
    coding = ClinicalCoding([0])
    coding.fit(torch.full((4, 1), 7.0))
    assert torch.isfinite(coding(torch.tensor([[7.0], [NAN]]))).all()


def noisy(folder: Path, count: int = 24) -> Table:
    """Images that say nothing of the class; the age does, and so does the site."""
    table = cohort(folder, count)
    swapped = tuple(str(Path(folder) / f"case{n // 4}.nii.gz") for n in range(2 * count))
    columns = [Column("image", texts=swapped) if c.name == "image" else c for c in table.columns]
    old = np.arange(2 * count) % 2 == 1
    rng = np.random.default_rng(0)
    age = np.where(old, 70, 40) + rng.normal(0, 4, 2 * count)
    age[::9] = np.nan
    sex = tuple("mf"[n % 2] if n % 5 else "" for n in rng.permutation(2 * count))
    return Table((*columns, Column("age", age, unit="years"), Column("sex", texts=sex)))


def trained(table: Table, folder: Path, **other: Any) -> dict[str, Any]:
    p = quick(**{"epochs": 20, "patience": 0, "learning_rate": 1e-2, "folder": str(folder),
                 "resume_folder": str(folder), **other})  # fmt: skip
    return run_train_network(table, p, Context())


@pytest.fixture(scope="module")
def fused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("fused")
    table = noisy(folder)
    return table, trained(table, folder, clinical="age, sex")


def accuracy(results: dict[str, Any]) -> float:
    metrics = results["metrics"]
    return float(metrics.columns[1].values[metrics.columns[0].texts.index("accuracy")])


def test_what_images_do_not_show_is_learnt_from_the_clinical_values(fused: Any) -> None:
    assert accuracy(fused[1]) >= 0.9


def test_the_saved_network_takes_the_values_from_the_table(fused: Any) -> None:
    table, results = fused
    applied = run_apply_network(
        results["model"], ApplyNetworkParameters(device="cpu"), Context(), table=table
    )
    rows = [int(case[4:]) for case in results["predictions"].columns[0].texts]
    old, new = (
        next(c.values for c in t.columns if c.name == "p_bright")
        for t in (results["predictions"], applied)
    )
    np.testing.assert_allclose(new[rows], old, atol=1e-6)


def test_for_a_volume_a_note_says_which_values_are_missing(fused: Any) -> None:
    context = Context()
    run_apply_network(
        fused[1]["model"], ApplyNetworkParameters(device="cpu"), context, volume=picture(True, 1)
    )
    assert any("age, sex" in note and "missing" in note for note in context.notes)


def test_a_table_without_the_column_is_refused_by_name(fused: Any) -> None:
    table, results = fused
    less = Table(tuple(c for c in table.columns if c.name != "age"))
    with pytest.raises(UserError, match="no column 'age'"):
        run_apply_network(results["model"], ApplyNetworkParameters(), Context(), table=less)


@pytest.mark.parametrize(
    ("clinical", "said"),
    [("label", "is the label"), ("weight", "no column 'weight'"), ("empty", "holds no value")],
)
def test_columns_that_cannot_be_used_are_refused(tmp_path: Path, clinical: str, said: str) -> None:
    table = cohort(tmp_path, 4)
    more = Table((*table.columns, Column("empty", np.full(8, np.nan))))
    with pytest.raises(UserError, match=said):
        trained(more, tmp_path, clinical=clinical)
