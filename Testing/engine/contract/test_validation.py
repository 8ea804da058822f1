"""Parameters: one validator whose sentences name field, value and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
import pytest

from medaiassist_engine.contract.errors import ParameterError
from medaiassist_engine.contract.params import Spec, as_dict, parameters_of
from medaiassist_engine.contract.validation import validate


@dataclass(frozen=True)
class Example:
    strength: Annotated[float, Spec("Strength", "More.", "x noise", 0, 5)] = 1.0
    radius: Annotated[int, Spec("Radius", "More.", "voxels", 1, 10)] = 3
    mode: Annotated[Literal["3d", "2d"], Spec("Mode", "Which.")] = "3d"
    rician: Annotated[bool, Spec("Rician", "For MR.")] = False
    noise: Annotated[float | None, Spec("Noise", "Of the data.", low=0)] = None
    spacing: Annotated[tuple[float, float, float], Spec("Spacing", "New.", "mm", 0.01)] = (1, 1, 1)


def test_missing_values_take_their_default():
    assert validate(Example, {}) == Example()


def test_values_become_the_parameters_own_type():
    made = validate(Example, {"strength": 2, "radius": 4.0, "spacing": [1, 2, 3]})
    assert made == Example(strength=2.0, radius=4, spacing=(1.0, 2.0, 3.0))
    assert isinstance(made.radius, int) and isinstance(made.strength, float)


def test_numpy_numbers_are_numbers():
    assert validate(Example, {"strength": np.float32(0.5), "radius": np.int64(2)}).radius == 2


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("strength", 7, r"Strength \(strength\) is 7; it must be a number from 0 to 5 x noise"),
        ("strength", float("nan"), "is nan"),
        ("strength", "much", "is 'much'"),
        ("strength", True, "is True"),
        ("strength", None, "is None"),
        ("radius", 2.5, "a whole number from 1 to 10 voxels"),
        ("radius", float("inf"), "is inf"),
        ("mode", "4d", "one of 3d, 2d"),
        ("rician", 1, "true or false"),
        ("noise", -1, "of 0 or more, or none for automatic"),
        ("spacing", (1, 1), "3 values"),
        ("spacing", (1, 1, 0), "0.01 mm or more"),
        ("nonsense", 1, "no parameter 'nonsense'; the parameters are: strength, radius"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(name, value, sentence):
    with pytest.raises(ParameterError, match=sentence):
        validate(Example, {name: value})


def test_automatic_is_allowed_only_where_the_type_says_so():
    assert validate(Example, {"noise": None}).noise is None


def test_a_parameter_object_survives_json():
    import json

    made = Example(spacing=(0.5, 0.5, 2.0), noise=3.0)
    assert validate(Example, json.loads(json.dumps(as_dict(made)))) == made


@pytest.mark.parametrize("problem", ["no spec", "no default", "odd type"])
def test_a_class_that_cannot_be_shown_is_refused_early(problem):
    @dataclass(frozen=True)
    class NoSpec:
        value: float = 1.0

    @dataclass(frozen=True)
    class NoDefault:
        value: Annotated[float, Spec("Value", "More.")]

    @dataclass(frozen=True)
    class OddType:
        value: Annotated[dict, Spec("Value", "More.")] = None

    cls = {"no spec": NoSpec, "no default": NoDefault, "odd type": OddType}[problem]
    # The classes are local, so their annotations are resolved by hand.
    cls.__annotations__ = {
        "no spec": {"value": float},
        "no default": {"value": Annotated[float, Spec("Value", "More.")]},
        "odd type": {"value": Annotated[dict, Spec("Value", "More.")]},
    }[problem]
    with pytest.raises(TypeError, match="value"):
        parameters_of(cls)
