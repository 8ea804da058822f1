"""Making the engine's environment, in steps: all of it, or nothing. And removing it."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from medaiassist_engine import __version__
from medaiassist_engine.contract import in_use

from . import space, uv
from .checking import problems_of
from .faults import EnvironmentFailure, NotWorking, of_check, of_system
from .folders import removing
from .place import Installed, Place, python_of
from .progress import Download
from .recipe import Recipe, Source
from .running import running
from .task import Cancelled, Report, Steps
from .uv_faults import of_uv

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
            "the network once; or enter slicer.util.pip_install('uv') in its Python console."
        )
    _check_source(source, recipe)
    report(0.0, "preparing", None)
    with holding(place, "installing"):
        fingerprint = recipe.fingerprint
        space.check_room(place.root, space.expected(source).disk if not recipe.needed else 0)
        doubtful = (yield from _doubtful(place)) if fresh else []
        for old in [*place.leftovers(), *doubtful]:
            yield from removing(old)
        folder = place.new_folder()
        try:
            yield from _make(place, folder, program, source, recipe, report)
        except GeneratorExit:
            raise  # Slicer ends; the next installation removes the rest
        except BaseException as error:
            yield from removing(folder)
            if isinstance(error, NotWorking):  # a download may be the reason
                yield from removing(place.cache)
            raise
        made = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        place.point_to(Installed(folder.name, fingerprint, __version__, made))
        with contextlib.suppress(Cancelled):  # too late: it is ready
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
    acquired = False
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        # The lock may be held by another task on this very place.
        acquired = not place.lock.held and place.lock.acquire()
        if not acquired:
            raise EnvironmentFailure(
                f"The environment in {place.root} is just being installed or removed, perhaps by "
                "another Slicer. Wait until that has finished; this window can then use the same "
                "environment."
            )
        yield
    except OSError as error:
        raise of_system(error, doing, place.root) from error
    finally:
        if acquired:
            place.lock.release()


def _check_source(source: Source, recipe: Recipe) -> None:
    if not recipe.requirements.is_file():
        raise EnvironmentFailure(
            f"The list of packages {recipe.requirements} is missing. Install the extension again."
        )
    if source.wheels is not None and not source.wheels.is_dir():
        raise EnvironmentFailure(
            f"The folder of wheels {source.wheels} does not exist. Choose it again under "
            "'Offline folder', or empty that line to install from the network."
        )
    if source.python is not None and not source.python.is_file():
        raise EnvironmentFailure(
            f"The Python {source.python} does not exist. Choose another under Base Python, "
            "or empty that line; then press Install again."
        )


def _doubtful(place: Place) -> Generator[object, None, list[Path]]:
    """Downloads that may be damaged: the packages, and the Python if it does not even start."""
    if place.users():
        return [place.cache]
    if python := place.python():
        with contextlib.suppress(EnvironmentFailure):
            command = [str(python), "-I", "-c", ""]
            child = yield from running(place, Source(), command, limit_s=30.0)
            if child.code == 0:
                return [place.cache]
    return [place.cache, place.pythons]


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
    child = yield from running(place, source, command, follow)
    if child.code:
        raise of_uv(child.log, child.code, place.root, source)
    (folder / in_use.FOLDER).mkdir()
    report(0.92, "checking", None)
    problems, log = yield from problems_of(place, python, recipe)
    if problems:
        raise of_check(problems, log)


def _venv(
    place: Place, folder: Path, program: Path, source: Source
) -> Generator[object, None, None]:
    """An empty environment: on a Python of its own if that can be had, else on the machine's."""
    own = source.python is None and source.wheels is None
    log: list[str] = []
    for managed in (True, False) if own else (False,):
        command = uv.venv_command(program, folder, source, managed)
        child = yield from running(place, source, command)
        log += child.log
        if not child.code:
            _check_version(folder, source)
            return
        if child.code is not None and child.code < 0:
            break  # killed, not refused
        yield from removing(folder)
    raise of_uv(log, child.code, place.root, source)


def _check_version(folder: Path, source: Source) -> None:
    match = _VERSION.search((folder / "pyvenv.cfg").read_text(encoding="utf-8"))
    version = tuple(map(int, match.groups())) if match else (0, 0)
    if not (3, 10) <= version <= (3, 13):
        found = ".".join(map(str, version))
        raise EnvironmentFailure(
            f"The Python {source.python or ''} is of version {found}; the engine needs 3.10 to "
            "3.13. Choose another under Base Python, or empty that line."
        )
