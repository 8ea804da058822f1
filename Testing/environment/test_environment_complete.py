"""The whole list from the network, as users install it; about a minute and 2 GB."""

from __future__ import annotations

import pytest
from environment_trials import UV

from MedAIAssistLib.environment.checking import verify
from MedAIAssistLib.environment.choice import Choice, find_engine
from MedAIAssistLib.environment.install import install, remove
from MedAIAssistLib.environment.place import Place
from MedAIAssistLib.environment.recipe import Source
from MedAIAssistLib.environment.task import Task
from MedAIAssistLib.session.jobs import State


@pytest.mark.slow
def test_the_whole_environment_is_installed_checked_and_removed(tmp_path):
    place = Place(tmp_path / "Größe 数据")
    source = Source(backend="index")
    made = Task("Install", lambda report: install(place, report, UV, source)).wait()
    if "could not be reached" in made.message:
        pytest.skip(made.message)
    assert made.state is State.DONE, (made.message, made.details)
    checked = Task("Check", lambda report: verify(place, report)).wait()
    assert checked.state is State.DONE, (checked.message, checked.details)
    assert find_engine(Choice(place=place.root)).source == "engine environment"
    assert Task("Remove", lambda report: remove(place, report)).wait().state is State.DONE
    assert [path.name for path in place.root.iterdir()] == ["lock"]
