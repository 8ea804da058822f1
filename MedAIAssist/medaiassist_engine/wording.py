"""Exceptions of libraries within sentences for the user."""

from __future__ import annotations

_LONGEST = 300


def error_in_words(error: BaseException) -> str:
    """Type and text of an error in one line of bounded length, without a full stop at its end.

    Of errors raised from others it is the first: libraries wrap it in general advice.
    """
    while error.__cause__ is not None:
        error = error.__cause__
    text = " ".join(str(error).split())
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rstrip() + "…"
    return f"{type(error).__name__}: {text}".rstrip(" .:")
