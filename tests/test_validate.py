"""The validator, proved with mutants: one planted fault a rule, named by file, row and column.

Each mutant changes one piece of text in a sound copy of a small invented data folder.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from antiparty import __main__ as command
from antiparty import validate
from antiparty.validate import mutants
from antiparty.validate.core import Data
from mutants import HISTORY, MUTANTS

REPO = Path(__file__).resolve().parents[1]
DATA = REPO / "data"

UNSHOWN = {
    "quotations",
    "unique",
    "claims",
}  # shown below, on tables or schemas that the small world lacks


def planted(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    if not old:
        (folder / new).write_text("a\n", encoding="utf-8")
        return
    text = path.read_bytes().decode("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def test_the_small_world_is_sound(mini, capsys):
    assert validate.check(mini) == []
    assert command.main(["validate", str(mini)]) == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m[0]}-{m[3] or 'blank'}"[:50])
def test_mutant_is_caught(mini, mutant):
    rule, file, old, new, place, reason = mutant
    planted(mini, file, old, new)
    data = Data.load(mini)
    faults = [str(fault) for fault in validate.RULES[rule].run(data)]
    assert [f for f in faults if f.startswith(place) and reason in f], faults
    assert set(faults) <= {str(fault) for fault in validate.check(mini)}


def line_of(path: Path, begins: str) -> int:
    """Number of the line of ``path`` that begins so."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(begins))


@pytest.mark.parametrize("mutant", HISTORY, ids=lambda m: f"{m[0]}-{m[2]}{m[4]}")
def test_false_history_is_caught(tmp_path, mutant):
    rule, file, begins, old, new, place, reason = mutant
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    number = line_of(folder / file, begins)
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    (folder / file).write_text("\n".join(lines), encoding="utf-8", newline="\n")
    name, row, column = place.split(":")
    if row == "#":
        row = str(number)
    elif row.startswith("@"):
        row = str(line_of(folder / name, row[1:] + ","))
    faults = [str(fault) for fault in validate.RULES[rule].run(Data.load(folder))]
    assert [f for f in faults if f.startswith(f"{name}:{row}:{column}: ") and reason in f], faults


def test_every_rule_has_a_mutant():
    """In the small world here, or in the catalogue that is planted in the book's own data."""
    shown = {mutant[0] for mutant in MUTANTS} | {it.rule for it in mutants.KINDS.values()}
    assert set(validate.RULES) == shown | UNSHOWN


def changed_schema(folder: Path, change) -> Data:
    """The data of ``folder`` after ``change`` of its descriptor (name of table -> schema)."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change({resource["name"]: resource["schema"] for resource in package["resources"]})
    path.write_text(json.dumps(package), encoding="utf-8")
    return Data.load(folder)


def test_works_on_method_may_be_declared(mini):
    lines = (mini / "sources.csv").read_text(encoding="utf-8")
    method = lines.splitlines()[-1].replace("book_b", "book_c")
    (mini / "sources.csv").write_text(f"{lines}{method}\n", encoding="utf-8")
    found = [str(f) for f in validate.RULES["sources used"].run(Data.load(mini))]
    assert [f.split("; ")[0] for f in found] == [
        "sources.csv:4:source_id: 'book_c' is cited nowhere"
    ]
    path = mini / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    sources = next(r for r in package["resources"] if r["name"] == "sources")
    sources["antiparty:rules"] = {"cited_in_text": ["book_c"]}
    path.write_text(json.dumps(package), encoding="utf-8")
    assert validate.check(mini) == []


def test_unique_columns(mini):
    def change(schemas):
        schemas["layout"]["fields"][1]["constraints"]["unique"] = True

    found = [str(f) for f in validate.RULES["unique"].run(changed_schema(mini, change))]
    assert found[0].startswith("layout.csv:3:x: '0.5' stands already on line 2")


def test_quotations(mini):
    def change(schemas):
        schemas["stances"]["fields"][5]["name"] = "quote"

    planted(mini, "stances.csv", "evidence", "quote")
    planted(mini, "stances.csv", ",Text.,book_a book_b@p5", f",{'word ' * 25}word,")
    found = [str(f) for f in validate.RULES["quotations"].run(changed_schema(mini, change))]
    assert [f.split("; ")[0] for f in found] == [
        "stances.csv:2:quote: 26 words",
        "stances.csv:2:sources: a quotation without a source read",
    ]


def test_claims(mini):
    columns = ["claim_id", "verdict", "correct", "explanation"]
    path = mini / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "claims"]
    schema = {"fields": [{"name": name, "type": "string"} for name in columns]}
    package["resources"].append({"name": "claims", "path": "claims.csv", "schema": schema})
    path.write_text(json.dumps(package), encoding="utf-8")
    lines = [",".join(columns), "c1,confirmed,,", "c2,corrected,Right.,", "c3,imprecise,,Why."]
    (mini / "claims.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = [str(f) for f in validate.RULES["claims"].run(Data.load(mini))]
    assert [f.split(": ")[0] for f in found] == ["claims.csv:3:explanation", "claims.csv:4:correct"]


def test_all_faults_are_reported_sorted(mini, capsys):
    planted(mini, "places.csv", "Moscow", "Moscow ")
    planted(mini, "people.csv", "1905~", "1905!")
    planted(mini, "layout.csv", "0.5", "x")
    assert command.main(["validate", str(mini)]) == 1
    lines = capsys.readouterr().out.splitlines()
    places = [line.split(": ")[0] for line in lines]
    assert places == ["layout.csv:2:x", "people.csv:3:birth", "places.csv:2:name_then"]
    assert all("; " in line for line in lines)


def test_rows_are_physical_lines(mini):
    planted(mini, "people.csv", "Ivan Ivanov", '"Ivan\n\nIvanov"')
    planted(mini, "people.csv", "1905~", "1905!")
    assert "people.csv:5:birth" in {str(f).split(": ")[0] for f in validate.check(mini)}


def test_the_command_line_as_users_run_it(mini):
    env = os.environ | {"PYTHONPATH": str(REPO / "book")}
    run = [sys.executable, "-m", "antiparty"]
    sound = subprocess.run([*run, "validate"], env=env, capture_output=True, text=True, check=False)
    assert (sound.returncode, sound.stderr) == (0, "")
    planted(mini, "layout.csv", "0.5", "x")
    faulty = subprocess.run(
        [*run, "validate", str(mini)], env=env, capture_output=True, text=True, check=False
    )
    assert (faulty.returncode, faulty.stderr) == (1, "")
    assert faulty.stdout.startswith("layout.csv:2:x: 'x' is not a number; ")
    rules = subprocess.run([*run, "rules"], env=env, capture_output=True, text=True, check=False)
    assert len(rules.stdout.splitlines()) == len(validate.RULES)


# --- whatever the input: one line a fault, never a traceback ---------------------------------


def odd_folders(folder: Path):
    """Ways to spoil a data folder: (what, function that does it)."""
    people, package = folder / "people.csv", folder / "datapackage.json"
    return {
        "missing file": people.unlink,
        "empty file": lambda: people.write_bytes(b""),
        "only a header": lambda: people.write_bytes(people.read_bytes().split(b"\n")[0] + b"\n"),
        "only line ends": lambda: people.write_bytes(b"\n\n\n"),
        "not UTF-8": lambda: people.write_bytes("person_id\nИванов\n".encode("cp1251")),
        "UTF-16": lambda: people.write_bytes(people.read_bytes().decode().encode("utf-16")),
        "byte order mark": lambda: people.write_bytes(b"\xef\xbb\xbf" + people.read_bytes()),
        "NUL": lambda: people.write_bytes(people.read_bytes().replace(b"Ivan", b"Iv\0n")),
        "only NULs": lambda: people.write_bytes(b"\0" * 5000),
        "huge field": lambda: people.write_bytes(people.read_bytes() + b"x" * 300_000),
        "many cells": lambda: people.write_bytes(people.read_bytes() + b"," * 100_000),
        "open quote": lambda: people.write_bytes(people.read_bytes() + b'"'),
        "carriage returns": lambda: people.write_bytes(people.read_bytes().replace(b"\n", b"\r")),
        "a folder": lambda: (people.unlink(), people.mkdir()),
        "an unknown folder": (folder / "x.csv").mkdir,
        "a pipe": lambda: (people.unlink(), os.mkfifo(people)),
        "a dead link": lambda: (people.unlink(), people.symlink_to("nowhere")),
        "a link to itself": lambda: (people.unlink(), people.symlink_to("people.csv")),
        "unreadable": lambda: people.chmod(0),
        "odd file name": (folder / "a\nb\udcff.csv").touch,
        "no descriptor": package.unlink,
        "empty descriptor": lambda: package.write_bytes(b""),
        "descriptor is a list": lambda: package.write_bytes(b"[]"),
        "descriptor not UTF-8": lambda: package.write_bytes(b"\xff\xfe"),
        "deep descriptor": lambda: package.write_bytes(b"[" * 100_000),
        "long number": lambda: package.write_bytes(b"9" * 10_000),
        "no folder": lambda: shutil.rmtree(folder),
        "folder is a file": lambda: (shutil.rmtree(folder), folder.touch()),
    }


@pytest.mark.parametrize("what", odd_folders(Path("x")))
def test_never_a_traceback(mini, what, capsys):
    odd_folders(mini)[what]()
    status = command.main(["validate", str(mini)])
    out = capsys.readouterr().out
    if what == "unreadable" and os.geteuid() == 0:
        return  # root reads everything
    assert status == 1
    for line in out.splitlines():
        file, row, _ = line.split(":", 2)
        assert file and row.isdigit(), line
        assert "; " in line, line
        assert "could not be checked" not in line, line


def test_a_repeated_column_hides_nothing(mini):
    planted(mini, "layout.csv", "person_id,x,y", "person_id,x,x")
    assert any(
        fault.reason.startswith("the column stands 2 times") for fault in validate.check(mini)
    )


def test_fuzzed_bytes_never_raise(mini):
    """Seeded damage to the bytes of every file; each run must end in faults or in silence."""
    chance = random.Random(1957)
    files = sorted(path for path in mini.iterdir() if path.suffix in (".csv", ".json"))
    sound = {path: path.read_bytes() for path in files}
    pieces = [
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"..",
        b"/",
        b"~",
        b"\xef\xbb\xbf",
        b"-",
        b"9",
    ]
    for _ in range(150):
        path = chance.choice(files)
        content = bytearray(sound[path])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content) + 1)
            cut = chance.choice((0, 0, 1, 7, 60))
            content[at : at + cut] = chance.choice(pieces) * chance.choice((0, 1, 3))
        path.write_bytes(bytes(content))
        for fault in validate.check(mini):
            assert "\n" not in str(fault)
            if path.suffix == ".csv":
                assert "could not be checked" not in fault.reason, (path.name, str(fault))
        path.write_bytes(sound[path])
    assert validate.check(mini) == []


def test_odd_descriptors_never_raise(mini):
    """Seeded: one value of the descriptor after the other replaced by one of another type."""
    chance = random.Random(4)
    path = mini / "datapackage.json"
    sound = json.loads(path.read_text(encoding="utf-8"))
    odd = [None, 0, "", "x", "a\0b", [], {}, [[]], [{}], True, "../x.csv", "people.csv"]
    for _ in range(150):
        package = json.loads(json.dumps(sound))
        node = package["resources"]
        while True:
            key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if not isinstance(node[key], dict | list) or not node[key] or chance.random() < 0.1:
                break
            node = node[key]
        node[key] = chance.choice(odd)
        path.write_text(json.dumps(package), encoding="utf-8")
        for fault in validate.check(mini):
            assert str(fault).isprintable()
