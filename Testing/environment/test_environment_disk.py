"""Disks that are full, and folders that cannot be used."""

from __future__ import annotations

import os
import shutil
import sys
from collections import namedtuple
from dataclasses import replace

import pytest
from environment_trials import assert_failed
from hostile_disks import read_only, resize, small_disk
from tiny_packages import make_wheel

from MedAIAssistLib.environment.place import Place
from MedAIAssistLib.environment.recipe import Recipe

pytest_plugins = ("environment_fixtures",)

Usage = namedtuple("Usage", "total used free")


def test_a_disk_that_is_too_small_is_noticed_before_anything_is_made(installed, monkeypatch):
    recipe = installed.recipe
    installed.recipe = Recipe(recipe.requirements)  # all libraries of the engine
    with monkeypatch.context() as patch, installed.unharmed():
        patch.setattr(shutil, "disk_usage", lambda _: Usage(10**10, 9 * 10**9, 10**9))
        failed = installed.install()
    assert_failed(failed, "1.0 GB free", str(installed.place.root), "Free some space")
    installed.recipe = recipe
    installed.goes_on()


def test_a_disk_that_fills_up_in_the_middle(trial, tmp_path):
    make_wheel(trial.wheels, "tinybase", "answer = 42\n", more={"noise": os.urandom(3 << 20)})
    with small_disk(tmp_path / "disk", "2m") as disk:
        trial.place = Place(disk / "Größe 数据")
        with trial.unharmed():
            failed = trial.install()
        assert_failed(failed, "disk is full", str(trial.place.root), "Free some space", "Install")
        resize(disk, "20m")
        trial.goes_on()


def test_a_disk_that_fills_up_during_an_upgrade(trial, tmp_path):
    with small_disk(tmp_path / "disk", "2m") as disk:
        trial.place = Place(disk / "Größe 数据")
        trial.goes_on()
        make_wheel(trial.wheels, "tinynew", more={"noise": os.urandom(3 << 20)})
        with trial.recipe.requirements.open("a") as upgraded:
            upgraded.write("tinynew==1.0\n")
        with trial.unharmed():
            assert_failed(trial.install(), "disk is full")
        resize(disk, "20m")
        trial.goes_on()


def test_a_read_only_folder(trial):
    parent = trial.place.root.parent / "fixed"
    parent.mkdir()
    trial.place = Place(parent / "place")
    with read_only(parent), trial.unharmed():
        failed = trial.install()
    assert_failed(failed, str(trial.place.root), "cannot be written to", "permissions", "another")
    trial.goes_on()


def test_a_place_that_became_read_only(installed):
    with read_only(installed.place.root), installed.unharmed():
        failed = installed.install()
    assert_failed(failed, "cannot be written to", "permissions")
    installed.goes_on()


def test_a_cache_that_became_read_only(installed):
    with read_only(installed.place.cache), installed.unharmed():
        failed = installed.install()
    assert_failed(failed, "cannot be written to", "permissions")
    installed.goes_on()


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_place_that_is_a_file_or_below_one(trial, below):
    file = trial.folder / "a file"
    file.write_text("precious")
    trial.place = Place(file / below)
    with trial.unharmed():
        failed = trial.install()
    assert_failed(failed, str(file), "is a file", "Move it away", "another folder")
    assert file.read_text() == "precious"
    file.unlink()
    trial.goes_on()


def test_a_lock_that_is_a_folder(trial):
    lock = trial.place.root / "lock"
    lock.mkdir(parents=True)
    failed = trial.install()
    assert_failed(failed, "Move it away")
    lock.rmdir()
    trial.goes_on()


@pytest.mark.skipif(sys.platform == "win32", reason="the limit lies elsewhere there")
def test_a_folder_name_that_is_too_long(trial):
    short = trial.place
    trial.place = Place(trial.folder / ("long " * 60))
    failed = trial.install()
    assert_failed(failed, "too long", "shorter one")
    trial.place = short
    trial.goes_on()


def test_a_path_that_is_too_long_for_uv(installed):
    text = "error: failed to copy\n  cause: The filename or extension is too long. (os error 206)"
    fake = installed.folder / "uv"
    fake.write_text(f"#!/bin/sh\nprintf '%s\\n' '{text}' >&2\nexit 2\n")
    fake.chmod(0o755)
    if sys.platform == "win32":
        pytest.skip("a script stands for uv")
    with installed.unharmed():
        failed = installed.install(program=fake)
    assert_failed(failed, str(installed.place.root), "too long", "Choose a shorter one")
    installed.goes_on()


def test_a_place_given_relative_to_the_current_folder(trial, monkeypatch):
    monkeypatch.chdir(trial.folder)
    trial.place = Place(trial.place.root.relative_to(trial.folder))
    trial.wheels = trial.wheels.relative_to(trial.folder)
    trial.goes_on(replace(trial.offline, wheels=trial.wheels))
    monkeypatch.chdir("/")
    assert trial.works()
