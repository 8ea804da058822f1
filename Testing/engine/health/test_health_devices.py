"""Devices, with a stand-in for PyTorch where this machine has no such device."""

from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from medaiassist_engine.devices import all_devices, best_device
from medaiassist_engine.health import check

GB = 2**30


def fake_torch(gpus: int = 0, mps: bool = False, cuda: str | None = "13.0") -> Any:
    torch = types.ModuleType("torch")
    torch.__version__ = "9.9"  # type: ignore[attr-defined]
    cuda_module = types.SimpleNamespace(
        is_available=lambda: gpus > 0,
        device_count=lambda: gpus,
        get_device_properties=lambda n: types.SimpleNamespace(name=f"GPU type {n}"),
        mem_get_info=lambda n: ((n + 1) * GB, 8 * GB),
    )
    vars(torch).update(
        cuda=cuda_module,
        backends=types.SimpleNamespace(mps=types.SimpleNamespace(is_available=lambda: mps)),
        version=types.SimpleNamespace(cuda=cuda, hip=None),
    )
    return torch


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Any]:
    def install(torch: Any) -> Any:
        monkeypatch.setitem(sys.modules, "torch", torch)
        return torch

    return install


def test_the_cpu_is_shown_with_its_memory() -> None:
    cpu = all_devices()[0][-1]
    assert (cpu.kind, cpu.id, cpu.problem) == ("cpu", "cpu", "")
    assert 0 < cpu.memory_free <= cpu.memory_total


def test_every_gpu_is_shown_and_the_first_is_the_best(use: Callable[[Any], Any]) -> None:
    use(fake_torch(gpus=3))
    devices, reason = all_devices()
    assert [d.id for d in devices] == ["cuda:0", "cuda:1", "cuda:2", "cpu"]
    assert (devices[1].name, devices[1].memory_free) == ("GPU type 1", 2 * GB)
    assert reason == ""
    assert best_device() == devices[0]


def test_asking_for_the_best_device_touches_no_other_gpu(use: Callable[[Any], Any]) -> None:
    torch = use(fake_torch(gpus=2))
    asked: list[int] = []
    torch.cuda.mem_get_info = lambda n: asked.append(n) or (GB, GB)
    best_device()
    assert asked == [0]


def test_an_apple_gpu_shares_the_computers_memory(use: Callable[[Any], Any]) -> None:
    use(fake_torch(mps=True))
    apple, cpu = all_devices()[0]
    assert (apple.id, apple.memory_total) == ("mps", cpu.memory_total)
    assert best_device().name == "Apple GPU"


def test_a_gpu_that_does_not_answer_hides_no_other(use: Callable[[Any], Any]) -> None:
    torch = use(fake_torch(gpus=2))

    def memory(n: int) -> tuple[int, int]:
        if n == 0:
            raise RuntimeError("CUDA error: unspecified launch failure")
        return GB, 8 * GB

    torch.cuda.mem_get_info = memory
    first, second, _ = all_devices()[0]
    assert "cuda:0 does not answer: RuntimeError: CUDA error" in first.problem
    assert "restart the computer" in first.problem
    assert (second.problem, second.memory_free) == ("", GB)


@pytest.mark.parametrize(
    ("torch", "words"),
    [
        (None, "PyTorch is not installed"),
        (fake_torch(cuda=None), "built for the CPU alone"),
        (fake_torch(), "sees no GPU"),
        (types.ModuleType("torch"), "cannot look for a GPU (AttributeError"),
    ],
)
def test_without_a_gpu_the_reason_is_kept(
    use: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch, torch: Any, words: str
) -> None:
    if torch is None:
        monkeypatch.delitem(sys.modules, "torch", raising=False)
        monkeypatch.setattr(sys, "meta_path", [_Hides("torch"), *sys.meta_path])
    else:
        use(torch)
    devices, reason = all_devices()
    assert [d.kind for d in devices] == ["cpu"]
    assert words in reason


def test_a_driver_that_is_too_old_is_told_in_pytorchs_words(use: Callable[[Any], Any]) -> None:
    torch = use(fake_torch())

    def available() -> bool:
        warnings.warn("The NVIDIA driver on your system is too old", stacklevel=2)
        return False

    torch.cuda.is_available = available
    assert "driver on your system is too old); update the GPU's driver" in all_devices()[1]


def test_a_broken_pytorch_leaves_the_cpu_and_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError("libcudart.so.13: cannot open shared object file: No such file")
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Hides("torch", error), *sys.meta_path])
    health = check(["numpy", "torch"])
    assert [d.kind for d in health.devices] == ["cpu"]
    assert best_device().kind == "cpu"
    assert len(health.problems) == 1 and "libcudart.so.13" in health.problems[0]
    assert "PyTorch cannot be loaded (OSError: libcudart" in health.notes[0]
    assert {c.what for c in health.calculations if c.problem} == set()


class _Hides:
    """An importer that fails for one library."""

    def __init__(self, name: str, error: Exception | None = None) -> None:
        self._name = name
        self._error = error or ModuleNotFoundError(f"No module named '{name}'", name=name)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name == self._name:
            raise self._error
