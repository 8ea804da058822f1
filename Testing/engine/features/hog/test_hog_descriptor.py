"""HOG of arrays against scikit-image, and against gradients whose direction is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from skimage.data import camera
from skimage.feature import hog

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.features.hog.cells import cells_in_number, cells_of_size, voxels_for
from medaiassist_engine.features.hog.descriptor import histogram_3d, hog_2d, hog_3d
from medaiassist_engine.features.hog.directions import face_normals, neighbour_cosine
from medaiassist_engine.features.hog.picture import draw_2d

# scikit-image keeps magnitudes and results of most images in single precision.
TOLERANCE = 5e-7


@pytest.mark.parametrize("norm", ["L2-Hys", "L2", "L1", "L1-sqrt"])
@pytest.mark.parametrize(
    ("orientations", "cell", "block"),
    [(9, (8, 8), 3), (8, (16, 16), 2), (4, (7, 11), 1), (5, (9, 6), 3), (12, (2, 3), 2)],
)
def test_the_vector_is_scikit_images(
    norm: Any, orientations: int, cell: tuple[int, int], block: int
) -> None:
    image = camera()[100:231, 80:221]
    expected = hog(image, orientations, cell, (block, block), norm, feature_vector=False)
    found = hog_2d(image, orientations=orientations, cell=cell, block=block, norm=norm)
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, atol=TOLERANCE)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int32, np.float32, np.float64, bool])
def test_every_voxel_type_gives_scikit_images_vector(dtype: Any) -> None:
    image = (camera()[:64, :72] > 100) if dtype is bool else camera()[:64, :72].astype(dtype)
    expected = hog(image.astype(float), feature_vector=False)
    np.testing.assert_allclose(hog_2d(image), expected, atol=TOLERANCE)


@pytest.mark.parametrize("cell", [(8, 8), (7, 7), (12, 9), (2, 2)])
def test_the_picture_is_scikit_images(cell: tuple[int, int]) -> None:
    from medaiassist_engine.features.hog.descriptor import histogram_2d

    image = camera()[60:170, 50:180].astype(float)
    _, expected = hog(image, pixels_per_cell=cell, visualize=True)
    rows, columns = (cells_of_size(n, c) for n, c in zip(image.shape, cell, strict=True))
    picture = np.zeros(image.shape, np.float32)
    draw_2d(picture, histogram_2d(image, rows, columns, (1, 1), 9), rows, columns, (1, 1))
    np.testing.assert_allclose(picture, expected, rtol=1e-5, atol=1e-4)


def test_angles_are_those_in_mm() -> None:
    """A slope of 30 degrees in mm stays at 30 degrees however pixels are sized."""
    for spacing in ((1.0, 1.0), (3.0, 1.0), (0.5, 2.0)):
        rows, columns = np.mgrid[:40, :40] * np.reshape(spacing, (2, 1, 1))
        slope = np.sin(np.radians(30)) * rows + np.cos(np.radians(30)) * columns
        found = hog_2d(slope, spacing=spacing, orientations=9)[1, 1, 1, 1]
        assert found.argmax() == 1 and np.count_nonzero(found) == 1  # 20 to 40 degrees


def test_polyhedron_directions_are_unit_even_and_closed_under_mirroring() -> None:
    for name, count, cosine in (("icosahedron", 10, 5**0.5 / 3), ("dodecahedron", 6, 5**-0.5)):
        normals = face_normals(name)
        assert normals.shape == (count, 3)
        np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1)
        np.testing.assert_allclose(normals.T @ normals, np.eye(3) * count / 3, atol=1e-12)
        assert neighbour_cosine(normals) == pytest.approx(cosine)
        for flip in ([-1, 1, 1], [1, -1, 1], [1, 1, -1]):
            nearest = np.abs((normals * flip) @ normals.T).max(axis=1)
            np.testing.assert_allclose(nearest, 1)


@pytest.mark.parametrize("polyhedron", ["icosahedron", "dodecahedron"])
def test_a_slope_in_space_votes_for_the_directions_near_it(polyhedron: str) -> None:
    normals = face_normals(polyhedron)
    grid = np.stack(np.meshgrid(*[np.arange(12.0)] * 3, indexing="ij"), axis=-1)
    spacing = (2.0, 1.0, 0.5)
    for n, normal in enumerate(normals):
        slope = (grid * spacing) @ normal
        cells = tuple(cells_of_size(12, 4) for _ in range(3))
        middle = histogram_3d(slope, cells, spacing, polyhedron)[1, 1, 1]  # type: ignore[arg-type]
        assert middle.argmax() == n
        np.testing.assert_allclose(middle[n], 2)  # the difference over two voxels, per mm
        assert np.count_nonzero(middle > 1e-9) == 1  # neighbours get nothing of an exact hit


def test_3d_votes_keep_the_gradients_strength() -> None:
    image = np.random.default_rng(0).normal(size=(9, 10, 11))
    cells = tuple(cells_of_size(n, n) for n in image.shape)
    found = histogram_3d(image, cells, (1, 1, 1))  # type: ignore[arg-type]
    k, j, i = np.gradient(image)
    for axis, part in enumerate((k, j, i)):
        part[tuple(slice(None) if a != axis else [0, -1] for a in range(3))] = 0
    whole = np.sqrt(k**2 + j**2 + i**2).sum() * 2 / image.size
    assert np.linalg.norm(found) <= whole
    assert found.sum() >= whole


def test_volumes_in_threads_and_in_one_piece_agree() -> None:
    image = np.random.default_rng(0).normal(size=(40, 40, 40)).astype(np.float32)
    cells = tuple(cells_of_size(40, 8) for _ in range(3))
    whole = histogram_3d(image, cells, (1, 1, 1))  # type: ignore[arg-type]
    one = tuple(cells_of_size(40, 8, slice(8, 16)) if n == 0 else c for n, c in enumerate(cells))
    part = histogram_3d(image, one, (1, 1, 1))  # type: ignore[arg-type]
    np.testing.assert_array_equal(whole[1], part[0])


def test_a_constant_image_has_no_gradient() -> None:
    assert not hog_2d(np.full((30, 30), 7)).any()
    assert not hog_3d(np.full((20, 20, 20), 7)).any()


def test_cells_in_number_fill_an_axis_and_sizes_in_mm_are_rounded() -> None:
    cells = cells_in_number(20, 4, slice(3, 14))
    assert cells.count == 4 and cells.edges[0] == 3 and cells.edges[-1] == 14
    assert set(cells.lengths) == {2, 3} and (cells.of_voxel >= 0).sum() == 11
    assert cells_in_number(20, 4, slice(3, 6)).count == 0
    assert [voxels_for(16, s) for s in (1, 0.7, 3.2, 40)] == [16, 23, 5, 1]


def test_an_image_smaller_than_a_block_is_refused() -> None:
    with pytest.raises(UserError, match=r"2 x 2 cells where a block needs 3.*smaller"):
        hog_2d(np.zeros((16, 23)))
