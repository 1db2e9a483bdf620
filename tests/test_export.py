"""The data package: every format read back by its field's own library says what the CSVs say."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
from antiparty import asof, dates, export, tables
from antiparty.export import database, network, popolo, views
from antiparty.export.common import cited, prefix, text
from bookcopy import copy_book, make
from pybtex.database import parse_bytes
from pybtex.richtext import Text
from rdflib import RDF, URIRef

SDO = rdflib.Namespace("https://schema.org/")
BASE = "https://example.org/data/"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The package of the real data; the issue allows 20 seconds."""
    begun = time.process_time()
    found = export.build()
    assert time.process_time() - begun < 20
    return found


@pytest.fixture(scope="module")
def folder(made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as files."""
    out = tmp_path_factory.mktemp("published")
    for path, content in made.items():
        (out / path).parent.mkdir(exist_ok=True)
        (out / path).write_bytes(content)
    return out


def truth(name: str) -> list[Row]:
    """The CSV read with the standard library alone: column → text."""
    with (tables.data_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed(name: str) -> list[list[Any]]:
    """Cells of a table as Python values by the schema; None for blank numbers, '' for text."""
    kinds = [spec.get("type", "string") for spec in tables.schema(name)["schema"]["fields"]]
    return [
        [tables.convert(cell, kind) for cell, kind in zip(row.values(), kinds, strict=True)]
        for row in truth(name)
    ]


def whole(cells: list[Any]) -> list[Any]:
    """Null and blank text are the same to us."""
    return ["" if cell is None else cell for cell in cells]


# the package as a whole


def test_listing_is_what_is_published(made):
    listed = export.listing()
    index = json.loads(made["index.json"])
    assert [item["path"] for item in listed] + ["index.json"] == list(made)
    for item, entry in zip(listed, index["files"], strict=True):
        content = made[item["path"]]
        assert entry == item | {
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    for name in tables.names():
        own = {i["format"]: i for i in listed if i["table"] == name}
        assert {"CSV", "Parquet"} <= set(own)
        assert own["CSV"]["rows"] == own["Parquet"]["rows"] == len(truth(name))
    wanted = {"CSV", "Data Package", "Parquet", "SQLite", "Popolo JSON", "GEXF", "GraphML"}
    assert wanted | {"JSON-LD", "Croissant", "BibTeX", "Zip"} <= {i["format"] for i in listed}


def test_zip_holds_every_file_and_no_clock(made):
    with zipfile.ZipFile(io.BytesIO(made["seven-against-four.zip"])) as archive:
        assert archive.testzip() is None
        entries = {i.filename.removeprefix("seven-against-four/"): i for i in archive.infolist()}
        assert set(entries) == set(made) - {"index.json", "seven-against-four.zip"}
        assert list(entries) == sorted(entries)
        assert {"README.md", "LICENSE", "CHANGELOG.md", "FORMATS.md"} <= set(entries)
        for path, entry in entries.items():
            assert archive.read(entry) == made[path]
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.build
def test_same_bytes_in_another_place_time_zone_and_hash_seed(made, tmp_path):
    """`make package` in a copy of the book; made again only when there is a reason."""
    copy = copy_book(tmp_path / "a folder", {"index": "# A book\n"})
    (copy / "_build" / ".package").unlink(missing_ok=True)  # made anew, not taken over
    env = {"PYTHONHASHSEED": "4", "TZ": "Asia/Vladivostok", "LC_ALL": "C"}
    first = make(copy, "package", **env)
    assert first.returncode == 0, first.stdout
    assert "data package" in first.stdout
    out = copy / "_build" / "html" / "data"
    found = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert found == set(made)
    assert [path for path in made if (out / path).read_bytes() != made[path]] == []
    second = make(copy, "package", **env)
    assert second.returncode == 0
    assert "data package" not in second.stdout
    (copy / "data" / "notes.csv").write_text("a file that does not belong here")
    for _ in range(2):  # what failed is not taken for done
        assert make(copy, "package", **env).returncode


def test_writing_keeps_to_its_own_folder(tmp_path, monkeypatch, mini):
    monkeypatch.setattr(export, "build", lambda: {"a/b.csv": b"1", "index.json": b"{}"})
    for ours in (mini, mini.parent):
        (ours / "index.json").write_text("{}")  # looks like a package, and still is the data
    for bad in (mini, mini / "inside", mini.parent, mini / ".." / "data"):
        with pytest.raises(export.ExportError):
            export.write(bad)
    other = tmp_path / "other"
    other.mkdir()
    (other / "diary.txt").write_text("mine")
    with pytest.raises(export.ExportError):
        export.write(other)
    assert (other / "diary.txt").exists()
    out = tmp_path / "new" / "out"
    export.write(out)
    (out / "old.csv").write_text("of an older package")
    export.write(out)
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert files == {"a/b.csv": b"1", "index.json": b"{}"}


# CSV and Parquet


def test_csv_and_descriptor(made, folder):
    descriptor = json.loads(made["datapackage.json"])
    source = json.loads((tables.data_dir() / "datapackage.json").read_bytes())
    for resource in source["resources"]:
        content = (tables.data_dir() / resource["path"]).read_bytes()
        assert made[resource["path"]] == content
        resource["bytes"] = len(content)
        resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    assert descriptor == source
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]


def test_frictionless_sees_a_changed_file(folder, tmp_path):
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] == "snapshots"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    content = (folder / "snapshots.csv").read_bytes()
    (tmp_path / "snapshots.csv").write_bytes(content.replace(b"1957", b"1956"))
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_parquet(folder):
    kinds = {"integer": "int64", "number": "double", "boolean": "bool"}
    for name in tables.names():
        path = folder / "parquet" / f"{name}.parquet"
        frame = pd.read_parquet(path)
        specs = tables.schema(name)["schema"]["fields"]
        assert list(frame) == [spec["name"] for spec in specs]
        found = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
        assert [whole(row) for row in found] == [whole(row) for row in typed(name)], name
        schema = pq.read_schema(path)
        assert schema.metadata[b"title"].decode() == tables.schema(name)["title"]
        for spec in specs:
            field = schema.field(spec["name"])
            assert str(field.type) == kinds.get(spec.get("type"), "string")
            assert field.metadata[b"description"].decode() == spec["description"]


# SQLite


@pytest.fixture(scope="module")
def base(folder: Path) -> sqlite3.Connection:
    found = sqlite3.connect(f"file:{folder / 'seven-against-four.sqlite'}?mode=ro", uri=True)
    found.row_factory = sqlite3.Row
    return found


def test_sqlite_is_sound(base):
    assert [tuple(row) for row in base.execute("PRAGMA integrity_check")] == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA application_id").fetchone()[0] == database.APPLICATION_ID


def test_sqlite_tables(base):
    for name in tables.names():
        schema = tables.schema(name)["schema"]
        found = base.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
        assert [whole(list(row)) for row in found] == [whole(row) for row in typed(name)], name
        columns = base.execute(f'PRAGMA table_info("{name}")').fetchall()
        assert [c["name"] for c in columns] == [f["name"] for f in schema["fields"]]
        keys = [c["name"] for c in sorted(columns, key=lambda c: c["pk"]) if c["pk"]]
        assert keys == tables.primary_key(tables.schema(name))
        links = base.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        wanted = {
            (link["fields"][0], link["reference"]["resource"])
            for link in schema.get("foreignKeys", [])
        }
        assert {(link["from"], link["table"]) for link in links} == wanted
        blank = [c["name"] for c in columns if not c["notnull"]]
        for column in blank:
            query = f'SELECT count(*) FROM "{name}" WHERE "{column}" = \'\''
            assert base.execute(query).fetchone()[0] == 0, f"{name}.{column}: '' is not NULL"


def test_sqlite_citations(base):
    found: dict[tuple[str, str, str], list[str]] = {}
    query = "SELECT * FROM citations ORDER BY table_name, row_id, role, position"
    for row in base.execute(query):
        word = row["source_id"] + (f"@{row['locator']}" if row["locator"] else "")
        found.setdefault((row["table_name"], row["row_id"], row["role"]), []).append(word)
    wanted = {
        (name, "|".join(row[k] for k in tables.primary_key(tables.schema(name))), role): row[
            column
        ].split()
        for name in tables.names()
        for row in truth(name)
        for column, role in (("sources", "read"), ("recalled_from", "recalled"))
        if row.get(column)
    }
    assert found == wanted
    used = {row["source_id"]: row for row in base.execute("SELECT * FROM sources_used")}
    assert set(used) == {row["source_id"] for row in truth("sources")}
    reads = Counter(
        source
        for (_, _, role), words in wanted.items()
        if role == "read"
        for source in {word.partition("@")[0] for word in words}
    )
    assert {source: row["rows_read"] for source, row in used.items() if row["rows_read"]} == reads


def test_sqlite_dates(base):
    found = {row["edtf"]: row for row in base.execute("SELECT * FROM dates")}
    written = {
        row[spec["name"]]
        for name in tables.names()
        for spec in tables.schema(name)["schema"]["fields"]
        if spec.get("edtf")
        for row in truth(name)
    } - {""}
    assert set(found) == written
    for edtf, row in found.items():
        span = dates.parse(edtf)
        assert row["earliest"] == (span.earliest and span.earliest.isoformat())
        assert row["latest"] == (span.latest and span.latest.isoformat())
        assert row["label"] == dates.label(edtf)


def test_sqlite_views_answer_as_the_library_does(base):
    query = """SELECT person_id,
        max(start_latest <= :day AND end_earliest > :day) AS sure FROM presidium_spells
        WHERE organization_id = :body AND start_earliest <= :day AND end_latest > :day
        GROUP BY person_id"""
    compared = 0
    for body in ("presidium_full", "presidium_candidate", "politburo_full", "politburo_candidate"):
        for day in ("1934-03-01", "1949-05-01", "1953-03-06", "1957-06-18", "1957-06-29"):
            rows = base.execute(query, {"day": day, "body": body})
            found = {row["person_id"]: "yes" if row["sure"] else "possibly" for row in rows}
            seats = asof.composition(day, body)
            assert found == dict(zip(seats["person_id"], seats["certainty"], strict=True))
            compared += len(found)
    assert compared > 60
    careers: dict[str, list[sqlite3.Row]] = {}
    for row in base.execute("SELECT * FROM careers"):
        careers.setdefault(row["person_id"], []).append(row)
    assert set(careers) == set(asof.memberships()["person_id"])
    for person, rows in careers.items():
        career = asof.career(person).set_index("membership_id")
        assert {row["membership_id"] for row in rows} == set(career.index)
        for row in rows:
            for mine, theirs, none in (
                ("start_earliest", "start_first", "0001-01-01"),
                ("start_latest", "start_last", "9999-12-31"),
                ("end_earliest", "end_first", "0001-01-01"),
                ("end_latest", "end_last", "9999-12-31"),
            ):
                day = career.loc[row["membership_id"], theirs]
                assert row[mine] == (day.isoformat() if day else none)
    kinds = {row["kind"]: row for row in truth("tie_kinds")}
    people = {row["person_id"]: row["name_en"] for row in truth("people")}
    edges = {row["tie_id"]: row for row in base.execute("SELECT * FROM tie_edges")}
    assert len(edges) == len(truth("ties"))
    for tie in truth("ties"):
        edge = edges[tie["tie_id"]]
        assert edge["sign"] == int(kinds[tie["kind"]]["sign"])
        assert (edge["from_name"], edge["to_name"]) == (
            people[tie["from_id"]],
            people[tie["to_id"]],
        )
    votes = truth("votes")
    for row in base.execute("SELECT * FROM accounts"):
        mine = [v for v in votes if v["vote_event_id"] == row["vote_event_id"]]
        full = Counter(v["option"] for v in mine if v["standing"] == "full")
        counts = (row["people_named"], row["named_for"], row["named_against"])
        assert counts == (len(mine), full["for"], full["against"])


def test_sqlite_views_with_open_dates(mini, change):
    """Nobody holds anything before birth or after death, whatever the dates leave open."""
    change(mini / "memberships.csv", ",1956~,", ",,")
    change(mini / "people.csv", ",1905~,", ",1905,")
    base = sqlite3.connect(":memory:")
    base.deserialize(export.build()["seven-against-four.sqlite"])
    query = "SELECT start_earliest, end_latest FROM careers WHERE membership_id = ?"
    for person in ("ivanov", "petrov"):
        for _, row in asof.career(person).iterrows():
            (found,) = base.execute(query, [row["membership_id"]])
            first, last = row["start_first"], row["end_last"]
            assert found == (first.isoformat(), last.isoformat() if last else "9999-12-31")
    (petrov,) = base.execute(query, ["petrov-presidium_full-1956"])
    assert petrov == ("1905-01-01", "9999-12-31")


def test_sqlite_documents_itself(base):
    columns = base.execute("SELECT count(*) FROM about_columns").fetchone()[0]
    assert columns == sum(len(tables.columns(name)) for name in tables.names())
    about = dict(base.execute("SELECT key, value FROM about").fetchall())
    assert about["version"] == tables.schema()["version"]
    for question, query in views.QUERIES.items():
        assert about[f"query: {question}"] == query
        assert base.execute(query).fetchall(), question
    sitting = base.execute(views.QUERIES["who sat in the Presidium on 18 June 1957"]).fetchall()
    assert len(sitting) == 11
    assert {row["certainty"] for row in sitting} == {"yes"}


@pytest.mark.parametrize(
    "bad",
    [
        "INSERT INTO citations VALUES ('ties', 't001', 'read', 99, 'no_such_work', NULL)",
        "UPDATE memberships SET person_id = 'nobody' WHERE person_id = 'molotov'",
        "UPDATE people SET side_june_1957 = 'fence'",
        "INSERT INTO ties SELECT * FROM ties LIMIT 1",
        "UPDATE people SET name_en = NULL",
    ],
)
def test_sqlite_keys_hold(folder, tmp_path, bad):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((folder / "seven-against-four.sqlite").read_bytes())
    with sqlite3.connect(copy) as base:
        base.execute("PRAGMA foreign_keys = on")
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(bad)


# Popolo


@pytest.fixture(scope="module")
def document(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "popolo.json").read_bytes())


BACK = {option: ours for ours, option in popolo.OPTIONS.items()}
SAME = {  # table: our column → Popolo's property, where it is not the same word
    "people": {"person_id": "id", "name_en": "name"},
    "organizations": {"organization_id": "id", "name_en": "name", "kind": "classification"},
    "memberships": {"membership_id": "id", "role_en": "role", "place_id": "area_id"},
    "places": {"place_id": "id", "name_then": "name"},
    "events": {
        "event_id": "id",
        "summary": "description",
        "kind": "classification",
        "place_id": "area_id",
    },
    "motions": {"motion_id": "id"},
    "vote_events": {"vote_event_id": "id"},
    "votes": {"person_id": "voter_id", "standing": "role"},
    "participants": {},
    "speeches": {"speech_id": "id", "person_id": "creator_id", "post": "role", "quote": "text"},
}
DATES = {
    "people": {"birth": "birth_date", "death": "death_date", "party_joined": "party_joined"},
    "organizations": {"founded": "founding_date", "dissolved": "dissolution_date"}
    | {column: column for column in ("exhaustive_from", "exhaustive_to")},
    "memberships": {"start": "start_date", "end": "end_date"},
    "events": {"start": "start_date", "end": "end_date"},
    "motions": {"start": "date", "end": "end_date"},
    "vote_events": {"date": "start_date"},
    "votes": {"changed_date": "changed_date"},
    "speeches": {"date": "date"},
}


def row_back(name: str, found: Row, outer: Row) -> Row:
    """A row of our table from a Popolo object; ``outer`` is what its parent says."""
    row: Row = {}
    for column in tables.columns(name):
        value = outer.get(column, found.get(SAME[name].get(column, column), ""))
        if column in DATES.get(name, {}):
            value = found.get("edtf", {}).get(DATES[name][column], "")
        elif column == "sources":
            words = [
                s["source_id"] + (f"@{s['locator']}" if "locator" in s else "")
                for s in found.get("sources", [])
            ]
            value = " ".join(words)
        elif column == "recalled_from":
            value = " ".join(found.get("recalled_from", []))
        row[column] = text(value)
    return row


def test_popolo_says_what_the_tables_say(document):
    wikidata = {
        p["id"]: i["identifier"] for p in document["persons"] for i in p.get("identifiers", [])
    }
    rows = {
        "people": [
            row_back("people", p, {"wikidata": wikidata.get(p["id"], "")})
            for p in document["persons"]
        ],
        "memberships": [
            row_back("memberships", m, {})
            for m in document["memberships"] + document["rival_memberships"]
        ],
        "events": [row_back("events", e, {}) for e in document["events"]],
        "motions": [row_back("motions", m, {}) for m in document["motions"]],
        "speeches": [row_back("speeches", s, {}) for s in document.get("speeches", [])],
        "organizations": [
            row_back("organizations", o, {"name_ru": "".join(n["name"] for n in o["other_names"])})
            if "other_names" in o
            else row_back("organizations", o, {})
            for o in document["organizations"]
        ],
        "participants": [
            row_back("participants", p, {"event_id": e["id"]})
            for e in document["events"]
            for p in e.get("participants", [])
        ],
    }
    rows["places"] = []
    for area in document["areas"]:
        lon, lat = area.get("geometry", {}).get("coordinates", ("", ""))
        rows["places"].append(row_back("places", area, {"lat": lat, "lon": lon}))
    rows["vote_events"], rows["votes"] = [], []
    for event in document["vote_events"]:
        counts = {c["option"]: c["value"] for c in event.get("counts", [])}
        given = {ours: counts.get(theirs, "") for ours, theirs in popolo.COUNTS.items()}
        rows["vote_events"].append(row_back("vote_events", event, given))
        for vote in event.get("votes", []):
            option = BACK.get(vote["option"], vote["option"])
            outer = {"vote_event_id": event["id"], "option": option}
            rows["votes"].append(row_back("votes", vote, outer))
    for name, found in rows.items():
        wanted = truth(name) if name in tables.names() else []
        numbers = {
            s["name"] for s in tables.schema(name)["schema"]["fields"] if s["type"] == "number"
        }
        for row in wanted:  # 55.750 is 55.75
            row |= {c: text(tables.convert(row[c], "number")) for c in numbers}
        order = tables.primary_key(tables.schema(name))
        found.sort(key=lambda r, order=order: [r[k] for k in order])
        wanted.sort(key=lambda r, order=order: [r[k] for k in order])
        assert found == wanted, name
    names = [
        {"person_id": p["id"], "name": n["name"], "script": n["script"], "kind": n["note"]}
        for p in document["persons"]
        for n in p.get("other_names", [])
    ]
    order = ["person_id", "name"]
    assert sorted(names, key=lambda r: [r[k] for k in order]) == sorted(
        truth("names"), key=lambda r: [r[k] for k in order]
    )


def test_popolo_keeps_the_standard(document):
    """Patterns and required properties of the Popolo schemas; every reference is to be found."""
    ids = {
        kind: [thing["id"] for thing in document[kind]]
        for kind in ("persons", "organizations", "memberships", "areas", "events", "motions")
    }
    assert all(len(found) == len(set(found)) for found in ids.values())
    targets = {
        "person_id": "persons", "voter_id": "persons", "creator_id": "persons",
        "predecessor_id": "persons", "successor_id": "persons", "organization_id": "organizations",
        "area_id": "areas", "birth_place_id": "areas", "death_place_id": "areas",
        "motion_id": "motions", "event_id": "events",
    }  # fmt: skip
    sets = {kind: set(found) for kind, found in ids.items()}
    works = {row["source_id"]: row for row in truth("sources")}

    def look(value: Any, name: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key != "edtf":
                    look(inner, key)
        elif isinstance(value, list):
            for inner in value:
                if name == "sources":
                    work = works[inner["source_id"]]
                    assert inner["url"] == work["url"] or not work["url"]
                    assert inner["url"]
                look(inner, name)
        elif name.endswith("_date") or name == "date":
            assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", value), (name, value)
        elif name in targets:
            assert value in sets[targets[name]], (name, value)
        assert value not in ("", None), name

    look(document, "")
    assert {m["reading"] for m in document["memberships"]} == {"preferred"}
    options = {v["option"] for e in document["vote_events"] for v in e.get("votes", [])}
    assert options <= {"yes", "no", "abstain", "absent", "not voting", "wavered"}


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("", None), ("1957-06-18", "1957-06-18"), ("1957-06", "1957-06"), ("1957", "1957"),
        ("1957?", "1957"), ("1918~", None), ("1957-06~", "1957"), ("1957-06-18~", "1957-06"),
        ("1957-06-18/1957-06-22", "1957-06"), ("1962-02-09/1962-07-26", "1962"),
        ("1962/1963", None), ("1966-04-08/..", None), ("../1966", None), ("195X", None),
    ],
)  # fmt: skip
def test_an_iso_date_never_says_more_than_is_known(edtf, iso):
    assert prefix(edtf) == iso


# networks


def edge_truth() -> dict[str, Row]:
    """tie_id → what both network files must say of an edge, as text."""
    kinds = {row["kind"]: row for row in truth("tie_kinds")}
    out = {}
    for tie in truth("ties"):
        start, end = dates.parse(tie["start"]), dates.parse(tie["end"])
        own = {c: tie[c] for c in network.EDGE if c in tie}
        own |= {"directed": kinds[tie["kind"]]["directed"], "sign": kinds[tie["kind"]]["sign"]}
        own |= {"edtf_start": tie["start"], "edtf_end": tie["end"]}
        own |= {"start_earliest": start.earliest, "start_latest": start.latest}
        own |= {"end_earliest": end.earliest, "end_latest": end.latest}
        out[tie["tie_id"]] = {"from": tie["from_id"], "to": tie["to_id"]} | {
            c: text(own[c]) for c in network.EDGE
        }
    return out


@pytest.mark.parametrize("name", ["ties.gexf", "ties.graphml"])
def test_networks(folder, name):
    if name.endswith("gexf"):
        graph = nx.read_gexf(folder / name, version="1.3")
        assert graph.graph["mode"] == "dynamic"
    else:
        graph = nx.read_graphml(folder / name, force_multigraph=True)
    assert graph.is_multigraph()
    assert graph.is_directed()
    found = {}
    for a, b, key, data in graph.edges(keys=True, data=True):
        assert isinstance(data["sign"], int)
        found[key] = {"from": a, "to": b} | {c: text(data.get(c)) for c in network.EDGE}
    wanted = edge_truth()
    assert found == wanted
    assert all(edge["sources"] or edge["recalled_from"] for edge in found.values())
    people = {row["person_id"]: row for row in truth("people")}
    places = {row["person_id"]: row for row in truth("layout")}
    assert set(graph) == {edge[end] for edge in wanted.values() for end in ("from", "to")}
    for person, data in graph.nodes(data=True):
        row, place = people[person], places.get(person, {})
        for ours, theirs in (
            ("name_en", "name"),
            ("name_ru", "name_ru"),
            ("side_june_1957", "side"),
            ("birth", "birth"),
            ("death", "death"),
            ("wikidata", "wikidata"),
        ):
            assert data.get(theirs, "") == row[ours]
        assert text(data.get("x")) == text(tables.convert(place.get("x", ""), "number"))
        assert text(data.get("y")) == text(tables.convert(place.get("y", ""), "number"))


def test_gexf_in_time(folder):
    graph = nx.read_gexf(folder / "ties.gexf", version="1.3")
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert data["id"] == key
        assert text(data.get("start")) == data.get("start_earliest", "")
        assert text(data.get("end")) == data.get("end_latest", "")
        assert data["weight"] == data["strength"]
    for person, data in graph.nodes(data=True):
        assert text(data.get("start")) == text(dates.parse(data.get("birth", "")).earliest), person
        if "x" in data:
            assert data["viz"]["position"] == {"x": data["x"], "y": -data["y"], "z": 0}
    day = "1957-06-18"
    held = {
        key
        for _, _, key, d in graph.edges(keys=True, data=True)
        if d.get("start", "") <= day <= d.get("end", "9999")
    }
    assert held == set(asof.ties(day)["tie_id"])


# linked data


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own
def test_jsonld(made, folder):
    graph = rdflib.Graph().parse(folder / "dataset.jsonld", format="json-ld", publicID=BASE)
    (dataset,) = graph.subjects(RDF.type, SDO.Dataset)
    package = tables.schema()
    assert str(graph.value(dataset, SDO.name)) == package["title"]
    assert graph.value(dataset, SDO.license) == URIRef(package["licenses"][0]["path"])
    assert re.fullmatch(r"\d{4}/\d{4}", str(graph.value(dataset, SDO.temporalCoverage)))
    creator = graph.value(dataset, SDO.creator)
    assert str(graph.value(creator, SDO.name)) == package["contributors"][0]["title"]
    files = set()
    for download in graph.objects(dataset, SDO.distribution):
        path = str(graph.value(download, SDO.contentUrl)).removeprefix(BASE)
        files.add(path)
        assert graph.value(download, SDO.encodingFormat)
        if not path.endswith(".zip"):
            digest = hashlib.sha256(made[path]).hexdigest()
            assert str(graph.value(download, SDO.sha256)) == digest
            assert str(graph.value(download, SDO.contentSize)) == f"{len(made[path])} B"
    assert files == set(made) - {"index.json", "dataset.jsonld", "croissant.json"}
    variables = {
        str(graph.value(v, SDO.name)) for v in graph.objects(dataset, SDO.variableMeasured)
    }
    assert {"memberships.start", "ties.strength", "votes.option"} <= variables
    works = {
        str(work).removeprefix(f"{BASE}sources.csv#"): str(graph.value(work, SDO.name))
        for work in graph.objects(dataset, SDO.citation)
    }
    assert works == {row["source_id"]: row["title"] for row in truth("sources")}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own
def test_croissant(made, folder):
    """mlcroissant validates and loads the file; here its structure is held."""
    assert len(rdflib.Graph().parse(folder / "croissant.json", format="json-ld", publicID=BASE))
    found = json.loads(made["croissant.json"])
    assert found["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert {"name", "description", "license", "creator", "datePublished", "citeAs"} <= set(found)
    files = {file["@id"]: file for file in found["distribution"]}
    for path, file in files.items():
        assert file["sha256"] == hashlib.sha256(made[path]).hexdigest()
        assert file["contentUrl"] == path
    assert [records["@id"] for records in found["recordSet"]] == tables.names()
    kinds = {"integer": "sc:Integer", "number": "sc:Float", "string": "sc:Text"}
    for records in found["recordSet"]:
        name = records["name"]
        fields = {field["name"]: field for field in records["field"]}
        assert list(fields) == made[f"{name}.csv"].decode().split("\n", 1)[0].split(",")
        for spec in tables.schema(name)["schema"]["fields"]:
            field = fields[spec["name"]]
            assert field["@id"] == f"{name}/{spec['name']}"
            assert field["dataType"] == kinds[spec["type"]]
            assert field["source"]["fileObject"]["@id"] in files
            assert field["source"]["extract"]["column"] == spec["name"]
        assert records["key"] == [
            {"@id": f"{name}/{k}"} for k in tables.primary_key(tables.schema(name))
        ]


# BibTeX

ENTRY_TYPES = {"book": "book", "thesis": "phdthesis", "article": "article", "news": "article"}
ENTRY_TYPES |= {"chapter": "incollection", "encyclopedia_entry": "incollection"}


def test_bibtex(made):
    found = parse_bytes(made["sources.bib"], "bibtex").entries
    works = {row["source_id"]: row for row in truth("sources")}
    assert list(found) == list(works)

    def said(entry: Any, field: str) -> str:
        return str(Text.from_latex(entry.fields.get(field, "")))

    def clean(value: str) -> str:  # what LaTeX itself turns into one sign
        return " ".join(value.replace("--", "–").split())

    for key, row in works.items():
        entry = found[key]
        assert entry.type == ENTRY_TYPES.get(row["type"], "misc")
        assert clean(said(entry, "title")) == clean(row["title"])
        assert entry.fields.get("year", "") == row["year"]
        assert entry.fields.get("url", "") == row["url"]
        assert entry.fields.get("doi", "") == row["doi"]
        assert clean(said(entry, "titleaddon")) == clean(row["title_translated"])
        for role in ("author", "editor"):
            names = [str(Text.from_latex(str(p))) for p in entry.persons.get(role, [])]
            wanted = row[role].replace("; et al.", "; others").replace("; and others", "; others")
            assert "; ".join(names) == wanted
    cyrillic = sum(bool(re.search("[а-яё]", row["title"])) for row in works.values())
    assert cyrillic > 50
    assert len(re.findall(r"title = \"\{[^\"]*[а-яё]", made["sources.bib"].decode())) == cyrillic


# any data of this schema

AWKWARD = '"it\'s", & <b> 100%\nж'


@pytest.fixture
def odd(mini: Path) -> Path:
    """The small data with one more table of every type, blanks and awkward text."""
    path = mini / "datapackage.json"
    package = json.loads(path.read_bytes())
    names = ["order", "text", "whole", "part", "flag", "when", "sources", "person_id"]
    kinds = {"whole": "integer", "part": "number", "flag": "boolean"}
    fields = [
        {"name": n, "type": kinds.get(n, "string"), "title": n, "description": n} for n in names
    ]
    fields[0]["constraints"] = {"required": True}
    fields[5]["edtf"] = True
    fields[6]["list"] = " "
    link = {
        "fields": ["person_id"],
        "reference": {"resource": "people", "fields": ["person_id"]},
    }
    schema = {"fields": fields, "primaryKey": ["order", "text"], "foreignKeys": [link]}
    package["resources"].append(
        {"name": "select", "path": "select.csv", "title": "Odd", "description": "Odd"}
        | {"type": "table", "schema": schema}
    )
    path.write_text(json.dumps(package), encoding="utf-8")
    rows = [
        names,
        ["a", "", "", "", "", "", "", ""],
        ["b", '"it\'s", & <b> 100%\nж', "-3", "0.1", "true", "1957~", "book_a@p1 book_b", "ivanov"],
    ]
    with (mini / "select.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return mini


def test_a_new_table_needs_no_code(odd):
    made = export.build()
    frame = pd.read_parquet(io.BytesIO(made["parquet/select.parquet"]))
    found = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    assert [whole(row) for row in found] == [whole(row) for row in typed("select")]
    base = sqlite3.connect(":memory:")
    base.deserialize(made["seven-against-four.sqlite"])
    rows = [whole(list(row)) for row in base.execute('SELECT * FROM "select"')]
    assert rows == [whole(row) for row in typed("select")]
    query = "SELECT row_id, source_id, locator FROM citations WHERE table_name = 'select'"
    key = 'b|"it\'s", & <b> 100%\nж'
    assert base.execute(query).fetchall() == [(key, "book_a", "p1"), (key, "book_b", None)]
    assert [i["rows"] for i in export.listing() if i["table"] == "select"] == [2, 2]


def test_a_broken_reference_stops_the_package(mini, change):
    change(mini / "memberships.csv", ",petrov,", ",nobody,")
    with pytest.raises(tables.DataError, match=r"memberships.csv.* people"):
        export.build()


def test_an_unknown_work_stops_the_package(mini, change):
    change(mini / "ties.csv", "book_a", "book_z")
    with pytest.raises(tables.DataError, match=r"ties.csv.*t001: book_z.* sources"):
        export.build()


def test_citations_are_taken_apart():
    assert list(cited("a b@p1 c@doc66")) == [("a", ""), ("b", "p1"), ("c", "doc66")]
    assert list(cited("")) == list(cited(None)) == []
