"""What search engines and machine-learning tools read: schema.org and Croissant 1.0, as JSON-LD.

The context stands in the file, so that nothing is fetched to read it. The zip holds these two
files and so cannot be hashed in them: its sum is in ``index.json``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from antiparty import tables
from antiparty.export.common import (
    NAME,
    Built,
    Item,
    dump,
    earliest,
    edtf_columns,
    fields,
    key,
    latest,
    package,
    rows,
)

URLS = ("contentUrl", "license", "url", "sameAs")
WORKS = {
    "book": "Book",
    "chapter": "Chapter",
    "article": "ScholarlyArticle",
    "news": "NewsArticle",
    "thesis": "Thesis",
    "web_page": "WebPage",
    "wikipedia": "WebPage",
}
PROVENANCE = {"sources", "confidence", "recalled_from", "conflict_id", "note"}
# the context that Croissant 1.0 prescribes
CROISSANT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/", "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
KINDS = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}


def items() -> Iterator[Item]:
    """``dataset.jsonld`` and ``croissant.json``."""
    kind, title = "application/ld+json", "Description of the dataset for search engines"
    yield Item("dataset.jsonld", "JSON-LD", kind, title, None, "", _jsonld)
    title = "Description of the dataset for machine learning (Croissant 1.0)"
    yield Item("croissant.json", "Croissant", kind, title, None, "", _croissant)


def _coverage() -> str:
    """The years of everything that is dated in the tables of posts, events and ties."""
    cells = [
        row[column]
        for name in ("memberships", "events", "ties")
        for row in rows(name)
        for column in edtf_columns(name)
        if row[column]
    ]
    first = min(day for day in map(earliest, cells) if day)
    last = max(day for day in map(latest, cells) if day)
    return f"{first.year:04d}/{last.year:04d}"


def _credit() -> dict[str, Any]:
    found = package()
    person = {"@type": "Organization", "name": found["contributors"][0]["title"]}
    return {
        "name": found["title"],
        "description": found["description"],
        "version": found["version"],
        "license": found["licenses"][0]["path"],
        "creator": person,
        "datePublished": found["created"][:10],
        "keywords": found["keywords"],
        "isAccessibleForFree": True,
        "inLanguage": ["en", "ru"],
        "temporalCoverage": _coverage(),
        "spatialCoverage": {"@type": "Place", "name": "Soviet Union"},
    } | ({"url": found["homepage"]} if found.get("homepage") else {})


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _described() -> dict[str, tuple[str, str]]:
    """path -> (media type, title) of the files made before these two."""
    from antiparty.export import PARTS  # noqa: PLC0415 - the package lists this module too

    found = {}
    for part in PARTS:
        if part.__name__ == __name__:
            break
        for item in part.items():
            found[item.path] = (item.mediatype, f"{item.title} ({item.format})")
    return found


def _jsonld(built: Built) -> bytes:
    files = [
        {
            "@type": "DataDownload",
            "@id": path,
            "name": title,
            "encodingFormat": mediatype,
            "contentUrl": path,
            "contentSize": f"{len(built[path])} B",
            "sha256": _sum(built[path]),
        }
        for path, (mediatype, title) in _described().items()
    ]
    whole = {
        "@type": "DataDownload",
        "@id": f"{NAME}.zip",
        "name": "All files in one; its sum is in index.json",
        "encodingFormat": "application/zip",
        "contentUrl": f"{NAME}.zip",
    }
    context: dict[str, Any] = {"@vocab": "https://schema.org/"}
    context |= {name: {"@type": "@id"} for name in URLS}
    return dump(
        {
            "@context": context,
            "@type": "Dataset",
            "@id": "dataset.jsonld",
            **_credit(),
            "distribution": [*files, whole],
            "variableMeasured": list(_variables()),
            "citation": [_work(row) for row in rows("sources")],
        }
    )


def _variables() -> Iterator[dict[str, str]]:
    for name in tables.names():
        for spec in fields(name):
            if spec["name"] not in PROVENANCE:
                yield {
                    "@type": "PropertyValue",
                    "@id": f"#{name}.{spec['name']}",
                    "name": f"{name}.{spec['name']}",
                    "alternateName": spec.get("title", ""),
                    "description": spec.get("description", ""),
                }


def _work(row: dict[str, Any]) -> dict[str, Any]:
    found = {
        "@type": WORKS.get(row["type"], "CreativeWork"),
        "@id": f"sources.csv#{row['source_id']}",
        "name": row["title"],
        "author": [name.strip() for name in (row["author"] or "").split(";") if name.strip()],
        "datePublished": row["year"],
        "inLanguage": row["language"],
        "url": row["url"],
        "sameAs": f"https://doi.org/{row['doi']}" if row["doi"] else None,
    }
    return {name: value for name, value in found.items() if value}


def _croissant(built: Built) -> bytes:
    credit = _credit()
    cite = f"{credit['creator']['name']}: {credit['name']}. Version {credit['version']}."
    files = [
        {
            "@type": "cr:FileObject",
            "@id": resource["path"],
            "name": resource["path"],
            "description": resource["title"],
            "contentUrl": resource["path"],
            "encodingFormat": "text/csv",
            "contentSize": f"{len(built[resource['path']])} B",
            "sha256": _sum(built[resource["path"]]),
        }
        for resource in package()["resources"]
    ]
    return dump(
        {
            "@context": CROISSANT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            **credit,
            "citeAs": cite,
            "distribution": files,
            "recordSet": [_record_set(name) for name in tables.names()],
        }
    )


def _record_set(name: str) -> dict[str, Any]:
    # foreign keys are left out: mlcroissant joins every table that is named by one, and fails
    resource = tables.schema(name)
    found = {"@type": "cr:RecordSet", "@id": name, "name": name}
    found["description"] = f"{resource['title']}. {resource['description']}"
    found["key"] = [{"@id": f"{name}/{part}"} for part in key(name)]
    found["field"] = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{spec['name']}",
            "name": spec["name"],
            "description": spec.get("description", ""),
            "dataType": KINDS.get(spec.get("type", "string"), "sc:Text"),
            "source": {
                "fileObject": {"@id": resource["path"]},
                "extract": {"column": spec["name"]},
            },
        }
        for spec in fields(name)
    ]
    return found
