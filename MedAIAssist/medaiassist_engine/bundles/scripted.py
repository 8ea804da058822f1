"""TorchScript networks as plain modules, which can be hooked into, as TorchScript itself cannot."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import torch

from ..contract.errors import UserError
from ..models.script_archive import check_torchscript


class Scripted(torch.nn.Module):
    """A module that does nothing but call a TorchScript network."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Any, **named: Any) -> Any:
        return self.network(*inputs, **named)


def scripted(data: bytes, name: str) -> Scripted:
    """A TorchScript network from its file's content, on the CPU.

    Raises:
        UserError: it is none, damaged, or its code touches files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            check_torchscript(file, name)
        return Scripted(torch.jit.load(io.BytesIO(data), map_location="cpu")).eval()
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise UserError(f"'{name}' is no TorchScript file that PyTorch can read.") from error
