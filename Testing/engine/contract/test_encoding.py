"""Payloads as JSON and arrays, and back."""

from __future__ import annotations

import json

import numpy as np
import pytest

from medaiassist_engine.contract import payloads as p
from medaiassist_engine.contract.encoding import decode, encode
from medaiassist_engine.contract.errors import ProtocolError

VOLUME = p.Volume(np.arange(24).reshape(2, 3, 4), p.matrix(np.diag([-1, 2, 3, 1])), "Kopf")
TABLE = p.Table((p.Column("x", np.arange(3.0), unit="mm"), p.Column("y", texts=("a", "b", "c"))))
EXAMPLES = (
    VOLUME,
    p.LabelMap(np.ones((2, 3, 4), np.uint8), segments=(p.Segment(1, "Liver", "id", (1, 0, 0)),)),
    p.Points(np.zeros((2, 3)), size=np.ones(2), labels=("a", "b")),
    p.Boxes(np.zeros((1, 3)), np.ones((1, 3)), np.eye(3)[None], ("lesion",), np.array([0.9])),
    TABLE,
    p.Chart(TABLE, (p.Curve("x", "y"),), "Title"),
    p.Sequence((VOLUME, VOLUME), ("0", "0.5")),
    p.ModelRef("/models/a", "bundle", "00"),
    p.Report("Title", "<p>Text</p>"),
)


def same(a, b):
    if isinstance(a, np.ndarray):
        return np.array_equal(a, b)
    if hasattr(a, "__dataclass_fields__"):
        return type(a) is type(b) and all(
            same(getattr(a, name), getattr(b, name)) for name in a.__dataclass_fields__
        )
    if isinstance(a, tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    return a == b


@pytest.mark.parametrize("payload", EXAMPLES, ids=lambda payload: type(payload).__name__)
def test_every_payload_comes_back_equal_through_json(payload):
    arrays: list = []
    tree = json.loads(json.dumps(encode({"slot": payload}, arrays)))
    assert same(decode(tree, arrays)["slot"], payload)


def test_numpy_numbers_become_plain_ones():
    assert json.dumps(encode({"n": np.int64(3), "x": np.float64(0.5)}, [])) == '{"n": 3, "x": 0.5}'


@pytest.mark.parametrize(
    "tree",
    [
        {"array": 5},
        {"payload": "os.system"},
        {"payload": "Volume", "nonsense": 1},
        {"payload": "Volume"},
    ],
)
def test_trees_that_mean_nothing_are_refused(tree):
    with pytest.raises(ProtocolError):
        decode(tree, [])


def test_spacing_is_the_length_of_the_axes():
    oblique = p.matrix([[0, -3, 0, 1], [0.6, 0, 3.2, 2], [0.8, 0, -2.4, 3], [0, 0, 0, 1]])
    assert p.spacing_of(oblique) == pytest.approx((1, 3, 4))
