"""Tables with an array for each column pass without a block for each."""

from __future__ import annotations

from typing import Any

import numpy as np
from engine_sessions import shared_folders

from medaiassist_engine.contract.payloads import Column, Table
from MedAIAssistLib.session.jobs import Request, State, given


def test_many_columns_take_little_shared_memory(make_session: Any) -> None:
    values = np.random.default_rng(5).normal(size=(300, 20))
    table = Table(tuple(Column(f"c{n}", column) for n, column in enumerate(values)))
    found: dict[str, Any] = {}

    def deliver(outputs: Any, made: Any) -> Any:
        found.update(outputs)
        yield

    session = make_session()
    asked = Request("features.pca", {"components": 2}, given({"table": table}), deliver, "pca")
    job = session.wait(session.submit(asked), 120)
    assert job.state is State.DONE
    assert len(found["loadings"].columns[0].texts) == 300
    taken = [file.stat().st_size for folder in shared_folders() for file in folder.glob("*")]
    assert sum(taken) < 2 * 2**20
