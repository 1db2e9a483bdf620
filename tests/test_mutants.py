"""The catalogue of planted faults, run on the book's own data: every one must be caught."""

from __future__ import annotations

import random
import shutil
from html import escape

import pytest
from antiparty import __main__ as command
from antiparty import tables, validate
from antiparty.present import reference
from antiparty.validate import mutants
from antiparty.validate.core import Data, Fault, Rule

pytestmark = pytest.mark.usefixtures("real")


@pytest.fixture(scope="module")
def data():
    return Data.load(tables.data_dir())


@pytest.fixture(scope="module")
def found():
    return mutants.run(tables.data_dir())


def test_every_fault_is_caught_where_it_stands(found):
    left = {record["kind"]: record["survivors"] for record in found if record["survivors"]}
    assert left == {}
    assert all(record["caught"] == record["planted"] for record in found)


def test_the_catalogue_is_wide(found):
    assert len(found) >= 100
    assert sum(record["planted"] for record in found) >= 250
    assert [record["kind"] for record in found if not record["planted"]] == []


def test_the_clean_copy_has_no_fault(data):
    assert validate.check(data.folder) == []


def test_the_published_score_is_that_of_these_data(found):
    assert mutants.stored() == found, "run: python -m antiparty mutants --write"
    frame = mutants.score()
    assert list(frame.columns) == mutants.COLUMNS
    assert (frame["caught"] == frame["planted"]).all()


def test_the_same_faults_are_planted_each_time(data):
    assert mutants.planted(data) == mutants.planted(Data.load(tables.data_dir()))


def test_a_planted_fault_is_not_a_fault_of_the_data(data):
    """Each copy differs from the sound file, and only in the file named."""
    for made in mutants.planted(data).values():
        for plant in made:
            assert plant.content != (data.folder / plant.file).read_bytes()


def test_files_on_disk_are_judged_alike(data, tmp_path):
    """A seeded sample, written out and checked by the whole validator as a user would."""
    folder = tmp_path / "data"
    shutil.copytree(data.folder, folder)
    everything = [(name, p) for name, made in mutants.planted(data).items() for p in made]
    for name, plant in random.Random(1957).sample(everything, 6):
        path = folder / plant.file
        sound = path.read_bytes()
        path.write_bytes(plant.content)
        places = {(fault.file, fault.row, fault.column) for fault in validate.check(folder)}
        assert plant.place in places, name
        path.write_bytes(sound)
    assert validate.check(folder) == []


def test_a_survivor_is_named(monkeypatch, capsys, tmp_path):
    """With a rule switched off its faults survive, and the command says which and fails."""
    blind = Rule("ranks", "sees nothing", lambda data: iter(()))
    monkeypatch.setitem(validate.RULES, "ranks", blind)
    few = {name: it for name, it in mutants.KINDS.items() if it.rule in ("ranks", "spheres")}
    monkeypatch.setattr(mutants, "KINDS", few)
    monkeypatch.setattr(mutants, "SCORE", tmp_path / "score.json")
    assert command.main(["mutants", "--write"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("memberships.csv:")
    assert ":rank: not caught: a rank unlike the post" in lines[0]
    assert lines[-1] == "3 of 6 faults caught, of 2 kinds"
    assert mutants.score().set_index("rule").loc["ranks", "survivors"].count("memberships.csv") == 3


def test_a_fault_elsewhere_does_not_count(data, monkeypatch):
    """A rule that cries at the wrong row or column has not caught the fault."""
    it = mutants.KINDS["a rank unlike the post"]
    plant = mutants.planted(data)[it.name][0]
    assert mutants.caught(it, plant, data)
    file, row, column = plant.place
    for place in ((file, row + 1, column), (file, row, "start"), ("ties.csv", row, column)):
        wrong = Rule("ranks", "", lambda _, at=place: [Fault(*at, "no", "no")])
        monkeypatch.setitem(validate.RULES, "ranks", wrong)
        assert not mutants.caught(it, plant, data)


def test_a_missing_score_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(mutants, "SCORE", tmp_path / "score.json")
    with pytest.raises(tables.DataError, match="restore it from the repository"):
        mutants.stored()


def test_the_method_page_lists_rules_and_mutants():
    listed = reference.rules_table(validate.rules())
    for rule in validate.RULES.values():
        assert f"<th scope='row'>{escape(rule.name)}</th><td>{escape(rule.about)}</td>" in listed
    assert f"<caption>{len(validate.RULES)} rules of the data</caption>" in listed
    shown = reference.mutants_table(mutants.score())
    assert all(escape(record["kind"]) in shown for record in mutants.stored())
    assert "None survived." in shown


def test_survivors_are_listed_openly():
    frame = mutants.score().head(2).copy()
    frame["survivors"] = ["", "ties.csv:7:kind"]
    frame["caught"] = [3, 2]
    shown = reference.mutants_table(frame)
    assert f"<li>{escape(frame.loc[1, 'kind'])}: ties.csv:7:kind</li>" in shown
    assert "<caption>5 of 6 planted faults caught, of 2 kinds</caption>" in shown
    assert "<td>2 of 3</td>" in shown
