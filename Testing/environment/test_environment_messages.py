"""uv's messages as it writes them, also on systems that these tests do not run on."""

from __future__ import annotations

from pathlib import Path

import pytest

from MedAIAssistLib.environment.faults import of_system
from MedAIAssistLib.environment.recipe import Source
from MedAIAssistLib.environment.uv_faults import of_uv

PLACE = Path("/place")
UNREACHED = (
    "error: Request failed after 3 retries in 6.0s\n"
    "  cause: Failed to fetch: {url}\n"
    "  cause: error sending request for url ({url})\n"
    "  cause: client error (Connect)\n"
    "  cause: {cause}"
)


def _sentence(text, code=2, source=None):
    return of_uv(text.splitlines(), code, PLACE, source or Source()).message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("error: failed\n  cause: There is not enough space on the disk. (os error 112)", "full"),
        ("error: failed\n  cause: Disk quota exceeded (os error 122)", "disk is full"),
        ("error: failed\n  cause: Access is denied. (os error 5)", "cannot be written to"),
        (
            "error: failed to remove file `C:\\a.pyd`\n  cause: The process cannot access the file "
            "because it is being used by another process. (os error 32)",
            "virus scanner",
        ),
        ("error: failed\n  cause: The filename is too long. (os error 206)", "too long"),
        (
            UNREACHED.format(url="https://index.invalid/a", cause="dns error"),
            "package index",
        ),
        (
            UNREACHED.format(url="https://index.invalid/a", cause="invalid peer certificate: x"),
            "does not trust",
        ),
        (
            UNREACHED.format(url="https://download.pytorch.org/whl/cpu/torch/", cause="dns error"),
            "PyTorch's own package index",
        ),
        (
            "error: Failed to download `torch==2.13.0`\n  cause: Failed to extract archive: "
            "https://download.pytorch.org/torch.whl\n  cause: Bad CRC (got 1, expected 2)",
            "damaged: torch==2.13.0.",
        ),
        (
            "error: Failed to download `torch==2.13.0`\n  cause: Failed to write to the "
            "distribution cache\n  cause: https://download.pytorch.org/torch.whl\n"
            "  cause: No space left on device (os error 28)",
            "disk is full",
        ),
        ("error: No solution found\n  cause: Because a is too old and b is", "not to be had: a"),
        ("warning: no matter\nerror: something new", "Installing failed: something new."),
        ("", "Installing failed: exit code 2."),
    ],
)
def test_what_uv_writes_becomes_a_sentence(text, words):
    sentence = _sentence(text)
    assert words in sentence and sentence.endswith(".")
    assert "cause:" not in sentence and "os error" not in sentence


def test_a_python_is_named_only_if_it_was_chosen():
    text = "error: Failed to inspect Python interpreter from provided path at `/x`"
    assert "/x/python is not a Python" in _sentence(text, source=Source(python=Path("/x/python")))
    assert "No usable Python" in _sentence(text)


def test_an_unknown_signal_is_a_number():
    assert "signal 99" in _sentence("", code=-99)


@pytest.mark.parametrize("number", range(1, 40))
def test_whatever_the_system_refuses_becomes_a_sentence_with_a_remedy(number):
    failure = of_system(OSError(number, "Reason", "/some/file"), "installing", PLACE)
    assert failure.message.endswith(".") and "Errno" not in failure.message
    remedies = ("again", "choose another", "Choose a", "Free some space", "Move it away")
    assert any(remedy in failure.message for remedy in remedies)
    assert "while installing" in failure.details
