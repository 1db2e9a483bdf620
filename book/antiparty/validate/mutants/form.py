"""Planted faults of form: bytes, lines, columns, types, keys, words."""

from __future__ import annotations

import unicodedata
from random import Random

from antiparty.validate.core import Data, Row

from .core import Plant, kind, lines, rewritten


@kind("a file saved with a byte order mark", "encoding", "ties")
def mark(row: Row, data: Data, chance: Random) -> Plant:
    content = b"\xef\xbb\xbf" + row.table.raw.text.encode()
    return Plant(row.table.file, content, (row.table.file, 1, ""))


@kind("a line in another encoding", "encoding", "people")
def code_page(row: Row, data: Data, chance: Random) -> Plant:
    text = lines(row.table)
    parts = ["\n".join(text[: row.line - 1]), text[row.line - 1], "\n".join(text[row.line :])]
    content = b"\n".join(
        (parts[0].encode(), parts[1].encode("cp1251", "replace"), parts[2].encode())
    )
    return Plant(row.table.file, content, (row.table.file, row.line, ""))


@kind("a column renamed", "header", "events")
def renamed(row: Row, data: Data, chance: Random) -> Plant:
    at = chance.randrange(len(row.table.columns))
    header = row.table.columns[:]
    header[at] += "_old"
    content = rewritten(row.table, 1, ",".join(header))
    return Plant(row.table.file, content, (row.table.file, 1, header[at]))


@kind("a column moved", "header", "places")
def moved(row: Row, data: Data, chance: Random) -> Plant:
    header = row.table.columns[:]
    at = chance.randrange(1, len(header))
    header[at - 1], header[at] = header[at], header[at - 1]
    content = rewritten(row.table, 1, ",".join(header))
    return Plant(row.table.file, content, (row.table.file, 1, header[at - 1]))


@kind("one comma too many", "shape", "memberships")
def longer(row: Row, data: Data, chance: Random) -> Plant:
    content = rewritten(row.table, row.line, lines(row.table)[row.line - 1] + ",")
    return Plant(row.table.file, content, (row.table.file, row.line, ""))


@kind("one comma too few", "shape", "participants")
def shorter(row: Row, data: Data, chance: Random) -> Plant:
    text = lines(row.table)[row.line - 1].rsplit(",", 1)[0]
    place = (row.table.file, row.line, row.table.columns[-1])
    return Plant(row.table.file, rewritten(row.table, row.line, text), place)


@kind("a blank line", "shape", "names")
def blank_line(row: Row, data: Data, chance: Random) -> Plant:
    content = rewritten(row.table, row.line, "", lines(row.table)[row.line - 1])
    return Plant(row.table.file, content, (row.table.file, row.line, ""))


@kind("a line end of Windows", "line ends", "stances")
def carriage(row: Row, data: Data, chance: Random) -> Plant:
    content = rewritten(row.table, row.line, lines(row.table)[row.line - 1] + "\r")
    return Plant(row.table.file, content, (row.table.file, row.line, ""))


@kind("no line end at the end of the file", "line ends", "votes")
def unended(row: Row, data: Data, chance: Random) -> Plant:
    content = row.table.raw.text.rstrip("\n").encode()
    return Plant(row.table.file, content, (row.table.file, content.count(b"\n") + 1, ""))


@kind("two rows exchanged", "order", "organizations")
def exchanged(row: Row, data: Data, chance: Random) -> Plant | None:
    if row is row.table.rows[-1]:
        return None
    text = lines(row.table)
    content = rewritten(row.table, row.line, text[row.line])
    again = content.decode().split("\n")
    again[row.line] = text[row.line - 1]
    place = (row.table.file, row.line + 1, row.table.key[0])
    return Plant(row.table.file, "\n".join(again).encode(), place)


@kind("quotes where none are needed", "quoting", "factions")
def quoted(row: Row, data: Data, chance: Random) -> Plant:
    first, rest = lines(row.table)[row.line - 1].split(",", 1)
    content = rewritten(row.table, row.line, f'"{first}",{rest}')
    return Plant(row.table.file, content, (row.table.file, row.line, row.table.columns[0]))


def _spoiled(row: Row, column: str, old: str, new: str) -> dict[str, str] | None:
    text = row[column]
    return {column: text.replace(old, new, 1)} if old in text else None


@kind("two spaces in a row", "spaces", "ties")
def two_spaces(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return _spoiled(row, "evidence", " ", "  ")


@kind("a space at the end of a cell", "spaces", "votes")
def trailing(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"option": row["option"] + " "}


@kind("a no-break space", "spaces", "organizations")
def no_break(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return _spoiled(row, "name_en", " ", "\u00a0")


@kind("an invisible character", "spaces", "people")
def invisible(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return _spoiled(row, "name_en", " ", " \u200b")


@kind("letters and accents apart", "spaces", "people")
def apart(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    new = unicodedata.normalize("NFD", row["name_ru"])
    return {"name_ru": new} if new != row["name_ru"] else None


@kind("a needed cell left blank", "required", "events")
def blanked(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {chance.choice(["name", "start", "kind", "theme", "summary"]): ""}


@kind("a word instead of a number", "types", "layout")
def word(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"x": "left"}


@kind("a strength beyond the scale", "types", "ties")
def too_strong(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"strength": chance.choice(["0", "4"])}


@kind("a latitude beyond the pole", "types", "places")
def beyond(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"lat": f"1{row['lat']}"} if row["lat"][:1].isdigit() else None


@kind("a value outside its closed list", "closed lists", "memberships")
def off_list(row: Row, data: Data, chance: Random) -> dict[str, str]:
    column = chance.choice(["sphere", "reading"])
    return {column: row[column][:-1]}


@kind("an id with a capital letter", "patterns", "places")
def capital(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"place_id": row["place_id"].capitalize()}


@kind("a malformed Wikidata number", "patterns", "people")
def wikidata(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"wikidata": "q0" + row["wikidata"][1:]}


@kind("the same id twice", "primary keys", "ties")
def same_id(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    if row.line == 2:
        return None
    return {"tie_id": row.table.rows[0]["tie_id"]}


@kind("a person who is not there", "references", "votes")
def nobody(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"person_id": row["person_id"] + "x"}


@kind("a place that is not there", "references", "memberships")
def nowhere(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"place_id": row["place_id"][:-1]} if row["place_id"] else None


@kind("a conflict that is not there", "references", "stances")
def no_conflict(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"conflict_id": "no_such_question"}


@kind("a day that does not exist", "dates", "people")
def no_day(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"birth": row["birth"][:4] + "-02-30"} if row["birth"] else None


@kind("a date in words", "dates", "events")
def in_words(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"start": "18 June 1957"}


@kind("a range written backwards", "dates", "sanctions")
def backwards(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"date": "1957-06-29/1957-06-22"}


@kind("a source listed twice", "lists", "memberships")
def listed_twice(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    first = row["sources"].split(" ")[0]
    return {"sources": f"{row['sources']} {first}"} if first else None


@kind("a sentence without its full stop", "sentences", "ties")
def unstopped(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"evidence": row["evidence"].rstrip(".?!")}


@kind("a sentence that begins small", "sentences", "people")
def small(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    text = row["summary"]
    return {"summary": text[0].lower() + text[1:]} if text[:1].isupper() else None


@kind("a bracket that is not closed", "slips", "events")
def unclosed(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return _spoiled(row, "summary", " ", " (")


@kind("a word typed twice", "slips", "people")
def typed_twice(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    words = row["summary"].split(" ")
    at = next((i for i, text in enumerate(words) if len(text) > 2 and text.isalpha()), None)
    if at is None:
        return None
    return {"summary": " ".join([*words[: at + 1], *words[at:]])}


@kind("a reminder left in the text", "slips", "conflicts")
def reminder(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"why": f"{row['why']} TODO: check."}


@kind("a Cyrillic letter in an English name", "scripts", "people")
def look_alike(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return _spoiled(row, "name_en", "a", "\u0430")


@kind("a Russian name in Latin letters", "scripts", "organizations")
def in_latin(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"name_ru": row["name_en"]} if row["name_ru"] else None
