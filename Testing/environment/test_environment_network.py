"""Faults of the network between uv and the package index; all of them are real but the DNS."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from dataclasses import replace

import pytest
from environment_trials import assert_failed, brought, children
from package_index import Index
from tiny_packages import make_wheel

from MedAIAssistLib.session.jobs import State

pytest_plugins = ("environment_fixtures",)


def test_an_index_brings_the_packages(trial, index):
    trial.goes_on(trial.online)
    assert index.asked


def test_no_network(installed, index, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    with installed.unharmed():
        failed = installed.install(installed.online)
    assert_failed(failed, "index", "could not be reached", "network", "proxy", "press Install")
    assert "Connection refused" in failed.details or "os error" in failed.details
    monkeypatch.setenv("UV_DEFAULT_INDEX", index.url)
    installed.goes_on(installed.online)


def test_no_network_and_nothing_installed_yet(trial, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    with trial.unharmed():
        assert_failed(trial.install(trial.online), "could not be reached")
    trial.goes_on()  # as the sentence says: from a folder of wheels


def test_a_wrong_proxy(installed, index, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://packages.invalid/simple")
    wrong = replace(installed.online, proxy="http://me:secret@127.0.0.1:9")
    with installed.unharmed():
        failed = installed.install(wrong)
    assert_failed(failed, "could not be reached", "proxy")
    assert "secret" not in failed.message + failed.details
    installed.goes_on(replace(wrong, proxy=f"http://{index.host}"))


def test_a_proxy_that_asks_for_a_password(installed, index, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://packages.invalid/simple")
    index.login = "Basic " + base64.b64encode(b"me:secret").decode()
    source = replace(installed.online, proxy=f"http://{index.host}")
    with installed.unharmed():
        assert_failed(installed.install(source), "proxy", "name and password", "under Proxy")
    installed.goes_on(replace(source, proxy=f"http://me:secret@{index.host}"))


def test_a_proxy_for_https_that_asks_for_a_password(trial, index, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://packages.invalid/simple")
    index.login = "Basic something"
    source = replace(trial.online, proxy=f"http://{index.host}")
    with trial.unharmed():
        assert_failed(trial.install(source), "proxy", "name and password", "under Proxy")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, ("refused access", "UV_DEFAULT_INDEX", "password")),
        (403, ("refused access", "UV_DEFAULT_INDEX", "password")),
        (404, ("not to be had", "tinybase", "UV_DEFAULT_INDEX")),
        (503, ("could not be reached", "press Install again")),
    ],
)
def test_an_index_that_answers_with_an_error(installed, index, status, words):
    index.status = status
    with installed.unharmed():
        assert_failed(installed.install(installed.online), *words)
    index.status = 200
    installed.goes_on(installed.online)


def test_a_certificate_that_nobody_trusts(installed, tmp_path, monkeypatch):
    index = Index(installed.wheels, _self_signed(tmp_path))
    monkeypatch.setenv("UV_DEFAULT_INDEX", index.url.replace("http:", "https:"))
    try:
        with installed.unharmed():
            failed = installed.install(installed.online)
        assert_failed(failed, "certificate", "does not trust", "administrator", "folder of wheels")
    finally:
        index.close()
    installed.goes_on()


def test_an_index_that_never_answers_can_be_cancelled(installed, index):
    index.stuck.clear()
    with installed.unharmed():
        task = brought(installed.start(installed.online), "choosing versions")
        task.cancel()
        assert task.wait().state is State.CANCELLED
        assert children() == []
    index.stuck.set()
    installed.goes_on(installed.online)


def test_an_index_that_is_too_slow(installed, index, monkeypatch):
    monkeypatch.setenv("UV_HTTP_TIMEOUT", "1")
    index.stuck.clear()
    with installed.unharmed():
        assert_failed(installed.install(installed.online), "could not be reached", "network")
    index.stuck.set()
    installed.goes_on(installed.online)


def test_a_connection_that_breaks_during_a_download(installed, index):
    make_wheel(installed.wheels, "tinybase", "answer = 42\n", more={"noise": os.urandom(1 << 21)})
    index.cut = 1 << 20
    with installed.unharmed():
        assert_failed(installed.install(installed.online), "could not be reached", "network")
    index.cut = 0
    installed.goes_on(installed.online)


def _self_signed(folder):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    path = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path,
         "-out", folder / "public.pem", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "basicConstraints=critical,CA:FALSE",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_text(path.read_text() + (folder / "public.pem").read_text())
    return path
