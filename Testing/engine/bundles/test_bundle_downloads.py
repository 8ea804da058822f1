"""Bundles from a server on this computer: broken connections, resumes, wrong checksums."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.bundles import fetching
from medaiassist_engine.bundles.getting import run_get
from medaiassist_engine.bundles.listing import run_list_zoo
from medaiassist_engine.bundles.parameters import GetParameters, ListZooParameters
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import ModelRef
from Testing.engine.bundles.bundle_cases import bundle, zipped


class Server:
    """Serves `files`; the first `breaks` answers end in the middle."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.breaks = 0
        self.ranges = True
        self.asked: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = server.files.get(self.path)
                if data is None:
                    self.send_error(404)
                    return
                tag = f'"{hashlib.md5(data).hexdigest()}"'
                asked = self.headers.get("Range", "")
                server.asked.append(asked)
                start, whole = 0, True
                if asked and server.ranges and self.headers.get("If-Range", tag) == tag:
                    start, whole = int(asked.split("=")[1].split("-")[0]), False
                if start >= len(data):
                    self.send_error(416)
                    return
                self.send_response(200 if whole else 206)
                if not whole:
                    self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
                self.send_header("Content-Length", str(len(data) - start))
                self.send_header("ETag", tag)
                self.end_headers()
                rest = data[start:]
                if server.breaks > 0 and not asked.endswith("-0"):
                    server.breaks -= 1
                    rest = rest[: len(rest) // 2]
                    self.close_connection = True
                self.wfile.write(rest)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fetching, "_pause", lambda *_: None)
    monkeypatch.setattr(fetching, "_BLOCK", 1 << 10)
    found = Server()
    yield found
    found.stop()


@pytest.fixture
def zoo(server: Server, tmp_path: Path) -> dict[str, Any]:
    """A zoo with two versions of one bundle and one of another."""
    path = zipped(bundle(tmp_path / "src"))
    with path.open("ab") as file:
        file.write(b"")
    data = path.read_bytes()
    entries = {}
    for name in ("balls_v0.9.0", "balls_v0.10.1", "cubes_v1.0.0"):
        server.files[f"/{name}.zip"] = data
        digest = hashlib.sha1(data).hexdigest()
        entries[name] = {"checksum": digest, "source": f"{server.address}/{name}.zip"}
    server.files["/model_info.json"] = json.dumps(entries).encode()
    return {"source": f"{server.address}/model_info.json", "folder": str(tmp_path / "models")}


def got(context: Context | None = None, **choices: Any) -> Path:
    found = run_get(GetParameters(**choices), context or Context())
    model = found["model"]
    assert isinstance(model, ModelRef) and model.kind == "network"
    assert model.sha256 == hashlib.sha256(Path(model.path).read_bytes()).hexdigest()
    return Path(model.path)


def test_the_zoo_is_listed_with_sizes(server: Server, zoo: dict[str, Any]) -> None:
    table = run_list_zoo(ListZooParameters(source=zoo["source"]), Context())
    columns = {c.name: c for c in table.columns}
    assert columns["name"].texts == ("balls", "cubes")
    assert columns["version"].texts == ("0.10.1", "1.0.0")  # 10 is more than 9
    size = len(server.files["/cubes_v1.0.0.zip"]) / 1e6
    np.testing.assert_allclose(columns["size"].values, [size, size])
    np.testing.assert_array_equal(columns["versions"].values, [2, 1])


def test_a_copy_of_the_list_will_do(server: Server, zoo: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "list.json").write_bytes(server.files["/model_info.json"])
    server.stop()
    choices = ListZooParameters(source=str(tmp_path / "list.json"), sizes=False)
    table = run_list_zoo(choices, Context())
    assert table.columns[0].texts == ("balls", "cubes")


def test_a_name_is_downloaded_in_its_newest_version(server: Server, zoo: dict[str, Any]) -> None:
    phases: list[str] = []
    context = Context(lambda fraction, phase: phases.append(phase))
    path = got(context, name="Balls", **zoo)
    assert path.name == "balls_v0.10.1.zip"
    assert path.read_bytes() == server.files["/balls_v0.10.1.zip"]
    size = len(path.read_bytes()) / 1e6
    assert f"Downloading {size:.1f} of {size:.1f} MB" in phases
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]
    assert any("SHA-256" in note for note in context.notes)
    asked = len(server.asked)
    assert got(name="balls", version="0.10.1", **zoo) == path
    assert len(server.asked) == asked + 1  # the list alone: the bundle was there
    assert got(name="balls_v0.9.0", **zoo).name == "balls_v0.9.0.zip"


@pytest.mark.parametrize("breaks", [1, 3])
def test_a_broken_connection_is_taken_up_where_it_broke(
    server: Server, zoo: dict[str, Any], breaks: int
) -> None:
    address = f"{server.address}/cubes_v1.0.0.zip"
    server.breaks = breaks
    path = got(name=address, folder=zoo["folder"])
    assert path.read_bytes() == server.files["/cubes_v1.0.0.zip"]
    starts = [int(asked.split("=")[1].rstrip("-") or 0) for asked in server.asked if asked]
    assert len(starts) == breaks and starts == sorted(set(starts)) and starts[0] > 0


def test_what_has_arrived_is_kept_for_the_next_time(server: Server, zoo: dict[str, Any]) -> None:
    cancelled = threading.Event()

    def report(fraction: float, phase: str) -> None:
        if phase.startswith("Downloading"):
            cancelled.set()

    address = f"{server.address}/cubes_v1.0.0.zip"
    with pytest.raises(Cancelled):
        got(Context(report, cancelled), name=address, folder=zoo["folder"])
    kept = [p for p in Path(zoo["folder"]).iterdir() if p.suffix == ".partial"]
    assert len(kept) == 1 and kept[0].stat().st_size > 0
    size = kept[0].stat().st_size
    path = got(name=address, folder=zoo["folder"])
    assert f"bytes={size}-" in server.asked and not kept[0].exists()
    assert path.read_bytes() == server.files["/cubes_v1.0.0.zip"]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_file_that_has_changed_is_begun_anew(
    server: Server, zoo: dict[str, Any], ranges: bool, tmp_path: Path
) -> None:
    partial = Path(zoo["folder"]) / ".cubes_v1.0.0.zip.partial"
    partial.parent.mkdir()
    partial.write_bytes(b"other" * 100)
    partial.with_name(partial.name + ".json").write_text('{"size": 5000, "tag": "\\"old\\""}')
    server.ranges = ranges
    path = got(name=f"{server.address}/cubes_v1.0.0.zip", folder=zoo["folder"])
    assert path.read_bytes() == server.files["/cubes_v1.0.0.zip"]


def test_a_wrong_checksum_leaves_nothing(server: Server, zoo: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"its SHA-256 is \w+, not 00"):
        got(name="cubes", sha256="00", **zoo)
    server.files["/cubes_v1.0.0.zip"] += b"changed"
    with pytest.raises(UserError, match=r"its SHA-1 is"):
        got(name="cubes", **zoo)
    assert not list(Path(zoo["folder"]).iterdir())


def test_what_is_no_bundle_is_not_kept(server: Server, zoo: dict[str, Any]) -> None:
    server.files["/page.zip"] = b"<html>"
    with pytest.raises(UserError, match="no MONAI bundle"):
        got(name=f"{server.address}/page.zip", folder=zoo["folder"])
    assert not list(Path(zoo["folder"]).iterdir())


def test_names_and_versions_that_are_not_there(server: Server, zoo: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"no bundle 'bals'. Did you mean balls"):
        got(name="bals", **zoo)
    with pytest.raises(UserError, match=r"no version '2' of 'balls', but 0.9.0, 0.10.1"):
        got(name="balls", version="2", **zoo)
    with pytest.raises(UserError, match="404"):
        got(name=f"{server.address}/none.zip", folder=zoo["folder"])
    with pytest.raises(UserError, match="only http and https"):
        got(name="file:///etc/passwd", folder=zoo["folder"])
    server.files["/model_info.json"] = b"[1]"
    with pytest.raises(UserError, match="is no list of the Model Zoo"):
        got(name="balls", **zoo)


def test_without_a_network_the_remedy_is_a_copy(server: Server, zoo: dict[str, Any]) -> None:
    server.stop()
    with pytest.raises(UserError, match=r"copy the bundle from another computer"):
        got(name="balls", **zoo)


def test_a_copy_on_this_computer_is_taken(zoo: dict[str, Any], tmp_path: Path) -> None:
    source = tmp_path / "src.zip"
    path = got(name=str(source), folder=zoo["folder"])
    assert path.parent == Path(zoo["folder"]) and path.read_bytes() == source.read_bytes()
    with pytest.raises(UserError, match="already"):
        got(name=str(source), folder=zoo["folder"])
    with pytest.raises(UserError, match="SHA-256"):
        got(name=str(source), folder=str(tmp_path / "other"), sha256="00")
    context = Context()
    found = run_get(GetParameters(name=str(tmp_path / "src"), folder=zoo["folder"]), context)
    assert isinstance(found["model"], ModelRef)
    assert found["model"].path == str(tmp_path / "src") and "used where it is" in context.notes[0]
