"""The same commit gives the same bytes: in another folder, time zone and hash seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bookcopy import copy_whole_book, make
from browser import SITE

pytestmark = pytest.mark.build


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_second_build_elsewhere_is_identical(tmp_path):
    """The whole site against the one that `make book` left in this checkout."""
    folder = copy_whole_book(tmp_path / "else where")
    built = make(folder, TZ="Asia/Vladivostok", PYTHONHASHSEED="957", LC_ALL="C.UTF-8")
    assert not built.returncode, built.stdout
    here, there = files(SITE), files(folder / "_build" / "html")
    assert here.keys() == there.keys(), sorted(here.keys() ^ there.keys())
    assert [name for name, content in here.items() if there[name] != content] == []
    secret = [name for name, content in here.items() if str(SITE.parents[1]).encode() in content]
    assert secret == [], "pages name the folder that they were built in"
