"""The mesh of a mask and the diameters, against meshes really made and against geometry."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import pdist
from skimage.measure import marching_cubes, mesh_surface_area

from medaiassist_engine.features.radiomics.diameters import surface_points
from medaiassist_engine.features.radiomics.mesh import mesh_volume_and_area
from medaiassist_engine.features.radiomics.shape_2d import outline
from medaiassist_engine.features.radiomics.shape_3d import shape_3d

SPACING = (2.5, 1.0, 0.7)


def noise(seed: int) -> NDArray[np.bool_]:
    """A mask in which voxels touch in every possible way."""
    return np.pad(np.random.default_rng(seed).random((9, 10, 11)) < 0.5, 1)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_area_and_volume_are_those_of_the_mesh_that_marching_cubes_makes(seed: int) -> None:
    mask = noise(seed)
    vertices, faces, _, _ = marching_cubes(mask.astype(np.float32), 0.5, spacing=SPACING)
    corners = vertices[faces].astype(np.float64)
    volume = np.einsum("ni,ni->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
    found = mesh_volume_and_area(mask, SPACING)
    assert found[0] == pytest.approx(abs(volume), rel=1e-5)
    assert found[1] == pytest.approx(mesh_surface_area(vertices, faces), rel=1e-5)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_volume_does_not_depend_on_where_the_mask_lies(seed: int) -> None:
    mask = noise(seed)
    plain = mesh_volume_and_area(mask, SPACING)
    moved = np.pad(mask, ((30, 0), (5, 0), (0, 9)))
    assert mesh_volume_and_area(moved, SPACING) == pytest.approx(plain)
    for axis in range(3):
        assert mesh_volume_and_area(np.flip(mask, axis), SPACING) == pytest.approx(plain)


def test_diameters_are_the_largest_distances_of_all_pairs() -> None:
    mask = noise(3)[1:-1, 1:-1, 1:-1] & noise(4)[1:-1, 1:-1, 1:-1]
    found = shape_3d(mask, SPACING)
    points = surface_points(np.pad(mask, 1)) * np.array(SPACING) / 2
    assert found["Maximum3DDiameter"] == pytest.approx(pdist(points).max())
    for axis, name in enumerate(("Slice", "Column", "Row")):
        planes = [points[points[:, axis] == at] for at in np.unique(points[:, axis])]
        expected = max(pdist(p).max() for p in planes if len(p) > 1)
        assert found[f"Maximum2DDiameter{name}"] == pytest.approx(expected)


def test_a_large_ball_has_the_diameters_and_axes_of_a_ball() -> None:
    axes = np.ogrid[-24:25, -60:61, -86:87]
    mask = sum((a * s) ** 2 for a, s in zip(axes, SPACING, strict=True)) < 50**2
    found = shape_3d(mask, SPACING)
    assert found["MeshVolume"] == pytest.approx(4 / 3 * np.pi * 50**3, rel=0.01)
    assert 100 <= found["Maximum3DDiameter"] <= 100 + SPACING[0]
    # The principal axes of a ball are 4 / root 5 times its radius.
    for name in ("MajorAxisLength", "MinorAxisLength", "LeastAxisLength"):
        assert found[name] == pytest.approx(4 * 50 / np.sqrt(5), rel=0.01)
    assert 0.8 < found["Sphericity"] < 1  # steps between voxels add to the area


def test_outlines_of_up_to_four_pixels_have_the_area_of_their_polygons() -> None:
    for bits in itertools.product((False, True), repeat=4):
        mask = np.pad(np.array(bits).reshape(2, 2), 1)
        area, length = outline(mask, (1.0, 1.0))
        count = sum(bits)
        diagonal = bits in ((True, False, False, True), (False, True, True, False))
        # Each pixel is a diamond of 1/2 with sides of 1/root 2; touching by faces fills the gap.
        expected = {0: 0.0, 1: 0.5, 2: 1.5, 3: 2.5, 4: 3.5}[count]
        assert area == pytest.approx(1.0 if diagonal else expected), bits
        if count == 1 or diagonal:
            assert length == pytest.approx(count * 4 / np.sqrt(2))
