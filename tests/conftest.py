"""Fixtures shared by the tests of the library: a small sound data folder and a copy of the real."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
DATA = REPO / "data"

# A small invented world that keeps every rule, so that each test can break exactly one.
MINI = {
    "people": [
        {"person_id": "ivanov", "name_en": "Ivan Ivanov", "birth": "1900-05-01", "death": "1960"},
        {"person_id": "petrov", "name_en": "Pyotr Petrov", "birth": "1905~", "wikidata": "Q1"},
        {
            "person_id": "sidorov",
            "name_en": "Sidor Sidorov",
            "birth": "1890",
            "death": "1953-03-05",
            "side_june_1957": "not_in_office",
        },
    ],
    "names": [
        {"person_id": "ivanov", "name": "Ivan Ivanov"},
        {"person_id": "petrov", "name": "Pyotr Petrov"},
        {"person_id": "sidorov", "name": "Sidor Sidorov"},
    ],
    "places": [{"place_id": "moscow", "name_then": "Moscow", "lat": "55.75", "lon": "37.6"}],
    "organizations": [
        {
            "organization_id": "premier",
            "name_en": "Premier",
            "kind": "state_office",
            "founded": "1923",
            "exhaustive_from": "1941-05-06",
            "exhaustive_to": "1957-01-01",
        },
        {"organization_id": "presidium_candidate", "name_en": "Candidates", "kind": "party_body"},
        {"organization_id": "presidium_full", "name_en": "Presidium", "kind": "party_body"},
    ],
    "memberships": [
        {"membership_id": "ivanov-premier-1953", "start": "1953-03-05", "end": "1955-02-08"},
        {"membership_id": "ivanov-presidium_full-1952", "start": "1952-10-16", "end": "1957-06"},
        {
            "membership_id": "ivanov-presidium_full-1952-rival",
            "start": "1952-10-16",
            "end": "1957-07-04",
        },
        {"membership_id": "petrov-presidium_candidate-1953", "start": "1953-03-06", "end": "1956"},
        {"membership_id": "petrov-presidium_full-1956", "start": "1956~"},
        {"membership_id": "sidorov-premier-1941", "start": "1941-05-06", "end": "1953-03-05"},
    ],
    "motions": [
        {
            "motion_id": "removal",
            "organization_id": "presidium_full",
            "text": "Remove the First Secretary.",
            "start": "1957-06-18",
            "end": "1957-06-21",
        }
    ],
    "vote_events": [
        {
            "vote_event_id": "removal_a",
            "motion_id": "removal",
            "date": "1957-06-18",
            "for_count": "1",
            "against_count": "1",
            "abstain_count": "0",
            "complete": "yes",
        }
    ],
    "votes": [
        {"person_id": "ivanov", "option": "for", "changed": "yes", "changed_date": "1957-06-21"},
        {"person_id": "petrov", "option": "against", "changed": "no"},
    ],
    "conflicts": [
        {
            "conflict_id": "ivanov_exit",
            "question": "When?",
            "resolution": "In June.",
            "why": "Text.",
        }
    ],
    "conflict_readings": [
        {"reading_id": "july", "preferred": "no", "value": "1957-07-04"},
        {"reading_id": "june", "preferred": "yes", "value": "1957-06"},
    ],
    "tie_kinds": [{"kind": "friendship", "directed": "no", "sign": "1", "definition": "Friends."}],
    "ties": [
        {"tie_id": "t001", "from_id": "ivanov", "to_id": "petrov", "start": "1957-06-29"},
        {"tie_id": "t002", "from_id": "ivanov", "to_id": "sidorov", "start": "1930", "end": "1940"},
    ],
    "snapshots": [{"snapshot_id": "s1957", "start": "1957-06-18", "end": "1957-06-29"}],
    "layout": [
        {"person_id": "ivanov", "x": "0.5", "y": "1"},
        {"person_id": "petrov", "x": "0.5", "y": "2"},
    ],
    "events": [
        {"event_id": "plenum", "name": "Plenum", "start": "1957-06-22", "theme": "plenum_1957"}
    ],
    "participants": [{"event_id": "plenum", "person_id": "ivanov"}],
    "stances": [{"person_id": "ivanov", "start": "1957-06-18", "end": "1957-06-21"}],
    "sources": [
        {"source_id": "book_a", "title": "A", "url": "https://a.org", "independence_group": "a"},
        {"source_id": "book_b", "title": "B", "independence_group": "b"},
    ],
}
RULES = {
    "vacancies": [
        {"organization_id": "premier", "start": "1955-02-08", "end": "1957-01-01", "why": "Test."}
    ],
    "single_holder": ["premier"],
    "exclusive": [["presidium_full", "presidium_candidate"]],
    "counts": [{"day": "1953-01-01", "organization_id": "presidium_full", "count": 1}],
}


def completed(name: str, row: dict[str, str], fields: list[dict]) -> dict[str, str]:
    """``row`` with the cells that a test does not care about."""
    out = {field["name"]: "" for field in fields} | row
    if name == "memberships":
        person, body, _ = row["membership_id"].split("-", 2)
        rival = row["membership_id"].endswith("-rival")
        out |= {"person_id": person, "organization_id": body, "place_id": "moscow"}
        out |= {
            "reading": "rival" if rival else "preferred",
            "rank": {"premier": "9", "presidium_full": "8"}.get(body, "7"),
        }
        out["conflict_id"] = "ivanov_exit" if "ivanov-presidium" in row["membership_id"] else ""
    elif name == "conflict_readings":
        out |= {"conflict_id": "ivanov_exit", "table": "memberships", "column": "end"}
        out["row_id"] = "ivanov-presidium_full-1952"
    elif name == "ties":
        out |= {"kind": "friendship", "end": row.get("end") or row["start"], "predictive": "no"}
    elif name == "votes":
        out |= {"vote_event_id": "removal_a", "standing": "full"}
    if "sources" in out:
        out |= {"sources": "book_a book_b@p5", "confidence": "confirmed"}
    for field in fields:
        rules = field.get("constraints", {})
        if rules.get("required") and not out[field["name"]]:
            plain = str(rules.get("minimum", 1)) if field["type"] == "integer" else "Text."
            out[field["name"]] = rules.get("enum", [plain])[0]
    return out


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole builds take longest: they begin first, so that no core waits for one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("build") is None)


@pytest.fixture(scope="session")
def mini_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mini")
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "memberships":
            resource["antiparty:rules"] = RULES
        fields = resource["schema"]["fields"]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, [f["name"] for f in fields], lineterminator="\n")
            out.writeheader()
            name = resource["name"]
            out.writerows(completed(name, row, fields) for row in MINI.get(name, []))
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


@pytest.fixture
def mini(mini_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small sound data folder of its own for each test; the library reads it."""
    folder = tmp_path / "data"
    shutil.copytree(mini_made, folder)
    monkeypatch.setenv("ANTIPARTY_DATA", str(folder))
    return folder


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book's own data folder."""
    monkeypatch.delenv("ANTIPARTY_DATA", raising=False)
    return DATA


@pytest.fixture
def change() -> Iterator[Callable[[Path, str, str], None]]:
    """``change(file, old, new)``: replace one piece of text that occurs in a file."""

    def put(path: Path, old: str, new: str) -> None:
        text = path.read_bytes().decode("utf-8")
        assert old in text, f"{old!r} is not in {path.name}"
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))

    yield put
