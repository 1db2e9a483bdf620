"""The data page: every table and file is offered, and its examples run on the package."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from antiparty import export, tables
from antiparty.present import datapage

PAGE = (Path(__file__).parent.parent / "book" / "data.md").read_text("utf-8")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "out"
    export.write(folder)
    return folder


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.S)
    assert found, language
    return found[1]


def test_every_table_and_column_is_described() -> None:
    html = datapage.catalogue(export.listing())
    for resource in tables.schema()["resources"]:
        part = html.split(f"id='table-{resource['name']}'")[1].split("</details>")[0]
        for field in resource["schema"]["fields"]:
            assert f"<code>{field['name']}</code>" in part
        assert f"{len(tables.read(resource['name'])):,} rows" in part
        assert f"{resource['name']}.csv" in part
        assert f"{resource['name']}.parquet" in part


def test_whole_files_are_offered_with_their_size(package: Path) -> None:
    files = [{**f, "bytes": (package / f["path"]).stat().st_size} for f in export.listing()]
    html = datapage.downloads(files)
    for ending in ("zip", "sqlite", "gexf", "graphml", "jsonld", "bib", "popolo.json"):
        assert re.search(rf"href='\.\./data/[^']*{re.escape(ending)}' download>[^<]+<span", html)


def test_sizes_are_in_words() -> None:
    assert datapage.size(340) == "1 kB"
    assert datapage.size(12_400) == "12 kB"
    assert datapage.size(2_216_118) == "2.2 MB"
    assert datapage.size(None) == ""


def test_the_pandas_example_names_the_eleven(package: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", example("python")],
        cwd=package, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for person in ("molotov", "khrushchev", "saburov", "kirichenko"):
        assert person in run.stdout
    assert "Length: 11" in run.stdout or run.stdout.count("\n") == 12


def test_the_sql_example_counts_works(package: Path) -> None:
    with sqlite3.connect(package / "seven-against-four.sqlite") as base:
        rows = base.execute(example("sql")).fetchall()
    assert len(rows) == 10
    assert rows[0][1] >= rows[-1][1] > 0
    assert {r[0] for r in rows} <= set(tables.read("sources")["source_id"])


def test_the_command_line_example_counts_the_votes(package: Path) -> None:
    run = subprocess.run(
        ["bash", "-c", example("sh")], cwd=package, capture_output=True, text=True, check=True
    )
    counted = {line.split()[1]: int(line.split()[0]) for line in run.stdout.splitlines()}
    votes = tables.read("votes")
    votes = votes[votes["vote_event_id"].str.startswith("june57_")]
    assert counted == votes["option"].value_counts().to_dict()
