"""Errors that carry a sentence for the user: what is wrong, with which thing, and the remedy."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right. The text is shown as it is, so it names the remedy."""


class ParameterError(UserError):
    """A parameter has a value that its operation does not allow."""


class GeometryError(UserError):
    """Two inputs that must share a voxel grid do not, or a grid is not usable."""


class ProtocolError(Exception):
    """The bytes on the pipe are not messages of this protocol."""


class VersionError(ProtocolError):
    """Host and engine speak different versions of the protocol."""


class Cancelled(Exception):
    """The job was cancelled; raised inside the operation to unwind it."""
