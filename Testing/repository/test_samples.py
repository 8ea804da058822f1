"""The data sets that the module offers in Slicer's Sample Data module."""

from __future__ import annotations

import importlib.util
import re
import sys
from types import ModuleType, SimpleNamespace

import pytest

from Testing.repository.tree import MODULE, read

SAMPLE_DATA_PLACES = "https://github.com/Slicer/Slicer(TestingData|DataStore)/releases/download/"


class SampleDataLogic:
    """Takes down what is registered, under Slicer's argument names; twice the same is once."""

    def __init__(self):
        self.titles = {}
        self.sources = []

    def registerCustomSampleDataCategory(self, category, title):
        self.titles[category] = title

    def registerCustomSampleDataSource(self, **source):
        known = {"category", "sampleName", "uris", "fileNames", "nodeNames", "checksums"}
        assert set(source) == known | {"loadFileTypes"}
        if source not in self.sources:
            self.sources.append(source)


@pytest.fixture
def logic(monkeypatch):
    logic = SampleDataLogic()
    i18n = ModuleType("slicer.i18n")
    i18n.tr = lambda text: text
    sample_data = SimpleNamespace(SampleDataLogic=logic)
    monkeypatch.setitem(sys.modules, "slicer", ModuleType("slicer"))
    monkeypatch.setitem(sys.modules, "slicer.i18n", i18n)
    monkeypatch.setitem(sys.modules, "SampleData", sample_data)
    spec = importlib.util.spec_from_file_location(
        "samples", MODULE / "MedAIAssistLib" / "samples.py"
    )
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "samples", module)
    spec.loader.exec_module(module)
    module.register()
    module.register()
    return logic


def test_the_category_has_our_name(logic):
    assert logic.titles == {"MedAIAssist": "MedAIAssist"}
    assert {source["category"] for source in logic.sources} == {"MedAIAssist"}


def test_registering_again_adds_nothing(logic):
    names = [source["sampleName"] for source in logic.sources]
    assert len(names) == len(set(names)) > 0


def test_every_data_set_is_slicers_and_has_a_checksum(logic):
    for source in logic.sources:
        algorithm, _, digest = source["checksums"].partition(":")
        assert algorithm == "SHA256"
        assert re.fullmatch("[0-9a-f]{64}", digest)
        assert re.fullmatch(f"{SAMPLE_DATA_PLACES}SHA256/{digest}", source["uris"])


def test_a_sequence_is_read_as_one(logic):
    for source in logic.sources:
        expected = "SequenceFile" if source["fileNames"].endswith(".seq.nrrd") else None
        assert source["loadFileTypes"] == expected


def test_the_data_set_of_the_tutorial_is_among_them(logic):
    assert "MRHead" in {source["nodeNames"] for source in logic.sources}


def test_the_module_registers_them_once_slicer_has_started():
    text = read(MODULE / "MedAIAssist.py")
    assert 'slicer.app.connect("startupCompleted()", register_samples)' in text
