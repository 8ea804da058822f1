"""A place for real environments of tiny packages, made by the real uv without a network."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import uv
from tiny_packages import LIST, fill

from medaiassist_engine.contract.locks import FileLock
from MedAIAssistLib.environment import choice
from MedAIAssistLib.environment.install import install, remove
from MedAIAssistLib.environment.place import Place
from MedAIAssistLib.environment.recipe import Recipe, Source
from MedAIAssistLib.environment.task import Task
from MedAIAssistLib.session.jobs import State
from MedAIAssistLib.session.session import EngineState, Session

BASE = Path(getattr(sys, "_base_executable", sys.executable))
UV = Path(uv.find_uv_bin())


class Trial:
    """What an installation is made with; tests change it and change it back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = Place(folder / "Größe 数据")
        self.wheels = folder / "my wheels"
        self.program = UV
        self.offline = Source(wheels=self.wheels, python=BASE)
        self.online = Source(backend="index", python=BASE)
        self.recipe = Recipe(folder / "list.txt", ("tinylib",))
        self.recipe.requirements.write_text(LIST, encoding="utf-8")
        fill(self.wheels)

    def start(self, source: Source | None = None, **options: Any) -> Task:
        given = (options.pop("program", self.program), source or self.offline, self.recipe)
        return Task("Install", lambda report: install(self.place, report, *given, **options))

    def install(self, source: Source | None = None, **options: Any) -> Task:
        return self.start(source, **options).wait()

    def remove(self) -> Task:
        return Task("Remove", lambda report: remove(self.place, report)).wait()

    def works(self) -> bool:
        """The environment that counts is there and has its libraries."""
        python = self.place.python()
        code = "import tinylib; assert tinylib.answer == 42"
        return python is not None and subprocess.run([python, "-I", "-c", code]).returncode == 0

    def folders(self) -> list[str]:
        """Of environments, whether they count or not."""
        return [path.name for path in self.place.root.glob("e[0-9]*")]

    def is_locked(self) -> bool:
        lock = FileLock(self.place.root / "lock")
        try:
            return not lock.acquire()
        finally:
            lock.release()

    @contextmanager
    def engine(self) -> Iterator[Session]:
        """An engine that runs from the environment, as the panel starts it."""
        chosen = choice.Choice(place=self.place.root)
        session = Session(lambda: choice.find_engine(chosen), grace_s=0.5)
        session.start()
        try:
            until = time.monotonic() + 30
            while session.state is EngineState.STARTING and time.monotonic() < until:
                session.poll()
                time.sleep(0.005)
            yield session
        finally:
            session.close()

    @contextmanager
    def unharmed(self) -> Iterator[None]:
        """Whatever happens within: the environment there was works, or there is none as before."""
        before = self.place.installed()
        yield
        assert self.place.installed() == before
        assert self.works() is (before is not None)
        assert self.folders() == ([before.folder] if before else [])
        assert children() == []
        assert not self.place.root.is_dir() or not self.is_locked()

    def goes_on(self, source: Source | None = None, **options: Any) -> None:
        """The same again succeeds, and leaves nothing of what was there before."""
        task = self.install(source, **options)
        assert task.state is State.DONE, (task.message, task.details)
        assert self.works()
        assert len(self.folders()) == 1
        assert not self.is_locked()


def assert_failed(task: Task, *words: str) -> None:
    """It failed with whole sentences for people that have these words."""
    assert task.state is State.FAILED, task.state
    for word in words:
        assert word.lower() in task.message.lower(), task.message
    assert task.message.endswith(".") and "\n" not in task.message
    for raw in ("\x1b", "cause:", "error:", "os error", "Errno", "Traceback"):
        assert raw not in task.message
    assert "Traceback" not in task.details and "\x1b" not in task.details


def alive(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those that run; zombies may stay for long where nobody inherits orphans."""
    found = []
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            words = " ".join(process.cmdline())
            if process.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in words:
                found.append(process)
    return found


def children() -> list[psutil.Process]:
    """Processes below this one that are alive."""
    return alive(psutil.Process().children(recursive=True))


def brought(task: Task, phase: str) -> Task:
    """A task, once it has reached a phase."""
    seen = []
    task.changed.connect(lambda _: seen.append(task.phase))
    until = time.monotonic() + 30
    while phase not in seen:
        assert not task.ended and time.monotonic() < until, (seen, task.message, task.details)
        task.poll()
    return task
