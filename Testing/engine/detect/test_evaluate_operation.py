"""The operation: tables in, metrics with intervals, curves and matches out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.formats.box_table import read_box_rows
from medaiassist_engine.execution import execute

ENTRY = operation("detect.evaluate")


def table(rows, columns) -> Table:
    found = []
    for n, name in enumerate(columns):
        cells = [row[n] for row in rows]
        if isinstance(cells[0], str):
            found.append(Column(name, texts=tuple(cells)))
        else:
            found.append(Column(name, np.array(cells, dtype=np.float64)))
    return Table(tuple(found))


TRUTH = table(
    [("p", "cell", 10, 10, 20, 20), ("p", "cell", 50, 50, 20, 20), ("p", "dust", 80, 20, 6, 6),
     ("q", "cell", 30, 30, 10, 10), ("r", "", np.nan, np.nan, np.nan, np.nan)],
    ("case", "label", "center_x", "center_y", "size_x", "size_y"),
)  # fmt: skip
FOUND = table(
    [("p", "cell", 0.9, 11, 10, 20, 20), ("p", "cell", 0.8, 10, 12, 20, 20),
     ("p", "cell", 0.3, 52, 50, 20, 20), ("p", "dust", 0.7, 20, 80, 6, 6),
     ("r", "cell", 0.6, 5, 5, 10, 10), ("q", "", 0.0, np.nan, np.nan, np.nan, np.nan)],
    ("case", "label", "score", "center_x", "center_y", "size_x", "size_y"),
)  # fmt: skip


def go(truth: Table = TRUTH, found: Table = FOUND, context: Context | None = None, **values):
    context = context or Context()
    parameters = validate(ENTRY.parameters, {"bootstrap": 100, **values})
    outputs = execute(ENTRY, {"truth": truth, "found": found}, parameters, context)
    return outputs, context.notes


def column(given: Table, name: str) -> list:
    found = next(c for c in given.columns if c.name == name)
    return list(found.texts) if found.values is None else np.asarray(found.values).tolist()


def test_every_output_is_there_with_its_intervals() -> None:
    outputs, notes = go()
    assert set(outputs) == {slot.name for slot in ENTRY.outputs}
    metrics = outputs["metrics"]
    assert {"AP", "AP50", "AP75", "VOC AP", "CPM", "sensitivity at 8"} <= set(
        column(metrics, "metric")
    )
    assert len(set(map(len, (column(metrics, n) for n in ("value", "low", "high"))))) == 1
    assert column(outputs["per_class"], "class") == ["cell", "dust"]
    assert column(outputs["per_class"], "annotated") == [3, 1]
    assert column(outputs["per_class"], "found") == [4, 1]
    assert any("32 pixels" in note and "96 pixels" in note for note in notes)


def test_matches_tell_of_every_hit_miss_and_false_alarm() -> None:
    outputs, _ = go(score=0.5)
    matches = outputs["matches"]
    told = list(zip(*(column(matches, n) for n in ("case", "label", "result")), strict=True))
    assert sorted(told) == sorted([
        ("p", "cell", "hit"), ("p", "cell", "false alarm"), ("p", "cell", "miss"),
        ("p", "dust", "false alarm"), ("p", "dust", "miss"), ("q", "cell", "miss"),
        ("r", "cell", "false alarm"),
    ])  # fmt: skip
    by_class = outputs["per_class"]
    assert column(by_class, "hits") == [1, 0]
    assert column(by_class, "precision") == pytest.approx([1 / 3, 0])
    assert column(by_class, "recall") == pytest.approx([1 / 3, 0])
    again = read_box_rows(matches, lambda note: None)  # it is a table of boxes itself
    assert len(again.boxes) == 7 and again.frame == "xy"


def test_the_least_score_is_chosen_for_the_best_f1() -> None:
    outputs, _ = go()
    by_class = outputs["per_class"]
    assert column(by_class, "least score")[0] == 0.3
    assert column(by_class, "F1")[0] == pytest.approx(2 * 2 / (4 + 3))


def test_curves_begin_and_end_where_they_must() -> None:
    outputs, _ = go()
    curve = outputs["precision_recall"]
    assert {c.name for c in curve.curves} == {"cell", "dust"}
    precision = column(curve.table, "cell")
    assert precision[0] == 1 and precision[-1] == 0
    assert all(a >= b for a, b in itertools.pairwise(precision))
    froc = outputs["froc"].table
    assert {c.name for c in froc.columns} == {"false alarms", "cell", "dust", "all classes"}
    rising = column(froc, "all classes")
    assert all(a <= b for a, b in itertools.pairwise(rising))


def test_boxes_are_judged_in_mm_too() -> None:
    ras = ("case", "label", "center_r", "center_a", "center_s", "size_r", "size_a", "size_s")
    lps = tuple(name.replace("_r", "_l").replace("_a", "_p") for name in ras)
    truth = table([("p", "n", 10, -20, 5, 8, 6, 4), ("q", "n", 1, 2, 3, 4, 4, 4)], ras)
    found = table([("p", "n", -10, 20, 5, 8, 6, 4), ("q", "n", -1, -2, 3, 4, 4, 4)], lps)
    found = Table((*found.columns, Column("score", np.array([0.9, 0.8]))))
    outputs, notes = go(truth, found)
    values = dict(zip(column(outputs["metrics"], "metric"), column(outputs["metrics"], "value"),
                      strict=True))  # fmt: skip
    assert values["AP"] == values["CPM"] == 1
    assert any("cubes" in note and "mm" in note for note in notes)


def test_found_boxes_without_scores_are_judged_and_it_is_said() -> None:
    found = Table(tuple(c for c in FOUND.columns if c.name != "score"))
    outputs, notes = go(found=found)
    assert any("no scores" in note for note in notes)
    assert len(column(outputs["matches"], "result"))


def test_nothing_found_is_an_answer() -> None:
    nothing = table([("p", np.nan, np.nan, np.nan, np.nan)],
                    ("case", "center_x", "center_y", "size_x", "size_y"))  # fmt: skip
    outputs, _ = go(found=nothing)
    assert column(outputs["matches"], "result") == ["miss"] * 4
    values = dict(zip(column(outputs["metrics"], "metric"), column(outputs["metrics"], "value"),
                      strict=True))  # fmt: skip
    assert values["AP50"] == values["CPM"] == 0


def test_unusable_boxes_are_skipped_and_named() -> None:
    bad = table(
        [("p", "cell", 10, 10, 20, 20), ("p", "cell", 50, 50, -20, 20), ("p", "dust", 80, 20, 6, 0),
         ("q", "cell", 30, np.nan, 10, 10)],
        ("case", "label", "center_x", "center_y", "size_x", "size_y"),
    )  # fmt: skip
    _, notes = go(truth=bad)
    assert any("row 2 (cell)" in n and "reversed along x (from 60 to 40)" in n for n in notes)
    assert any("row 3 (dust)" in n and "no extent along y" in n for n in notes)
    assert any("row 4 (cell)" in n and "not a number" in n for n in notes)


@pytest.mark.parametrize(
    ("truth", "problem"),
    [
        (Table((Column("case", texts=()),)), "no rows"),
        (table([("p", 1.0)], ("case", "center_x")), "center_r, center_a"),
        (table([(1.0, 1.0, 1.0, 1.0)], ("center_x", "center_y", "size_x", "size_y")), "'case'"),
        (table([("", 1.0, 1.0, 1.0, 1.0)],
               ("case", "center_x", "center_y", "size_x", "size_y")), "Row 1.*no case"),
        (table([("p", "one", 1.0, 1.0, 1.0)],
               ("case", "center_x", "center_y", "size_x", "size_y")), "text where a number"),
        (table([("p", np.nan, np.nan, np.nan, np.nan)],
               ("case", "center_x", "center_y", "size_x", "size_y")), "no usable box"),
    ],
)  # fmt: skip
def test_tables_that_hold_no_annotations_are_refused(truth: Table, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        go(truth=truth)


def test_limits_of_sizes_that_cross_are_refused() -> None:
    with pytest.raises(UserError, match="do not cross"):
        go(small=50.0, large=10.0)


def test_it_can_be_cancelled_while_it_draws_samples() -> None:
    reports = []

    def report(fraction: float, phase: str) -> None:
        reports.append(fraction)
        if phase.startswith("Bootstrap") and len(reports) > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        go(context=Context(report), bootstrap=100000)
    assert len(reports) == 6 and reports[-1] < 0.5
