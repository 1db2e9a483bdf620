"""Reading by the schema: types, blanks, copies, and faults that name file, row and column."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from antiparty import tables
from conftest import DATA


def test_columns_and_types_are_the_schema_s(mini):
    for name in tables.names():
        assert list(tables.read(name).columns) == tables.columns(name)
    people = tables.read("people")
    assert people.loc[1, "death"] == ""
    assert isinstance(people.loc[0, "name_en"], str)
    assert str(tables.read("memberships")["rank"].dtype) == "Int64"
    assert str(tables.read("layout")["x"].dtype) == "float64"


def test_blank_numbers_are_missing_not_zero(mini, change):
    change(mini / "places.csv", "55.75", "")
    assert pd.isna(tables.read("places").loc[0, "lat"])


def test_a_copy_is_returned(mini):
    frame = tables.read("people")
    frame.loc[0, "name_en"] = "Somebody else"
    assert tables.read("people").loc[0, "name_en"] == "Ivan Ivanov"


def test_what_is_remembered_is_made_once_and_handed_out_as_a_copy(mini, monkeypatch):
    made = []

    @tables.remembered
    def first(name: str, rows: int = 1) -> pd.DataFrame:
        made.append((name, rows))
        return tables.read(name).head(rows)

    frame = first("people")
    frame.loc[0, "name_en"] = "Somebody else"
    assert first("people").loc[0, "name_en"] == "Ivan Ivanov"
    assert made == [("people", 1)]
    assert len(first("people", rows=2)) == 2
    monkeypatch.setenv("ANTIPARTY_DATA", str(DATA))
    assert first("people").loc[0, "name_en"] != "Ivan Ivanov"
    assert made == [("people", 1), ("people", 2), ("people", 1)]
    tables.forget()
    first("people")
    assert len(made) == 4


def test_unknown_table_lists_the_known(mini):
    with pytest.raises(tables.DataError, match=r"persons\.csv.*the tables are: .*people"):
        tables.read("persons")


def test_no_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ANTIPARTY_DATA", str(tmp_path))
    with pytest.raises(tables.DataError, match="ANTIPARTY_DATA"):
        tables.data_dir()


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("memberships.csv", ",9,preferred", ",nine,preferred", (2, "rank")),
        ("layout.csv", "0.5", "nan", (2, "x")),
        ("people.csv", "Ivan Ivanov,", "Ivan Ivanov,,", (2, "")),
        ("people.csv", "name_en", "name", (1, "name")),
        ("people.csv", "Ivan Ivanov", '"Ivan Ivanov', (2, "")),
    ],
)
def test_faults_name_their_place(mini, change, file, old, new, place):  # noqa: PLR0913, PLR0917
    change(mini / file, old, new)
    with pytest.raises(tables.DataError) as caught:
        tables.read(file.removesuffix(".csv"))
    fault = caught.value
    assert (fault.file, (fault.row, fault.column)) == (file, place)
    assert str(fault).startswith(f"{file}:{place[0]}:{place[1]}: ")


def test_physical_lines_survive_quoted_newlines(mini):
    text = (mini / "people.csv").read_text(encoding="utf-8")
    text = text.replace("Ivan Ivanov", '"Ivan\nIvanov"')
    (mini / "people.csv").write_text(text, encoding="utf-8")
    assert [line for line, _ in tables.raw(mini / "people.csv").rows] == [2, 4, 5]


@pytest.mark.parametrize("text", ["1_000", "１", " 1", "1e400x", "0x1", "NaN", "9" * 41])
def test_odd_numbers_are_refused(text):
    for kind in ("integer", "number"):
        with pytest.raises(ValueError, match="number"):
            tables.convert(text, kind)


def test_broken_descriptors(mini):
    for broken in (
        "",
        "[]",
        "{}",
        '{"resources": [{}]}',
        "[" * 3000,
        '{"resources": [{"name": 1}]}',
    ):
        (mini / "datapackage.json").write_text(broken, encoding="utf-8")
        with pytest.raises(tables.DataError):
            tables.descriptor(mini)
    good = {"resources": [{"name": "a", "path": "../a.csv", "schema": {"fields": [{"name": "b"}]}}]}
    (mini / "datapackage.json").write_text(json.dumps(good), encoding="utf-8")
    with pytest.raises(tables.DataError, match="plain file name"):
        tables.descriptor(mini)
