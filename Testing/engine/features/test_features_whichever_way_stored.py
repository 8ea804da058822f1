"""HOG, LBP, Gabor and radiomics of one physical volume, stored in all 48 ways."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from keypoint_images import OBLIQUE_LEFT_HANDED, run, stored_otherwise, texture

from medaiassist_engine.contract.payloads import LabelMap, Segment, Table, Volume
from medaiassist_engine.features.orientation import View, patient_view

ORDERS = tuple(itertools.permutations(range(3)))
FLIPS = tuple(f for n in range(4) for f in itertools.combinations(range(3), n))
ALL_48 = tuple(itertools.product(FLIPS, ORDERS))
KEEPING_SLICES = tuple((flips, order) for flips, order in ALL_48 if order[0] == 0)

CUBE = Volume(texture((15, 18, 20), finest=1.2).astype(np.float32), OBLIQUE_LEFT_HANDED)
SLICE = Volume(texture((40, 44), finest=1.2).astype(np.float32)[None], OBLIQUE_LEFT_HANDED)
SETTINGS: dict[str, dict[str, Any]] = {
    "hog": {"cells_across": 2, "polyhedron": "dodecahedron"},
    "lbp": {"points": 7},  # a circle that looks different from the other side
    "gabor": {"orientations": 3, "wavelengths": (5.0, 8.0, 16.0)},
}
IN_PLANES = [f"original_shape_Maximum2DDiameter{plane}" for plane in ("Slice", "Column", "Row")]

each_texture = pytest.mark.parametrize("name", SETTINGS)


def ellipsoid(volume: Volume) -> LabelMap:
    """Not in the middle, and longer along one axis than along the others."""
    axes = np.meshgrid(*(np.linspace(-1, 1, n) if n > 1 else [0] for n in volume.array.shape),
                       indexing="ij")  # fmt: skip
    inside = sum(
        ((a - m) / r) ** 2 for a, m, r in zip(axes, (0.1, -0.1, 0.2), (0.8, 0.6, 0.7), strict=True)
    )
    return LabelMap((inside < 1).astype(np.uint8), volume.ijk_to_ras, (Segment(1, "Tumour"),))


def stored(volume: Volume, flips: tuple[int, ...], order: tuple[int, ...]) -> dict[str, Any]:
    labels = ellipsoid(volume)
    drawn = stored_otherwise(Volume(labels.array, labels.ijk_to_ras), flips, order)
    return {
        "volume": stored_otherwise(volume, flips, order),
        "segments": LabelMap(drawn.array, drawn.ijk_to_ras, labels.segments),
    }


def values(table: Table) -> dict[str, Any]:
    return {c.name: np.asarray(c.values) for c in table.columns if c.values is not None}


def assert_same(found: Table, expected: Table, leaving_out: tuple[str, ...] = ()) -> None:
    ours, theirs = values(found), values(expected)
    assert list(ours) == list(theirs)
    for name in theirs:
        if name not in leaving_out:
            np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-9, err_msg=name)


def test_the_patients_view_is_the_scan_itself_where_it_is_stored_so() -> None:
    upright = Volume(CUBE.array)
    assert patient_view(upright.ijk_to_ras) == View()
    for flips, order in ALL_48:
        other = stored_otherwise(upright, flips, order)
        seen = patient_view(other.ijk_to_ras).volume(other)
        np.testing.assert_array_equal(seen.array, upright.array)
        np.testing.assert_allclose(seen.ijk_to_ras, upright.ijk_to_ras, atol=1e-12)


@each_texture
def test_textures_in_space_are_the_same_along_the_patients_axes(name: str) -> None:
    settings = {**SETTINGS[name], "mode": "3d", "axes": "patient"}
    expected = run(name, **stored(CUBE, (), (0, 1, 2)), **settings)
    for flips, order in ALL_48:
        found = run(name, **stored(CUBE, flips, order), **settings)
        assert_same(found["features"], expected["features"])
        picture = stored_otherwise(expected["picture"], flips, order)
        np.testing.assert_array_equal(found["picture"].array, picture.array)
        np.testing.assert_allclose(found["picture"].ijk_to_ras, picture.ijk_to_ras)


@each_texture
def test_textures_of_a_single_slice_are_the_same_along_the_patients_axes(name: str) -> None:
    settings = {**SETTINGS[name], "mode": "2d", "axes": "patient"}
    expected = run(name, **stored(SLICE, (), (0, 1, 2)), **settings)["features"]
    for flips, order in ALL_48:
        assert_same(run(name, **stored(SLICE, flips, order), **settings)["features"], expected)


@each_texture
def test_textures_slice_by_slice_are_the_same_along_the_patients_axes(name: str) -> None:
    settings = {**SETTINGS[name], "mode": "2d", "axes": "patient"}
    expected = values(run(name, **stored(CUBE, (), (0, 1, 2)), **settings)["features"])
    for flips, order in KEEPING_SLICES:
        found = values(run(name, **stored(CUBE, flips, order), **settings)["features"])
        for column, wanted in expected.items():
            ours = found[column][::-1] if 0 in flips and name == "hog" else found[column]
            if column != "slice":
                np.testing.assert_allclose(ours, wanted, rtol=1e-9, err_msg=column)


@pytest.mark.parametrize("mode", ["2d", "3d"])
def test_as_stored_the_summaries_over_directions_are_the_same(mode: str) -> None:
    ways = KEEPING_SLICES if mode == "2d" else ALL_48
    for name, named in (("lbp", "lbp_{}{}"), ("gabor", "gabor_8mm_energy")):
        columns = [named.format(n, m) for n in "01" for m in range(10)][:10]
        expected = values(run(name, **stored(CUBE, (), (0, 1, 2)), mode=mode)["features"])
        for flips, order in ways:
            found = values(run(name, **stored(CUBE, flips, order), mode=mode)["features"])
            for column in columns:
                # Gabor filters see a little of what is mirrored at the edges, of differing width.
                np.testing.assert_allclose(found[column], expected[column], rtol=2e-4)


def test_radiomics_are_the_same_as_stored_but_for_the_names_of_planes() -> None:
    settings = {"log_sigmas": "2", "other_images": "Square Gradient", "bin_width": 8.0}
    expected = run("radiomics", **stored(CUBE, (), (0, 1, 2)), **settings)["table"]
    diameters = sorted(values(expected)[name][0] for name in IN_PLANES)
    for flips, order in ALL_48[::5]:
        found = run("radiomics", **stored(CUBE, flips, order), **settings)["table"]
        assert_close(found, expected, tuple(IN_PLANES))
        same = sorted(values(found)[name][0] for name in IN_PLANES)
        np.testing.assert_allclose(same, diameters, rtol=1e-9)


def assert_close(found: Table, expected: Table, leaving_out: tuple[str, ...]) -> None:
    """As LoG adds up in single precision, to a millionth of the largest of its kind."""
    ours, theirs = values(found), values(expected)
    for name in theirs:
        if name not in leaving_out:
            np.testing.assert_allclose(
                ours[name], theirs[name], rtol=1e-4 if "log-" in name else 1e-9, err_msg=name
            )


def test_radiomics_along_the_patients_axes_are_the_same_with_wavelets_and_resampled() -> None:
    settings = {
        "wavelet": True, "spacing": (1.5, 1.5, 1.5), "bin_width": 8.0, "axes": "patient",
        "glcm": False, "glrlm": False, "glszm": False,
    }  # fmt: skip
    expected = run("radiomics", **stored(CUBE, (), (0, 1, 2)), **settings)["table"]
    assert len(values(expected)) > 200
    for flips, order in ALL_48:
        assert_same(run("radiomics", **stored(CUBE, flips, order), **settings)["table"], expected)


def test_radiomics_of_a_slice_are_the_same_whichever_axis_is_thin() -> None:
    expected = run("radiomics", **stored(SLICE, (), (0, 1, 2)))["table"]
    assert "original_shape2D_Perimeter" in values(expected)
    for flips, order in ALL_48[::3]:
        assert_same(run("radiomics", **stored(SLICE, flips, order))["table"], expected)
