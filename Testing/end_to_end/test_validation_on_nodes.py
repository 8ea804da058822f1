"""A cross-validation in the engine's own processes, from a table node to tables and charts."""

from __future__ import annotations

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from engine_sessions import running_children, until  # noqa: E402

from medaiassist_engine.contract.payloads import Column, Table  # noqa: E402
from MedAIAssistLib.scene import bridge  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.failures import JobFailure  # noqa: E402
from MedAIAssistLib.session.jobs import State  # noqa: E402


def cohort(work, classes: int = 2, rows: int = 60):
    code = np.arange(rows) % classes
    size = code + np.random.default_rng(0).normal(size=rows)
    table = Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(rows))),
            Column("label", texts=tuple(f"class {c}" for c in code)),
            Column("size", size, unit="mm"),
        ),
        "Cohort",
    )
    return work.scene.GetNodeByID(finish(bridge.write(work.scene, table)))


def test_a_validation_lands_as_tables_charts_and_a_page(work):
    made = work.run("classify.validate", {"table": cohort(work)}, classifier="knn", workers=2)
    assert {"metrics", "predictions", "confusion", "warnings", "roc"} <= set(made)
    predictions = bridge.read(made["predictions"])
    assert len(predictions.columns[0].texts) == 60


def test_a_user_error_of_the_engine_reaches_the_user_in_words(work):
    with pytest.raises(JobFailure, match="needs cases of two classes"):
        work.run("classify.validate", {"table": cohort(work, classes=1)})


def test_a_cancelled_validation_leaves_no_process(work):
    node = cohort(work, rows=600)
    job = work.submit(
        "classify.validate",
        {"classifier": "random_forest", "trees": 5000, "workers": 2},
        {"table": node},
    )
    until(lambda: len(running_children()) >= 3, work.session, 120)
    until(lambda: "parts finished" in job.phase, work.session, 120)
    work.session.cancel(job)
    work.session.wait(job, 30)
    assert job.state is State.CANCELLED
    until(lambda: len(running_children()) <= 2, work.session, 10)
