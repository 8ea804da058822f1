"""`python -m medaiassist_engine`, or this file by its path, from anywhere: the command line."""

from __future__ import annotations

import os
import sys

_FOLDER = os.path.dirname(os.path.abspath(__file__))

if not __package__:
    # Started by path: Python puts the package's own folder first on the path (or, isolated,
    # nothing), where `files` or `models` would shadow other packages. Its parent belongs there.
    if sys.path and os.path.abspath(sys.path[0]) == _FOLDER:
        del sys.path[0]
    sys.path.insert(0, os.path.dirname(_FOLDER))


def main() -> int:
    """Run the command line; the engine process itself starts without loading any library."""
    # Threads that wait for each other must sleep, not spin: where other programs are busy too, as
    # Slicer is beside its engine, spinning keeps a core from the very thread that is waited for.
    # Read once by the OpenMP runtime, when the first library with one is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if sys.argv[1:] == ["serve"]:
        from medaiassist_engine.server.serve import serve

        return serve()
    from medaiassist_engine.cli.app import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
