"""A package index, or a proxy, on this machine that misbehaves on demand."""

from __future__ import annotations

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class Index:
    """Serves a folder of wheels under /simple.

    Attributes:
        status: answered to everything, if not 200.
        stuck: answers come only once this event is set.
        cut: of a wheel's bytes, so many are sent before the connection waits for `stuck` and ends.
        login: the value of Proxy-Authorization that is asked for.
    """

    def __init__(self, wheels: Path, certificate: Path | None = None) -> None:
        self.wheels = wheels
        self.status, self.cut, self.login = 200, 0, ""
        self.stuck = threading.Event()
        self.stuck.set()
        self.asked = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # Not in `accept`: a client that refuses the certificate must not stop the server.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/simple"

    def close(self) -> None:
        self.stuck.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def page(self, path: str) -> tuple[bytes, str]:
        """The content of a path, and its type."""
        parts = [unquote(part) for part in path.strip("/").split("/")]
        if parts[0] == "files":
            return (self.wheels / parts[-1]).read_bytes(), "application/zip"
        names = [wheel.name for wheel in self.wheels.glob(f"{parts[-1]}-*.whl")]
        links = "".join(f'<a href="/files/{name}">{name}</a>' for name in names)
        return f"<!DOCTYPE html><html><body>{links}</body></html>".encode(), "text/html"


def _handler(index: Index) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.asked += 1
            if not index.cut:
                index.stuck.wait(60)
            if index.login and self.headers.get("Proxy-Authorization") != index.login:
                self._answer(407, b"", "text/plain")
            elif index.status != 200:
                self._answer(index.status, b"", "text/plain")
            else:
                self._answer(200, *index.page(urlsplit(self.path).path))

        do_HEAD = do_CONNECT = do_GET

        def _answer(self, status: int, content: bytes, kind: str) -> None:
            self.send_response(status)
            if status == 407:
                self.send_header("Proxy-Authenticate", 'Basic realm="proxy"')
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command == "HEAD":
                return
            if index.cut and kind == "application/zip":
                self.wfile.write(content[: index.cut])
                index.stuck.wait(60)
                self.close_connection = True
            else:
                self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
