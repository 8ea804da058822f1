"""Which image a name in an annotation file means, and what its header says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from ...cohort.scanning import scan
from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Matrix
from ...files.formats import IMAGES, extension_of, stem_of
from ...files.images import grid_of
from ...files.volumes import read_volume

_BESIDE = ("images", "JPEGImages", "imgs")


class ImageIndex:
    """The images below some folders, by path, by name, and by name without extension."""

    def __init__(self, folders: Sequence[Path], context: Context) -> None:
        self._known: dict[str, Path] = {}
        for folder in dict.fromkeys(folders):
            for relative in scan(folder, context).images:
                path = folder / relative
                bare = relative.removesuffix(extension_of(relative))
                for key in (relative, bare, path.name, stem_of(path)):
                    self._known.setdefault(key, path)

    def find(self, *names: str) -> Path | None:
        """The image that the first of these names that is known means, else None."""
        for name in names:
            posix = PurePosixPath(name.replace("\\", "/"))
            for key in (str(posix), bare_name(str(posix)), posix.name, bare_name(posix.name)):
                if key in self._known:
                    return self._known[key]
        return None


def image_folders(source: Path, asked: str) -> list[Path]:
    """Where the images of an annotation file or folder are looked for.

    Args:
        asked: the folder that the user chose; "" looks within the source's folder and beside it.

    Raises:
        UserError: there is no such folder.
    """
    if asked.strip():
        folder = Path(asked).expanduser().absolute()
        if not folder.is_dir():
            raise UserError(f"There is no folder '{folder}'; check where the images are.")
        return [folder]
    own = source if source.is_dir() else source.parent
    beside = [own.parent / name for name in _BESIDE]
    if own.parent.name == "labels":  # labels/train has its images in images/train
        beside += [own.parent.parent / name / own.name for name in _BESIDE]
    return [own, *(folder for folder in beside if folder.is_dir())]


def bare_name(name: str) -> str:
    """Without the extension of an image; what only looks like an extension stays."""
    extension = extension_of(name)
    return name[: -len(extension)] if extension in IMAGES else name


def header_of(path: Path) -> tuple[Matrix, tuple[int, int, int]]:
    """The grid of an image and its voxels along k, j, i, without reading the voxels.

    Raises:
        UserError: it is missing, damaged or no image.
    """
    import SimpleITK as sitk

    reader = sitk.ImageFileReader()
    reader.SetFileName(str(path))
    try:
        reader.ReadImageInformation()
    except RuntimeError:  # such as sheared axes; or the error gets its sentence
        volume = read_volume(path)
        k, j, i = volume.array.shape[:3]
        return volume.ijk_to_ras, (k, j, i)
    size = (*reader.GetSize(), 1)[:3]
    return grid_of(reader), (size[2], size[1], size[0])
