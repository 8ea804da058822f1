"""Finding the command and turning every failure into one line and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from ..contract.errors import Cancelled, UserError

COMMANDS = {
    "serve": "run the engine process that Slicer talks to over stdin and stdout",
    "check": "check the libraries and devices that the engine computes with",
    "list": "list all operations",
    "describe": "describe one operation and its parameters",
    "run": "run one operation on files",
    "pipeline": "run a list of steps on every image of a folder",
    "batch": "measure every case of a table, such as radiomics of a cohort",
}

USAGE = "\n".join(
    [
        "usage: medaiassist COMMAND [options]",
        "",
        "Machine learning on medical images.",
        "",
        *(f"  {name:<10}{text}" for name, text in COMMANDS.items()),
        "",
        "'medaiassist COMMAND --help' explains a command; --version shows the versions;",
        "--debug shows the traceback of an error.",
    ]
)


def main(argv: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 when it worked, 1 when cases failed or on an internal error, 2 when the user can put it
        right, 130 after Ctrl-C.
    """
    debug = "--debug" in argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # consoles that lack a character
    try:
        return _dispatch([a for a in argv if a != "--debug"])
    except (Cancelled, KeyboardInterrupt) as error:
        return _failed("cancelled", 130, error, debug)
    except UserError as error:
        return _failed(str(error), 2, error, debug)
    except MemoryError as error:
        return _failed("There is not enough memory; use a smaller image.", 2, error, debug)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `| head` closed it
        return 1
    except Exception as error:
        text = f"internal error: {type(error).__name__}: {error} (--debug shows where)"
        return _failed(text, 1, error, debug)


def _dispatch(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    if argv[0] == "--version":
        from ..versions import versions

        print("\n".join(f"{name} {version}" for name, version in versions().items()))
        return 0
    name, rest = argv[0], argv[1:]
    if name not in COMMANDS:
        raise UserError(f"There is no command '{name}'; the commands are: {', '.join(COMMANDS)}.")
    module = importlib.import_module(f"{__package__}.{name}")
    code: int = module.main(rest)
    return code


def _failed(text: str, code: int, error: BaseException, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    print(f"error: {' '.join(text.split())}", file=sys.stderr)
    return code
