"""`medaiassist serve` with --help or unknown options; plain `serve` never comes here."""

from __future__ import annotations

from collections.abc import Sequence

from ..contract.errors import UserError


def main(argv: Sequence[str]) -> int:
    """Explain the command, or run the engine process."""
    if any(argument in ("-h", "--help") for argument in argv):
        print(
            "usage: medaiassist serve\n\nRuns the engine on stdin and stdout until stdin closes. "
            "Slicer starts it;\na remote engine is started as: ssh HOST medaiassist serve"
        )
        return 0
    if argv:
        raise UserError(f"'serve' takes no options, but was given {' '.join(argv)}.")
    from ..server.serve import serve

    return serve()
