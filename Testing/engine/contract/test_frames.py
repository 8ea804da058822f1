"""Frames and messages, whole, in pieces, cut off and as garbage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medaiassist_engine.contract.errors import ProtocolError
from medaiassist_engine.contract.frames import ARRAY, MessageReader, frame_header, json_frame
from medaiassist_engine.contract.messages import (
    Done,
    Failed,
    Hello,
    Progress,
    Run,
    from_wire,
    to_wire,
)

MESSAGES = (
    Hello(1, "0.1", ("/dev/shm/x", "/tmp/x"), "nonce"),
    Run("job1", "preprocess.nlm", {"strength": 1.5, "spacing": [1, 1, 2]}, {"volume": {}}),
    Progress("job1", 0.25, "Größe schätzen", 3.5),
    Done("job1", {}, 0.5, ("Noise estimated: 12.",), {"numpy": "2"}),
    Failed("job1", "user", "It is empty."),
)


@pytest.mark.parametrize("message", MESSAGES)
def test_messages_survive_the_wire(message):
    (wire,) = MessageReader().feed(json_frame(to_wire(message)))
    assert from_wire(wire[0]) == message


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_any_cutting_of_the_stream_gives_the_same_messages(cuts):
    arrays = [b"0123456789", b"", b"abc"]
    first = {"type": "Run", "arrays": [{"inline": len(a)} for a in arrays]}
    stream = json_frame(first)
    for array in arrays:
        stream += frame_header(ARRAY, len(array)) + array
    stream += json_frame({"type": "Cancel", "job": "j"})
    reader, found, position = MessageReader(), [], 0
    for cut in [*cuts, len(stream)]:
        found += reader.feed(stream[position : position + cut])
        position += cut
    assert [wire[0]["type"] for wire in found] == ["Run", "Cancel"]
    assert [bytes(a) for a in found[0][1]] == arrays
    assert not reader.midway


@given(st.binary(min_size=16, max_size=200).filter(lambda b: not b.startswith(b"MAIa")))
def test_garbage_is_refused_and_shown(garbage):
    with pytest.raises(ProtocolError, match="not a message"):
        list(MessageReader().feed(garbage))


def test_garbage_after_a_message_is_refused():
    stream = json_frame({"type": "Cancel", "job": "j"}) + b"Segmentation fault\n"
    with pytest.raises(ProtocolError, match="Segmentation fault"):
        list(MessageReader().feed(stream))


@pytest.mark.parametrize(
    "stream",
    [
        frame_header(b"J", 1 << 40),
        frame_header(ARRAY, 10),
        frame_header(b"J", 4) + b"nope",
        frame_header(b"J", 2) + b"[]",
        json_frame({"arrays": [{"inline": 5}]}) + frame_header(ARRAY, 6),
        json_frame({"arrays": [{"inline": 5}]}) + json_frame({}),
        json_frame({"arrays": 7}),
    ],
)
def test_frames_that_do_not_belong_are_refused(stream):
    with pytest.raises(ProtocolError):
        list(MessageReader().feed(stream))


def test_a_stream_that_ends_within_a_message_is_noticed():
    reader = MessageReader()
    assert list(reader.feed(json_frame({"type": "Cancel"})[:-1])) == []
    assert reader.midway


@pytest.mark.parametrize(
    "values", [{}, {"type": "Nothing"}, {"type": "Cancel"}, {"type": "Cancel", "job": "j", "x": 1}]
)
def test_messages_that_are_unknown_or_malformed_are_refused(values):
    with pytest.raises(ProtocolError):
        from_wire(values)
