"""The only reader of the data: CSV tables described by ``datapackage.json``.

Every field, type, key and closed list comes from ``datapackage.json`` (Frictionless Data Package
v2) and from nowhere else. :func:`read` is strict and for analysis; :func:`raw` is lenient, keeps
the physical line of every record, and is for the validator.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd

DESCRIPTOR = "datapackage.json"
P, R = ParamSpec("P"), TypeVar("R")


class DataError(Exception):
    """A fault in the data files; its text says where, why and what to do.

    Attributes: ``file`` (file name), ``row`` (physical line, header = 1, or 0 for the whole file),
    ``column`` (field name, or ''), ``reason``, ``todo``.
    """

    def __init__(self, file: str, row: int, column: str, reason: str, todo: str = "") -> None:
        self.file, self.row, self.column = file, row, column
        self.reason, self.todo = reason, todo
        super().__init__(f"{file}:{row}:{column}: {reason}" + (f"; {todo}" if todo else ""))


@dataclass
class Raw:
    """A CSV file as it stands, for the validator.

    ``header``: field names; ``rows``: ``(line, cells)`` where ``line`` is the physical line on
    which the record begins (header = 1); ``text``: the whole decoded text, line ends untouched;
    ``faults``: ``(line, reason, what to do)`` of what already went wrong while reading.
    """

    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    text: str = ""
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def data_dir() -> Path:
    """Folder of the CSV files: ``$ANTIPARTY_DATA``, else ``data`` in the package or repository.

    Raises :class:`DataError` when none of them holds a ``datapackage.json``.
    """
    named = os.environ.get("ANTIPARTY_DATA")
    here = Path(__file__).resolve().parent
    places = [Path(named)] if named else [here / "data", here.parents[1] / "data"]
    for place in places:
        try:
            if (place / DESCRIPTOR).is_file():
                return place
        except OSError:
            continue  # a folder that may not be looked into holds no data for us
    looked = " or ".join(str(place) for place in places)
    raise DataError(
        DESCRIPTOR, 0, "", f"no data folder found at {looked}", "set ANTIPARTY_DATA to its path"
    )


def descriptor(folder: Path | None = None) -> dict[str, Any]:
    """The parsed ``datapackage.json`` of ``folder`` (default: :func:`data_dir`).

    Raises :class:`DataError` when it is missing, unreadable or not a data package with resources.
    """
    folder = data_dir() if folder is None else folder
    todo = "restore datapackage.json from the repository"
    path = folder / DESCRIPTOR
    try:
        if path.exists() and not path.is_file():
            raise DataError(DESCRIPTOR, 0, "", "not a plain file", todo)
        found = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise DataError(DESCRIPTOR, 0, "", "the file does not exist", todo) from None
    except json.JSONDecodeError as error:
        raise DataError(DESCRIPTOR, error.lineno, "", f"not JSON: {error.msg}", todo) from None
    except (OSError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise DataError(DESCRIPTOR, 0, "", f"cannot be read: {_short(error)}", todo) from None
    try:
        reason = next(_shape_faults(found), "")
    except TypeError:  # a number or an object where a list of names belongs
        reason = "a value of the wrong type in the schema of a resource"
    if reason:
        raise DataError(DESCRIPTOR, 0, "", reason, todo)
    return found


def _shape_faults(found: Any) -> Iterator[str]:
    """Why ``found`` is no descriptor that we can work with; later ones rest on the earlier."""
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list):
        yield "no list of resources in it"
    seen: set[str] = set()
    for resource in found["resources"]:
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            yield "a resource without a name"
        name, path = resource["name"], resource.get("path")
        if name in seen:
            yield f"two resources of the name {name!r}"
        seen.add(name)
        if not isinstance(path, str) or Path(path).name != path:
            yield f"resource {name!r} has no plain file name as path"
        schema_ = resource.get("schema")
        fields = schema_.get("fields") if isinstance(schema_, dict) else None
        if not isinstance(fields, list) or not fields:
            yield f"resource {name!r} has no schema with fields"
        if not all(isinstance(f, dict) and isinstance(f.get("name"), str) for f in fields or []):
            yield f"resource {name!r} has a field without a name"
        if not all(isinstance(f.get("constraints", {}), dict) for f in fields or []):
            yield f"resource {name!r} has a field whose constraints are no object"
        if not set(primary_key(resource)) <= {f["name"] for f in fields or []}:
            yield f"resource {name!r} has a primary key that is none of its fields"


@lru_cache(maxsize=8)
def _descriptor_at(folder: Path) -> dict[str, Any]:
    return descriptor(folder)


def schema(name: str | None = None) -> dict[str, Any]:
    """The descriptor of the whole package, or the resource ``name`` (cached: do not change it).

    Raises :class:`DataError` when there is no such table.
    """
    package = _descriptor_at(data_dir())
    if name is None:
        return package
    for resource in package["resources"]:
        if resource["name"] == name:
            return resource
    known = ", ".join(sorted(r["name"] for r in package["resources"]))
    raise DataError(f"{name}.csv", 0, "", "no such table", f"the tables are: {known}")


def names() -> list[str]:
    """Names of all tables, in the order of ``datapackage.json``."""
    return [resource["name"] for resource in schema()["resources"]]


def columns(name: str) -> list[str]:
    """Column names of table ``name``, in their order."""
    return [f["name"] for f in schema(name)["schema"]["fields"]]


def primary_key(resource: dict[str, Any]) -> list[str]:
    """Key columns of a resource, in their order (Frictionless allows a string or a list)."""
    key = resource["schema"].get("primaryKey") or []
    return [key] if isinstance(key, str) else [str(part) for part in key]


def read(name: str) -> pd.DataFrame:
    """Table ``name`` as a frame with exactly the columns of its schema; a copy, free to change.

    Strings are plain ``str`` with '' for blank; ``integer`` is Int64 (blank = ``pd.NA``),
    ``number`` float64 (blank = NaN), ``boolean`` is pandas' boolean. The row order is the file's.
    Raises :class:`DataError` with file, row and column at the first fault.
    """
    return _read(data_dir(), name).copy()


@lru_cache(maxsize=128)
def _read(folder: Path, name: str) -> pd.DataFrame:
    resource = schema(name)
    file = resource["path"]
    found = raw(folder / file)
    if found.faults:
        line, reason, todo = found.faults[0]
        raise DataError(file, line, "", reason, todo)
    fields = resource["schema"]["fields"]
    wanted = [f["name"] for f in fields]
    if found.header != wanted:
        odd = sorted(set(wanted) ^ set(found.header)) or ["order"]
        raise DataError(
            file, 1, odd[0], "the header is not that of datapackage.json", "run the validator"
        )
    for line, cells in found.rows:
        if len(cells) != len(wanted):
            raise DataError(
                file, line, "", f"{len(cells)} cells, not {len(wanted)}", "run the validator"
            )
    data = {
        spec["name"]: _typed(file, spec, [(line, cells[i]) for line, cells in found.rows])
        for i, spec in enumerate(fields)
    }
    return pd.DataFrame(data, columns=wanted)


def _typed(file: str, spec: dict[str, Any], cells: list[tuple[int, str]]) -> pd.Series:
    """One column as a Series of the dtype of its schema type."""
    kind = spec.get("type", "string")
    out: list[Any] = []
    for line, text in cells:
        try:
            out.append(convert(text, kind))
        except ValueError as error:
            raise DataError(file, line, spec["name"], str(error), "run the validator") from None
    dtype = {"integer": "Int64", "number": "float64", "boolean": "boolean"}.get(kind)
    if dtype is None:
        return pd.Series(out, dtype="object" if not out else None)
    return pd.Series(out, dtype=dtype)


def convert(text: str, kind: str) -> Any:
    """The value of a cell of schema type ``kind``; None for a blank number, integer or boolean.

    Raises ValueError with the reason. Other types are text and come back unchanged.
    """
    if kind not in ("integer", "number", "boolean"):
        return text
    if text == "":
        return None
    if kind == "boolean":
        if text not in ("true", "false"):
            raise ValueError(f"{clip(text)} is neither true nor false")
        return text == "true"
    # int() and float() also take "1_000", "nan", non-ASCII digits: none of them is a plain number
    plain = (
        text.isascii()
        and not set(text) & set("_ ")
        and text.lower().strip("+-")
        not in (
            "nan",
            "inf",
            "infinity",
        )
    )
    try:
        if not plain or len(text) > 40:
            raise ValueError
        return int(text) if kind == "integer" else float(text)
    except ValueError:
        word = "a whole number" if kind == "integer" else "a number"
        raise ValueError(f"{clip(text)} is not {word}") from None


def clip(text: str, limit: int = 60) -> str:
    """``text`` quoted for a message on one line, shortened."""
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


_MEMORIES: list[dict[Any, Any]] = []


def forget() -> None:
    """Read the files anew from now on: for a session in which they were changed."""
    _read.cache_clear()
    _descriptor_at.cache_clear()
    for memory in _MEMORIES:
        memory.clear()


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a pure function of the data returned, for each data folder and each arguments.

    Chapters ask for the same few frames hundreds of times. Frames are handed out as copies, so
    that a caller may add columns; other values must not be changed. Arguments must be hashable.
    """
    known: dict[Any, Any] = {}
    _MEMORIES.append(known)

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (str(data_dir()), args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = function(*args, **kwargs)
        found = known[key]
        return found.copy() if isinstance(found, pd.DataFrame) else found

    return wrapper


def kept(path: Path) -> Any:
    """A JSON file that the book itself keeps; raises :class:`DataError` when it cannot be read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = f"cannot be read: {_short(error)}"
        raise DataError(path.name, 0, "", reason, "restore it from the repository") from None


def listing(folder: Path) -> list[str]:
    """Names of everything in ``folder``, sorted; raises :class:`DataError` if it cannot be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        raise DataError(
            folder.name or str(folder),
            0,
            "",
            f"the folder cannot be read: {_short(error)}",
            "name a folder with datapackage.json and the CSV files",
        ) from None


def raw(path: Path) -> Raw:
    """The CSV file ``path`` line by line, never raising: what goes wrong is in ``faults``."""
    out = Raw()
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            out.faults.append((0, "not a plain file", "put the CSV file in its place"))
            return out
        content = path.read_bytes()
    except FileNotFoundError:
        out.faults.append((0, "the file does not exist", "add it, or a header line if no rows"))
        return out
    except (OSError, ValueError) as error:  # ValueError: a path that no system can have
        out.faults.append((0, f"cannot be read: {_short(error)}", "make the file readable"))
        return out
    return raw_of(content)


def raw_of(content: bytes) -> Raw:
    """The bytes of a CSV file line by line, as :func:`raw` gives them for a path."""
    out = Raw()
    out.text = _decode(content, out)
    if not out.text.strip():
        out.faults.append((1, "the file is empty", "write at least the header line"))
        return out
    for line, cells in _records(out):
        if not out.header:
            out.header = cells
        else:
            out.rows.append((line, cells))
    return out


def _decode(content: bytes, out: Raw) -> str:
    """Text of the file; a fault for a byte order mark, bytes that are not UTF-8, and NULs."""
    if content.startswith(b"\xef\xbb\xbf"):
        out.faults.append((1, "begins with a byte order mark", "save as UTF-8 without a mark"))
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        out.faults.append((line, f"not UTF-8 at byte {error.start}", "save the file as UTF-8"))
        text = content.decode("utf-8", errors="replace")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        out.faults.append((line, "holds a NUL character", "delete it"))
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text


def _records(out: Raw) -> Iterator[tuple[int, list[str]]]:
    """``(first physical line, cells)`` of each record; a fault where the CSV itself is broken."""
    reader = csv.reader(io.StringIO(out.text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1  # a quoted newline makes one record span several lines
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            out.faults.append((line, f"broken CSV: {error}", "check quotes and field lengths"))
            if reader.line_num < line:  # no progress: nothing more can be read
                return


def _short(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
