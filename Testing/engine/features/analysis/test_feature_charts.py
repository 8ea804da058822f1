"""Histograms, box plots, correlation and principal components of tables with holes in them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Chart, Column, Report, Table
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute
from medaiassist_engine.features.analysis.box_plot import box_of
from medaiassist_engine.features.analysis.correlation import correlation
from medaiassist_engine.features.analysis.histogram import bin_edges
from medaiassist_engine.features.analysis.pca import principal_components


def run(name: str, table: Table, context: Context | None = None, **values: Any) -> Any:
    found = operation(f"features.{name}")
    parameters = validate(found.parameters, values)
    result = execute(found, {"table": table}, parameters, context or Context())
    for payload in result.values():
        if isinstance(payload, Chart):
            assert_drawable(payload)
    return result


def assert_drawable(chart: Chart) -> None:
    """What Slicer's plot nodes need: columns that exist, have equal lengths and own names."""
    names = [c.name for c in chart.table.columns]
    assert len(set(names)) == len(names) and all(names)
    lengths = {len(c.texts) if c.values is None else len(c.values) for c in chart.table.columns}
    assert len(lengths) == 1
    for curve in chart.curves:
        assert curve.x in names and curve.y in names
    assert chart.style in ("line", "scatter", "bar", "scatter_bar")


def column(table: Table, name: str) -> Any:
    found = next(c for c in table.columns if c.name == name)
    return found.texts if found.values is None else np.asarray(found.values)


def features(rows: int = 60) -> Table:
    rng = np.random.default_rng(0)
    size = rng.normal(10, 2, rows)
    size[3] = np.nan
    texture = -2 * size + rng.normal(0, 1, rows)
    texture[[3, 7]] = [1.0, np.inf]
    return Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(rows))),
            Column("slice", np.arange(rows)),
            Column("size", size, unit="mm"),
            Column("texture", texture),
            Column("noise", rng.normal(size=rows)),
            Column("same", np.ones(rows)),
            Column("grade", texts=tuple("high" if n % 3 else "low" for n in range(rows))),
        ),
        "Features",
    )


def test_a_histogram_counts_every_defined_value_once() -> None:
    context = Context()
    found = run("histogram", features(), context, feature="size", bins=8)
    assert column(found["bins"], "All rows").sum() == 59
    assert found["chart"].style == "bar" and found["chart"].x_title == "size (mm)"
    assert context.notes == ["1 of 60 values of size are undefined and left out."]


def test_groups_share_bins_and_are_drawn_as_outlines() -> None:
    table = features()
    found = run("histogram", table, feature="size", group="grade", height="percent")
    low, high = column(found["bins"], "from"), column(found["bins"], "to")
    np.testing.assert_allclose(low[1:], high[:-1])
    percents = [np.asarray(c.values) for c in found["bins"].columns[2:]]
    assert [p.sum() for p in percents] == pytest.approx([100, 100])
    chart = found["chart"]
    assert chart.style == "line" and len(chart.curves) == 2
    assert len(column(chart.table, "size")) == 2 * len(low) + 2


def test_automatic_bins_are_freedman_diaconis_and_survive_ties() -> None:
    values = np.random.default_rng(0).normal(size=300)
    assert len(bin_edges(values)) == len(np.histogram_bin_edges(values, "fd"))
    assert len(bin_edges(np.array([1.0] * 90 + [2.0]))) == 6
    assert len(bin_edges(np.array([3.0]))) == 2


def test_box_statistics_are_those_of_matplotlibs_and_r() -> None:
    """R: boxplot.stats(c(1:10, 40)) with quantile type 7: 3.5, 6, 8.5; whiskers 1, 10; out 40."""
    box = box_of(np.array([*range(1, 11), 40, np.nan], float))
    assert [box[n] for n in ("first_quartile", "median", "third_quartile")] == [3.5, 6, 8.5]
    assert [box["low_whisker"], box["high_whisker"]] == [1, 10]
    assert [box["rows"], box["undefined"], box["outliers"]] == [11, 1, 1]


def test_a_box_plot_draws_one_closed_path_per_group_through_its_statistics() -> None:
    context = Context()
    found = run("box_plot", features(), context, feature="size", group="grade")
    assert column(found["statistics"], "group") == ("high", "low")
    chart = found["chart"]
    for n, curve in enumerate(chart.curves):
        y = column(chart.table, curve.y)
        medians = column(found["statistics"], "median")
        assert np.isfinite(y).all() and (y == medians[n]).sum() >= 2
        assert y.min() == column(found["statistics"], "low_whisker")[n]
        x = column(chart.table, curve.x)
        assert abs(x.mean() - (n + 1)) < 0.1 and np.ptp(x) == pytest.approx(0.6)
    assert "1 of 60 values" in context.notes[0]


def test_a_group_without_values_has_an_empty_box() -> None:
    table = Table((Column("x", np.array([1.0, 2, np.nan])), Column("g", texts=("a", "a", "b"))))
    found = run("box_plot", table, feature="x", group="g")
    assert np.isnan(column(found["statistics"], "median")[1])
    assert column(found["statistics"], "rows").tolist() == [2, 0]


def test_numbers_name_groups_too_and_rows_without_one_are_told() -> None:
    context = Context()
    table = Table((Column("x", np.arange(4.0)), Column("g", np.array([0, 1, np.nan, 1]))), "T")
    found = run("box_plot", table, context, feature="x", group="g")
    assert column(found["statistics"], "group") == ("0", "1")
    assert context.notes == ["1 of 4 rows have no g and are left out."]


@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_correlation_is_scipys_over_the_rows_with_both(method: str) -> None:
    context = Context()
    table = features()
    found = run("correlation", table, context, method=method)
    names = ["size", "texture", "noise", "same"]
    assert [c.name for c in found["matrix"].columns] == ["feature", *names]
    function = stats.pearsonr if method == "pearson" else stats.spearmanr
    values = {n: column(table, n).astype(float) for n in names}
    for a, b in (("size", "texture"), ("size", "noise"), ("texture", "noise")):
        both = np.isfinite(values[a]) & np.isfinite(values[b])
        expected = function(values[a][both], values[b][both])[0]
        assert column(found["matrix"], a)[names.index(b)] == pytest.approx(expected)
        assert column(found["matrix"], b)[names.index(a)] == pytest.approx(expected)
    assert np.isnan(column(found["matrix"], "same")).all()
    pairs = found["pairs"]
    assert (column(pairs, "feature")[0], column(pairs, "other")[0]) == ("size", "texture")
    assert column(pairs, "rows")[0] == 58
    assert any("2 of 60 rows" in n for n in context.notes)
    assert any("same" in n and "constant" in n for n in context.notes)


def test_the_heat_map_is_a_page_of_its_own_with_escaped_names() -> None:
    rng = np.random.default_rng(0)
    table = Table((Column("a<b>", rng.normal(size=9)), Column("c&d", rng.normal(size=9))))
    report = run("correlation", table)["heat_map"]
    assert isinstance(report, Report)
    assert "a&lt;b&gt;" in report.html and "<b>" not in report.html and "http" not in report.html


def test_hundreds_of_features_without_holes_correlate_at_once() -> None:
    values = np.random.default_rng(0).normal(size=(40, 300))
    np.testing.assert_allclose(correlation(values, "pearson"), np.corrcoef(values.T), atol=1e-12)


def test_principal_components_are_scikit_learns() -> None:
    from sklearn.decomposition import PCA

    values = np.random.default_rng(0).normal(size=(40, 6)) @ np.diag([5, 3, 2, 1, 1, 0.5])
    expected = PCA(4, svd_solver="full").fit(values)
    found = principal_components(values, 4, standardize=False)
    np.testing.assert_allclose(found.explained, expected.explained_variance_ratio_)
    signs = np.sign((found.loadings.T * expected.components_).sum(axis=1))
    np.testing.assert_allclose(found.loadings.T, expected.components_ * signs[:, None], atol=1e-9)
    np.testing.assert_allclose(found.scores, expected.transform(values) * signs, atol=1e-9)
    assert all(c[np.abs(c).argmax()] > 0 for c in found.loadings.T)


def test_pca_leaves_out_what_is_undefined_and_says_so() -> None:
    context = Context()
    found = run("pca", features(), context, group="grade", components=2)
    assert column(found["loadings"], "feature") == ("size", "texture", "noise")
    assert len(column(found["scores"], "PC1")) == 58
    assert "c3" not in column(found["scores"], "case") and len(found["chart"].curves) == 2
    assert any("same" in n for n in context.notes)
    assert any("2 of 60 rows" in n for n in context.notes)
    chart = found["chart"]
    drawn = np.array([np.isfinite(column(chart.table, c.y)) for c in chart.curves])
    assert (drawn.sum(axis=0) == 1).all()  # every row in exactly one group
    explained = column(found["variance"], "explained")
    assert chart.x_title == f"PC1 ({explained[0] / 100:.0%} of the variance)"
    kept = np.array([column(found["scores"], "PC1"), column(found["scores"], "PC2")])
    assert kept.var(axis=1, ddof=1)[0] == pytest.approx(explained[0] / 100 * 3)


def test_standardised_components_do_not_depend_on_units() -> None:
    values = np.random.default_rng(0).normal(size=(30, 4))
    scaled = values * [1, 1000, 0.01, 7] + 5
    a, b = principal_components(values, 3), principal_components(scaled, 3)
    np.testing.assert_allclose(a.scores, b.scores, atol=1e-9)


@pytest.mark.parametrize("name", ["histogram", "box_plot", "correlation", "pca"])
@pytest.mark.parametrize(
    ("table", "words"),
    [
        (Table((), "Empty"), "'Empty' has no rows"),
        (Table((Column("x", np.zeros(0)),), "None"), "'None' has no rows"),
        (Table((Column("x", np.zeros(3)), Column("y", np.zeros(4)))), "different lengths"),
        (Table((Column("case", texts=("a", "b")),), "Words"), "'Words' has no column with numbers"),
    ],
)
def test_tables_without_features_are_refused(name: str, table: Table, words: str) -> None:
    with pytest.raises(UserError, match=words):
        run(name, table)


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("histogram", {"feature": "sise"}, "no column 'sise'; it has: case, slice, size"),
        ("histogram", {"feature": "grade"}, "'grade' holds texts"),
        ("box_plot", {"group": "centre"}, "no column 'centre'"),
        ("correlation", {"features": "si*"}, "2 to 2000 features, but 1"),
        ("correlation", {"features": "size, radiomics_*"}, r"no column 'radiomics_\*'"),
        ("pca", {"features": "same, size"}, "3 complete rows and 2 features, but there are 59 and"),
    ],
)
def test_wrong_columns_are_named(name: str, values: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        run(name, features(), **values)


def test_a_feature_without_any_value_is_refused() -> None:
    table = Table((Column("x", np.full(4, np.nan)),), "T")
    for name in ("histogram", "box_plot"):
        with pytest.raises(UserError, match="'x' holds no number"):
            run(name, table)


def test_keys_are_features_only_by_name() -> None:
    found = run("correlation", features(), features="s*")
    assert [c.name for c in found["matrix"].columns] == ["feature", "slice", "size", "same"]


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.lists(st.floats(width=32), min_size=3, max_size=3), min_size=1, max_size=12),
    st.sampled_from(["histogram", "box_plot", "correlation", "pca"]),
)
def test_any_numbers_end_in_a_result_or_a_sentence(rows: list[list[float]], name: str) -> None:
    values = np.array(rows, dtype=np.float32)
    table = Table(tuple(Column(n, v) for n, v in zip("abc", values.T, strict=True)))
    try:
        run(name, table)
    except UserError as error:
        assert str(error).endswith(".")
