"""Which module a library is imported by: scikit-image is `skimage`."""

from __future__ import annotations

from collections import Counter
from importlib import metadata

from ..versions import LIBRARIES

_CODE = (".py", ".so", ".pyd")


def module_of(name: str) -> str:
    """The module to import for the library `name`, as in a requirements file.

    The engine's own libraries have theirs listed, as some load nothing until a part is asked for.
    For others the installed files tell; if nothing is installed, its name with underscores.
    """
    if name in LIBRARIES:
        return LIBRARIES[name]
    same = name.replace("-", "_").replace(".", "_")
    modules = _installed(name)
    named = [m for m in modules if m.lower() == same.lower()]
    public = [m for m, _ in modules.most_common() if not m.startswith("_")]
    return next(iter(named or public), same)


def _installed(name: str) -> Counter[str]:
    """The library's top-level modules with their number of files.

    `importlib.metadata.packages_distributions` would read the files of all libraries for this,
    and finds few of them before Python 3.11.
    """
    try:
        distribution = metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        return Counter()
    code = (path.parts for path in distribution.files or () if path.suffix in _CODE)
    tops = (parts[0] if len(parts) > 1 else parts[0].partition(".")[0] for parts in code)
    modules = Counter(top for top in tops if top.isidentifier())  # not "scipy.libs"
    listed = (distribution.read_text("top_level.txt") or "").split()
    return Counter({name: modules[name] for name in listed}) or modules
