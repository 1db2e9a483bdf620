"""Rules about evidence: sources, confidence, rival readings, addresses, quotations, use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from antiparty import tables

from .core import Data, Fault, Row, Table, is_ip, rule, span, suggestion, table_rule

LISTS = ("sources", "recalled_from")
MOST_WORDS = 25
# from the worst; a death in flight is not ranked
FATES = (
    "executed",
    "suicide",
    "imprisoned",
    "expelled",
    "exiled_abroad",
    "exiled_posting",
    "demoted",
    "retired",
)
OFFICIAL_WIKIS = ("wikipedia.org", "wikidata.org", "wikisource.org", "wikimedia.org")
# sites that show other people's texts under their own address; the work itself is to be cited
MIRRORS = re.compile(
    r"(^|\.)([\w-]*((?<!at)wiki|kniga|knig[ai]|chitay|chitka|litmir|litlife|librs|libcat|rulit|bibliboba"
    r"|bubooker|coollib|loveread|readli|thelib|newlib|hotlib|webreadme|fanyv88|percepti|liquisearch"
    r"|wordola|worddisk|piglix|memim|kampuspedia|infogalactic|profilpelajar|thefreedictionary"
    r"|docslib|vdocuments|cupdf|paperzz|scribd|studfile|en-?academic|stringtranslate|findatwiki"
    r"|softbeam|drivingcreative|dvincitest)[\w-]*)\."
)
ADDRESS = re.compile(r"https?://[^\s,;<>\"']+", re.IGNORECASE)
NUMERIC = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
LOCAL = re.compile(r"(^|[\s(\"'])(file://|~/|/(home|root|tmp|usr|var|Users)/|[A-Z]:\\|localhost)")


def _citing(data: Data) -> Iterator[tuple[Row, str, str, str]]:
    """Every citation: row, column, source_id, the whole item ``source_id@locator``."""
    for table in data.tables.values():
        for column in LISTS:
            if table.has(column) and column in table.expected:
                for row in table.rows:
                    for item in row[column].split():
                        yield row, column, item.partition("@")[0], item


@rule("sources exist", "every work cited is in sources.csv, as source_id or source_id@locator")
def sources_exist(data: Data) -> Iterator[Fault]:
    known = frozenset(row["source_id"] for row in data.rows("sources"))
    for row, column, source, item in _citing(data):
        if source not in known and data.whole:
            todo = suggestion(source, known, "add the work to sources.csv")
            yield row.fault(column, f"{tables.clip(source)} is not in sources.csv", todo)
        elif item.endswith("@") or item.count("@") > 1:
            todo = "write source_id@locator, or the source_id alone"
            yield row.fault(column, f"{tables.clip(item)} is no citation", todo)


@rule("sources used", "every work in sources.csv is cited by some row, or declared cited in text")
def sources_used(data: Data) -> Iterator[Fault]:
    # a chapter may cite a work on method that is evidence for no row: datapackage.json says which
    cited = set(data.rules("sources").get("cited_in_text", []))
    cited |= {source for _, _, source, _ in _citing(data)}
    for row in data.rows("sources") if data.whole else []:
        if row["source_id"] not in cited:
            reason = f"{tables.clip(row['source_id'])} is cited nowhere"
            yield row.fault("source_id", reason, "cite it where it is evidence or delete it")


@rule("confidence", "single rows cite a work read, confirmed ones two independent, recalled whence")
def confidence(data: Data) -> Iterator[Fault]:
    groups = {row["source_id"]: row["independence_group"] for row in data.rows("sources")}
    for table in data.tables.values():
        if not {"sources", "confidence"} <= table.expected:
            continue
        for row in table.rows:
            yield from _confidence(row, groups)


def _confidence(row: Row, groups: dict[str, str]) -> Iterator[Fault]:
    cited = [item.partition("@")[0] for item in row["sources"].split()]
    if row["confidence"] == "recalled":
        if cited and not row["note"]:
            todo = "say in the note what they support, or make the row single"
            yield row.fault("sources", "a recalled row cites works read", todo)
        if not (cited or row["recalled_from"]):
            yield row.fault("recalled_from", "blank", "name the work the row is recalled from")
    elif row["confidence"] and not cited:
        todo = "cite what was read, or mark the row recalled"
        yield row.fault("sources", f"blank, but the row is {row['confidence']}", todo)
    if row["confidence"] == "confirmed" and cited:
        found = {groups.get(source, source) for source in cited}
        if len(found) < 2:
            reason = f"confirmed by one independence group only ({', '.join(sorted(found))})"
            yield row.fault("confidence", reason, "add an independent source or write single")


@rule("readings", "a conflict has two or more readings, and exactly one of them is preferred")
def readings(data: Data) -> Iterator[Fault]:
    count: Counter[str] = Counter()
    preferred: dict[str, Row] = {}
    for row in data.rows("conflict_readings"):
        name = row["conflict_id"]
        count[name] += 1
        if row["preferred"] == "yes":
            if name in preferred:
                reason = f"{name} has a preferred reading already on line {preferred[name].line}"
                yield row.fault("preferred", reason, "prefer one and write no for the others")
            preferred.setdefault(name, row)
    for row in data.rows("conflicts"):
        name = row["conflict_id"]
        if count[name] < 2:
            reason = f"{name} has {count[name]} readings"
            yield row.fault("conflict_id", reason, "add its rivals to conflict_readings.csv")
        elif name not in preferred:
            reason = f"{name} has no preferred reading"
            yield row.fault("conflict_id", reason, "mark one as preferred and say why")


@rule("cells of readings", "the table, row and column that a reading speaks of exist")
def reading_cells(data: Data) -> Iterator[Fault]:
    for row in data.rows("conflict_readings"):
        name, column = row["table"], row["column"]
        table = data.tables.get(name)
        if not name:
            for other in ("row_id", "column"):
                if row[other]:
                    yield row.fault(other, "given without a table", "name the table too")
            continue
        if table is None:
            todo = "name a table of datapackage.json"
            yield row.fault("table", f"no table {tables.clip(name)}", todo)
            continue
        if row["row_id"] and row["row_id"] not in table.by_key:
            reason = f"no row {tables.clip(row['row_id'])} in {table.file}"
            yield row.fault("row_id", reason, "write its key; join composite keys with |")
        if column and column not in table.expected:
            reason = f"no column {tables.clip(column)} in {table.file}"
            yield row.fault("column", reason, "name a column of its header")


@rule("dates of readings", "readings of a date are EDTF, and the preferred one stands in the cell")
def reading_dates(data: Data) -> Iterator[Fault]:
    for row in data.rows("conflict_readings"):
        table = data.tables.get(row["table"])
        kinds = {spec["name"]: spec.get("edtf") for spec in table.fields} if table else {}
        target = table.by_key.get(row["row_id"]) if table else None
        if not (kinds.get(row["column"]) and target):
            continue
        if span(row["value"]) is None:
            yield row.fault("value", f"{tables.clip(row['value'])} is no date", "write it as EDTF")
        elif row["preferred"] == "yes" and row["value"] != target[row["column"]]:
            stands = tables.clip(target[row["column"]])
            reason = f"preferred, but {target.table.file} line {target.line} has {stands}"
            yield row.fault("value", reason, "make the two the same")


@table_rule("rival rows", "a rival row names its conflict and stands beside a preferred row")
def rival_rows(table: Table) -> Iterator[Fault]:
    if "reading" not in table.expected:
        return
    kept = {r["conflict_id"] for r in table.rows if r["reading"] == "preferred"}
    for row in table.rows:
        if row["reading"] != "rival":
            continue
        if not row["conflict_id"]:
            yield row.fault("conflict_id", "a rival row without a conflict", "name it")
        elif row["conflict_id"] not in kept:
            reason = f"no preferred row of {row['conflict_id']} in {table.file}"
            yield row.fault("conflict_id", reason, "mark the row it rivals with the conflict")


@table_rule("addresses", "no numeric address, mirror or local path: the work itself is cited")
def addresses(table: Table) -> Iterator[Fault]:
    for row in table.rows:
        for column, text in row.items():
            if "/" in text or text.count(".") > 2 or "localhost" in text:
                reason = _address(text)
                if reason:
                    yield row.fault(column, reason, "cite the work or its official page")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _address(text: str) -> str:
    for url in ADDRESS.findall(text):
        host = _host(url)
        if is_ip(host) or not host:
            return f"a numeric or broken address ({tables.clip(url)})"
        if not host.endswith(OFFICIAL_WIKIS) and MIRRORS.search(host + "."):
            return f"{host} shows copies of other people's works"
    if NUMERIC.search(ADDRESS.sub("", text)):
        return f"a numeric address in {tables.clip(text)}"
    if LOCAL.search(text):
        return f"a path of somebody's computer in {tables.clip(text)}"
    return ""


@table_rule("quotations", f"a quotation has at most {MOST_WORDS} words and a source that was read")
def quotations(table: Table) -> Iterator[Fault]:
    if "quote" not in table.expected:
        return
    for row in table.rows:
        words = len(row["quote"].split())
        if words > MOST_WORDS:
            yield row.fault("quote", f"{words} words", f"shorten it to {MOST_WORDS}")
        if words and not row["sources"]:
            yield row.fault("sources", "a quotation without a source read", "cite or drop it")


@rule(
    "claims", "a claim that is not confirmed has an explanation, and a correction where it is wrong"
)
def claims(data: Data) -> Iterator[Fault]:
    for row in data.rows("claims"):
        if row["verdict"] in ("imprecise", "corrected") and not row["correct"]:
            yield row.fault("correct", f"blank, but {row['verdict']}", "say what is right")
        if row["verdict"] not in ("", "confirmed") and not row["explanation"]:
            yield row.fault("explanation", f"blank, but {row['verdict']}", "say why")


@rule("claims covered", "every sentence of the article has its claim, in the article's order")
def claims_covered(data: Data) -> Iterator[Fault]:
    last = 0
    for row in data.rows("claims"):
        if not row["sentence"].isdigit() or len(row["sentence"]) > 4:
            continue  # the rule on types speaks
        number = int(row["sentence"])
        if number not in (last, last + 1):
            reason = f"sentence {number} after sentence {last}"
            yield row.fault("sentence", reason, "add the claims between, or put them in order")
        last = number


@rule("worst fate", "the worst fate of a case is one of its fates, and none of them is worse")
def worst_fate(data: Data) -> Iterator[Fault]:
    for row in data.rows("cases"):
        fates = row["fate"].split()
        worst = next((fate for fate in FATES if fate in fates), "")
        if row["fate_worst"] and row["fate_worst"] != worst:
            reason = f"{row['fate_worst']}, but of {row['fate']} the worst is {worst or 'none'}"
            yield row.fault("fate_worst", reason, f"write {worst}" if worst else "add it to fate")


@rule("in use", "every person, body, place, motion, faction and kind of tie is used by some row")
def in_use(data: Data) -> Iterator[Fault]:
    used: dict[str, set[str]] = {}
    for table in data.tables.values():
        for link in table.resource["schema"].get("foreignKeys", []):
            target = link["reference"].get("resource")
            # names and positions only describe a person: they are no use of one
            if table.name in ("names", "layout"):
                continue
            fields = link["fields"]
            column = fields if isinstance(fields, str) else fields[0]
            used.setdefault(target, set()).update(row[column] for row in table.rows)
    for name in ("people", "organizations", "places", "motions", "factions", "tie_kinds"):
        for row in data.rows(name) if data.whole else []:
            if "|".join(row.key()) not in used.get(name, set()):
                column = row.table.key[0] if row.table.key else ""
                reason = f"{tables.clip('|'.join(row.key()))} is used nowhere"
                yield row.fault(column, reason, "use it in a row or delete it")


@rule("coordinates", "a place has both latitude and longitude, or neither")
def coordinates(data: Data) -> Iterator[Fault]:
    for row in data.rows("places"):
        for one, other in (("lat", "lon"), ("lon", "lat")):
            if row[one] == "" and row[other] != "":
                yield row.fault(one, f"blank beside {other}", "give both or neither")
