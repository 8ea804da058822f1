"""The found state as a sentence, as a page and as JSON."""

from __future__ import annotations

import dataclasses
import json
import re
from html.parser import HTMLParser

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.payloads import Report
from medaiassist_engine.devices import Device
from medaiassist_engine.execution import execute
from medaiassist_engine.health import Calculation, Health, Library
from medaiassist_engine.health.page import page

WELL = Health(
    engine="1",
    python="3.12",
    platform="System",
    libraries=(Library("numpy", "2"), Library("torch", "3")),
    devices=(Device("GPU", "cuda", 1, 2**33, 2**32), Device("CPU", "cpu")),
    calculations=(Calculation("cpu", "filter", 0.5), Calculation("cuda:1", "filter", 0.5)),
    notes=("A note.",),
)
ILL = dataclasses.replace(
    WELL,
    libraries=(Library("a<b>", "1", "a<b> & 'c' is broken."), Library("d", "", "d is missing.")),
)


class Tags(HTMLParser):
    """Checks that tags are closed in order, and keeps the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_summary_counts_what_works_or_tells_the_first_problem() -> None:
    assert WELL.ok and WELL.summary == "All 2 libraries and 2 devices work."
    untried = dataclasses.replace(WELL, calculations=())
    assert untried.summary == "All 2 libraries can be loaded; no device was tried."
    assert not ILL.ok and ILL.summary == "a<b> & 'c' is broken. (1 more problem)"


def test_problems_come_from_libraries_devices_and_calculations() -> None:
    health = dataclasses.replace(
        ILL,
        devices=(Device("GPU", "cuda", problem="gpu."),),
        calculations=(Calculation("cpu", "filter", 0, "sum."),),
    )
    assert health.problems == ["a<b> & 'c' is broken.", "d is missing.", "gpu.", "sum."]


def test_json_holds_everything_as_plain_values() -> None:
    values = json.loads(json.dumps(ILL.as_json()))
    assert (values["ok"], values["problems"]) == (False, ILL.problems)
    assert values["libraries"][1] == {"name": "d", "version": "", "problem": "d is missing."}
    assert values["devices"][0]["memory_free"] == 2**32
    assert values["calculations"][0] == dataclasses.asdict(WELL.calculations[0])


def test_the_page_escapes_all_texts_and_closes_all_tags() -> None:
    well, ill = Tags(page(WELL)), Tags(page(ILL))
    assert well.open == ill.open == []
    assert {"numpy", "4.0 of 8.0 GB free", "A note."} <= set(well.words)
    assert {"a<b>", "a<b> & 'c' is broken."} <= set(ill.words)
    assert "a<b>" not in page(ILL)


def test_the_page_fits_any_width_and_theme() -> None:
    for health in (WELL, ILL):
        assert not re.search(r"width|background|<pre|nowrap|\dpx", page(health))
    assert "color" not in page(WELL)
    assert set(re.findall(r"color:([^;\"]+)", page(ILL))) == {"#e5484d"}


def test_the_operation_gives_a_report_of_this_engine() -> None:
    entry = operation("engine.health")
    assert entry.inputs == () and entry.task == "engine"
    results = execute(entry, {}, entry.parameters(), Context())
    report = results["report"]
    assert isinstance(report, Report)
    assert "SimpleITK" in Tags(report.html).words
    assert report.summary.startswith("All ") and report.summary.endswith(" work.")
