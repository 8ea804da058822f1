"""Which problems leave an engine usable."""

from __future__ import annotations

from medaiassist_engine.devices import Device
from medaiassist_engine.health.result import Calculation, Health, Library

CPU, GPU = Device("CPU, 8 cores", "cpu"), Device("NVIDIA", "cuda", problem="The driver is old.")


def health(*calculations: Calculation, library: str = "") -> Health:
    return Health("0", "3.12", "Linux", (Library("numpy", "2", library),), (CPU, GPU), calculations)


def test_a_gpu_that_does_not_work_is_told_but_leaves_the_cpu_to_work_on():
    broken = health(Calculation("cuda:0", "convolution", 0.1, "Its kernels do not run."))
    assert broken.problems == ["The driver is old.", "Its kernels do not run."]
    assert broken.fatal == []
    assert not broken.ok and broken.as_json()["fatal"] == []


def test_a_library_or_the_cpu_that_does_not_work_is_fatal():
    assert health(library="numpy is broken.").fatal == ["numpy is broken."]
    wrong = Calculation("cpu", "filter", 0.1, "The result is wrong.")
    assert health(wrong).fatal == ["The result is wrong."]
