"""``FORMATS.md``: which file for which purpose, and how each is opened."""

from __future__ import annotations

from collections.abc import Iterator

from antiparty import tables
from antiparty.export import views
from antiparty.export.common import NAME, Built, Item, package

TEXT = f"""# The formats of the package

The same facts in every format; the CSV files are the originals. `index.json` lists the files with
their sizes and SHA-256 sums, `{NAME}.zip` holds them all.

| You work with | Take | Open it with |
|---|---|---|
| spreadsheets, R, anything | `*.csv` with `datapackage.json` | frictionless, any CSV reader |
| pandas, Arrow, DuckDB | `parquet/*.parquet` | `pandas.read_parquet("parquet/ties.parquet")` |
| SQL | `{NAME}.sqlite` | `sqlite3 {NAME}.sqlite` |
| civic data | `popolo.json` | any JSON reader (Popolo) |
| Gephi, networks in time | `ties.gexf` | `networkx.read_gexf("ties.gexf", version="1.3")` |
| networkx, igraph, yEd | `ties.graphml` | `networkx.read_graphml(..., force_multigraph=True)` |
| linked data, search engines | `dataset.jsonld` | `rdflib.Graph().parse("dataset.jsonld")` |
| machine learning | `croissant.json` (1.0) | `mlcroissant.Dataset("croissant.json")` |
| LaTeX, Zotero | `sources.bib` | `pybtex.database.parse_file("sources.bib")` |

- **Blank** is null in Parquet, NULL in SQLite, and left out in the others.
- **Dates** are EDTF text everywhere. SQLite has the first and last day of each in its table
  `dates`; its views carry them as `start_earliest`, `start_latest`, `end_earliest`, `end_latest`.
  Popolo's own dates are the longest ISO prefix that is sure, beside `edtf`. In GEXF an edge spans
  the days on which the tie can have held.
- **Directions.** All edges of the network files are written as directed, because most programs
  refuse a mix; `directed = no` marks the ties of a kind without direction.
- **Rivals.** Use `reading = preferred`; in Popolo the others stand in `rival_memberships`.
- **Citations.** The table `citations` of SQLite has one row for each work that a row cites (`read`)
  or names from memory (`recalled`).

## Questions to the SQLite file
"""


def items() -> Iterator[Item]:
    """The one text."""
    yield Item("FORMATS.md", "Text", "text/markdown", "How the formats differ", None, "", _guide)


def _guide(_: Built) -> bytes:
    queries = "\n".join(
        f"\n{question[0].upper()}{question[1:]}:\n\n```sql\n{query}\n```"
        for question, query in views.QUERIES.items()
    )
    named = "\n".join(
        f"- `{name}`: {tables.schema(name)['description']}" for name in tables.names()
    )
    last = f"\n\n## Tables\n\n{named}\n\nVersion {package()['version']}.\n"
    return (TEXT + queries + last).encode("utf-8")
