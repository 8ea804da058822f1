"""Making the engine's environment, in steps: all of it, or nothing."""

from __future__ import annotations

import datetime
import json
import re
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import medaiassist_engine
from medaiassist_engine import __version__
from medaiassist_engine.contract import in_use

from ..session.jobs import WAITING
from . import space, uv
from .child import Child
from .faults import EnvironmentFailure, of_check, of_system, of_uv
from .folders import removing
from .place import Installed, Place, python_of
from .progress import Download
from .recipe import Recipe, Source
from .task import Report, Steps

_MAIN = Path(medaiassist_engine.__file__).parent / "__main__.py"
_CHECK_S = 300.0
_VERSION = re.compile(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", re.MULTILINE)


def install(
    place: Place,
    report: Report,
    program: Path | None = None,
    source: Source | None = None,
    recipe: Recipe | None = None,
    fresh: bool = False,
) -> Steps:
    """Make an environment beside the one there is, check it, and only then let it count.

    Args:
        program: uv; by default the one that is found.
        fresh: use nothing that was downloaded before, as it may be damaged.

    Raises:
        EnvironmentFailure: it cannot be made; what counted before still does.
    """
    source, recipe = source or Source(), recipe or Recipe()
    program = program or uv.find_uv()
    if program is None:
        raise EnvironmentFailure(
            "The installer uv is missing. Allow Slicer to install it when it asks, which needs "
            "the network once; or install it with: pip install uv"
        )
    if source.wheels is not None and not source.wheels.is_dir():
        raise EnvironmentFailure(
            f"The folder of wheels {source.wheels} does not exist. Choose it again under "
            "'Offline folder', or empty that line to install from the network."
        )
    report(0.0, "preparing", None)
    with holding(place, "installing"):
        space.check_room(place.root, space.expected(source).disk if not recipe.needed else 0)
        for old in [*place.leftovers(), *([place.cache] if fresh else [])]:
            yield from removing(old)
        folder = place.new_folder()
        try:
            yield from _make(place, folder, program, source, recipe, report)
        except GeneratorExit:
            raise  # Slicer ends; the next installation removes the rest
        except BaseException:
            yield from removing(folder)
            raise
        made = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        place.point_to(Installed(folder.name, recipe.fingerprint, __version__, made))
        for old in place.leftovers():
            yield from removing(old)
    return "The environment is ready."


def remove(place: Place, report: Report) -> Steps:
    """Remove the environment and all that was downloaded for it.

    Raises:
        EnvironmentFailure: an engine runs from it, or a file could not be removed.
    """
    report(0.0, "removing", None)
    with holding(place, "removing"):
        if pids := place.users():
            raise EnvironmentFailure(
                "The environment is in use by a running engine "
                f"(process {', '.join(map(str, pids))}), perhaps of another Slicer window. Close "
                "that window, or press Restart there after choosing another Python; then try again."
            )
        place.forget()
        for folder in place.everything():
            yield from removing(folder)
    left = [str(folder) for folder in place.everything() if folder.exists()]
    if left:
        raise EnvironmentFailure(
            f"Not all could be removed: {left[0]} holds files that another program uses or that "
            "belong to somebody else. Close that program and try again."
        )
    return "The environment was removed."


@contextmanager
def holding(place: Place, doing: str) -> Iterator[None]:
    """The place, made if needed, with its lock; what the system refuses becomes a sentence."""
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        if not place.lock.acquire():
            raise EnvironmentFailure(
                f"Another Slicer is just working on the environment in {place.root}. Wait until "
                "it has finished; this window can then use the same environment."
            )
        yield
    except OSError as error:
        raise of_system(error, doing, place.root) from error
    finally:
        place.lock.release()


def _make(
    place: Place, folder: Path, program: Path, source: Source, recipe: Recipe, report: Report
) -> Generator[object, None, None]:
    report(0.01, "making the environment", None)
    yield from _venv(place, folder, program, source)
    python = python_of(folder)
    download = Download(place.root)

    def follow(log: list[str]) -> None:
        download.update(log)
        report(0.03 + 0.87 * download.fraction, download.phase, download.seconds_left)

    command = uv.install_command(program, python, recipe, source)
    child = yield from _run(place, source, command, follow)
    if child.code:
        raise of_uv(child.log, child.code, place.root)
    (folder / in_use.FOLDER).mkdir()
    report(0.92, "checking", None)
    yield from check(place, python, recipe)


def _venv(
    place: Place, folder: Path, program: Path, source: Source
) -> Generator[object, None, None]:
    """An empty environment: on a Python of its own if that can be had, else on the machine's."""
    own = source.python is None and source.wheels is None
    log: list[str] = []
    for managed in (True, False) if own else (False,):
        command = uv.venv_command(program, folder, source, managed)
        child = yield from _run(place, source, command)
        log += child.log
        if not child.code:
            _check_version(folder, source)
            return
        if child.code is not None and child.code < 0:
            break  # killed, not refused
        yield from removing(folder)
    raise of_uv(log, child.code, place.root)


def _check_version(folder: Path, source: Source) -> None:
    match = _VERSION.search((folder / "pyvenv.cfg").read_text(encoding="utf-8"))
    version = tuple(map(int, match.groups())) if match else (0, 0)
    if not (3, 10) <= version <= (3, 13):
        found = ".".join(map(str, version))
        raise EnvironmentFailure(
            f"The Python {source.python or ''} is of version {found}; the engine needs 3.10 to "
            "3.13. Choose another under Python, or empty that line."
        )


def check(place: Place, python: Path, recipe: Recipe) -> Generator[object, None, None]:
    """Let the engine check itself in an environment.

    Raises:
        EnvironmentFailure: something in it does not work.
    """
    command = [str(python), "-I", "-X", "utf8", str(_MAIN), "check", "--json"]
    if recipe.needed:
        command += ["--need", ",".join(recipe.needed)]
    child = yield from _run(place, Source(), command, limit_s=_CHECK_S)
    try:
        problems = [str(text) for text in json.loads(child.output)["problems"]]
    except (ValueError, KeyError, TypeError):
        problems = [f"Its self-check ended without an answer (exit code {child.code})."]
    if problems:
        raise of_check(problems, child.log)


def _run(
    place: Place,
    source: Source,
    command: list[str],
    follow: Callable[[list[str]], None] | None = None,
    limit_s: float = float("inf"),
) -> Generator[object, None, Child]:
    """Run a command to its end; it is ended with the steps that wait for it."""
    child = Child(command, uv.variables(place, source), place.root)
    until = time.monotonic() + limit_s
    try:
        while child.poll() is None and time.monotonic() < until:
            if follow is not None:
                follow(child.log)
            yield WAITING
    finally:
        if child.poll() is None:
            child.kill()
    return child
