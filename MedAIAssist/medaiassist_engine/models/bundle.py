"""MONAI bundles as folders or zip files: their files are read by name, none of their code runs."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..contract.errors import UserError
from .archive import check_sizes

METADATA = "configs/metadata.json"
_CONFIGS = ("inference", "evaluate", "train")
_ENDINGS = (".json", ".yaml", ".yml")
_MOST_CONFIG = 4 << 20
_WEIGHTS = ("model.safetensors", "model.pt", "model.pth")
_SCRIPTS = ("model.ts",)
_DEFINITIONS = ("network_def", "network", "net")


@dataclass(frozen=True)
class Bundle:
    """A bundle's files by their path inside it, such as "configs/metadata.json"."""

    path: Path
    members: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.path.stem

    def read(self, member: str) -> bytes:
        """A file's content.

        Raises:
            UserError: it cannot be read.
        """
        try:
            if self.path.is_dir():
                return (self.path / self.members[member]).read_bytes()
            with zipfile.ZipFile(self.path) as file:
                return file.read(self.members[member])
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise UserError(f"'{member}' in '{self.path}' cannot be read: {error}.") from error

    @property
    def metadata(self) -> dict[str, Any]:
        """What metadata.json says."""
        return self.config(METADATA) if METADATA in self.members else {}

    @property
    def script(self) -> str | None:
        """The TorchScript file, if there is one."""
        return self._model(_SCRIPTS)

    @property
    def weights(self) -> str | None:
        """The file with weights, safetensors first."""
        return self._model(_WEIGHTS)

    def definition(self) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The definition of the network and the config it is from; None if no config has one."""
        for stem in _CONFIGS:
            for ending in _ENDINGS:
                member = f"configs/{stem}{ending}"
                config = self.config(member) if member in self.members else {}
                for key in _DEFINITIONS:
                    if isinstance(config.get(key), dict) and "_target_" in config[key]:
                        return config[key], config
        return None

    def config(self, member: str) -> dict[str, Any]:
        """A JSON or YAML file's content; empty if it is no mapping.

        Raises:
            UserError: it cannot be read.
        """
        data = self.read(member)
        if len(data) > _MOST_CONFIG:
            raise UserError(f"'{member}' in '{self.path}' is too large for a config.")
        try:
            found = json.loads(data) if member.endswith(".json") else _yaml(data)
        except (ValueError, RecursionError) as error:
            raise UserError(f"'{member}' in '{self.path}' cannot be read: {error}.") from error
        return found if isinstance(found, dict) else {}

    def _model(self, names: tuple[str, ...]) -> str | None:
        return next((f"models/{n}" for n in names if f"models/{n}" in self.members), None)


def open_bundle(path: Path) -> Bundle | None:
    """The bundle in a folder or zip file; None if it is none.

    Raises:
        UserError: a zip file that is damaged or would unpack to too much.
    """
    if path.is_dir():
        files = [f.relative_to(path).as_posix() for f in path.rglob("*") if f.is_file()]
    else:
        with zipfile.ZipFile(path) as file:
            check_sizes(file, path.name)
            files = file.namelist()
    members = _members(files)
    return Bundle(path, members) if any(m.startswith("configs/") for m in members) else None


def _members(files: list[str]) -> dict[str, str]:
    """Files by their path inside the bundle, which may be all or one folder of the whole."""
    roots = {PurePosixPath(f).parents[1].as_posix() for f in files if f.endswith(METADATA)}
    if len(roots) != 1:
        return {}
    root = roots.pop()
    prefix = "" if root == "." else f"{root}/"
    return {f.removeprefix(prefix): f for f in files if f.startswith(prefix)}


def _yaml(data: bytes) -> Any:
    import yaml  # type: ignore[import-untyped]

    try:
        return yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise ValueError(str(error).splitlines()[0]) from error
