"""What goes wrong ends in a sentence, and the next job works."""

from __future__ import annotations

import os
import signal

from .application import ended, module_widget, noisy_volume, submit, until


def refuses_a_bad_parameter() -> None:
    job = submit(module_widget(), "preprocess.gaussian", noisy_volume(), parameters={"sigma": -1.0})
    assert ended(job).state.value == "failed"
    assert "Sigma" in job.message


def cancels() -> None:
    widget = module_widget()
    job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
    until(lambda: job.fraction > 0)
    widget.logic.work.session.cancel(job)
    assert ended(job).state.value == "cancelled"
    _assert_works(widget)


def outlives_a_killed_engine() -> None:
    widget = module_widget()
    job = submit(widget, "engine.wait", parameters={"seconds": 60.0})
    until(lambda: job.fraction > 0)
    os.kill(widget.logic.work.session.connection.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert ended(job).state.value == "failed"
    assert job.message.startswith("The engine ")
    _assert_works(widget)


def _assert_works(widget: object) -> None:
    job = ended(submit(widget, "engine.echo", noisy_volume()))
    assert job.state.value == "done", job.message


TESTS = (refuses_a_bad_parameter, cancels, outlives_a_killed_engine)
