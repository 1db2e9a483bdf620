"""The command line: ``python -m antiparty validate [DIR]``, and the commands beside it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from antiparty import export, tables, validate


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0 sound, 1 faults, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m antiparty", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checked = commands.add_parser("validate", help="report every fault of a data folder")
    checked.add_argument("folder", nargs="?", help="the folder (default: the book's own data)")
    checked.set_defaults(run=_validate)
    listed = commands.add_parser("rules", help="list the rules that validate checks")
    listed.set_defaults(run=_rules)
    proved = commands.add_parser("mutants", help="plant faults in copies of the data, and count")
    proved.add_argument("--write", action="store_true", help="keep the score for the book")
    proved.set_defaults(run=_mutants)
    exported = commands.add_parser("export", help="write the data package in every format")
    exported.add_argument("--out", type=Path, default=Path("_build/html/data"), metavar="DIR")
    exported.set_defaults(run=_export)
    drawn = commands.add_parser("posters", help="redraw the static pictures (needs Chromium)")
    drawn.set_defaults(run=_posters)
    options, rest = parser.parse_known_args(argv)
    if rest and options.command != "posters":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = rest
    status = options.run(options)
    return int(status)


def _validate(options: argparse.Namespace) -> int:
    try:
        folder = Path(options.folder) if options.folder is not None else tables.data_dir()
    except tables.DataError as error:
        print(error)
        return 1
    faults = validate.check(folder)
    for fault in faults:
        print(fault)
    if not faults:
        print(validate.summary(folder))
    return 1 if faults else 0


def _export(options: argparse.Namespace) -> int:
    try:
        made = export.write(options.out)
    except (tables.DataError, export.ExportError, OSError) as error:
        print(error)
        return 1
    size = sum(map(len, made.values())) / 1e6
    print(f"{options.out}: the data package, {len(made)} files, {size:.1f} MB")
    return 0


def _posters(options: argparse.Namespace) -> int:
    from antiparty import posters  # noqa: PLC0415 - it brings the browser's driver along

    return posters.main(options.rest)


def _mutants(options: argparse.Namespace) -> int:
    from antiparty.validate import mutants  # noqa: PLC0415 - the catalogue is needed only here

    try:
        found = mutants.run(tables.data_dir())
    except tables.DataError as error:
        print(error)
        return 1
    for record in found:
        for place in record["survivors"]:
            print(f"{place}: not caught: {record['kind']}; see the rule {record['rule']!r}")
    planted, caught = (sum(record[c] for record in found) for c in ("planted", "caught"))
    print(f"{caught} of {planted} faults caught, of {len(found)} kinds")
    if options.write:
        lines = ",\n".join(json.dumps(record) for record in found)
        mutants.SCORE.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")
    return 0 if caught == planted else 1


def _rules(_: argparse.Namespace) -> int:
    for rule in validate.RULES.values():
        print(f"{rule.name}: {rule.about}")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # `validate | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
