"""The layers hold: who may import, read and write what; chapters hold no logic.

Each check is a function from source text to complaints, so that it is also tried on bad examples.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
LIBRARY = REPO / "book" / "antiparty"
# the way of the data: a module imports only what stands on an earlier line
ORDER = [
    {"theme"},  # a leaf: colours and sizes
    {"tables"},
    {"dates"},
    {"asof"},
    {"balance"},
    {"facts"},
    {"charts", "networks"},
    {"figures"},
    {"people"},
    {"present"},
    {"posters", "validate"},
    {"export"},
    {"__main__"},
]
PLACE = {name: place for place, names in enumerate(ORDER) for name in names}
DATA_SIDE = {"tables", "dates", "asof", "balance", "facts", "validate", "export"}
DRAWING = {"plotly", "pyvis", "IPython", "matplotlib"}
READING = {"read_text", "read_bytes", "read_csv", "read_json", "reader", "DictReader", "open"}
WRITING = {"write_text", "write_bytes", "to_csv", "to_html", "write_html", "save_graph", "show"}
# present and posters read their own static pictures and scripts; none of them reads data
READERS = {"tables", "present", "posters"}
HTML = re.compile(
    r"</?(div|figure|figcaption|table|tr|td|p|a|section|script|style|svg|ul|li|details|img|h[1-6])\b"
)


def modules() -> list[Path]:
    return sorted(p for p in LIBRARY.rglob("*.py") if p != LIBRARY / "__init__.py")


def top(path: Path) -> str:
    """Name of the library's module or package that ``path`` belongs to."""
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Absolute names of everything a module imports; ``package``: dotted name it stands in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parts, *filter(None, [base])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def import_faults(name: str, source: str, package: str = "antiparty") -> list[str]:
    """What ``name`` imports against the order, or from the drawing libraries."""
    found = []
    for target in imported(ast.parse(source), package):
        root, _, rest = target.partition(".")
        if root in DRAWING and name in DATA_SIDE:
            found.append(f"{name} is on the data side and imports {root}")
        other = rest.split(".")[0]
        mine = root != "antiparty" or other not in PLACE or other == name
        if not mine and PLACE[other] >= PLACE[name]:
            found.append(f"{name} imports {other}, which stands to its right")
    return found


def file_faults(name: str, source: str) -> list[str]:
    """Calls that read or write files where the layer does not allow it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            call = node.func
            word = call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")
            if isinstance(call, ast.Attribute) and getattr(call.value, "id", "") == "os":
                continue  # os.open of the null device
            if word in READING and name not in READERS:
                if name == "validate" and word == "reader":
                    continue  # reads a line it has in its hand, no file
                found.append(f"{name} calls {word}() on line {node.lineno}: only tables reads")
            if word in WRITING and name in {"charts", "networks", "facts", "asof", "figures"}:
                found.append(f"{name} calls {word}() on line {node.lineno}: only present writes")
    return found


def html_faults(name: str, source: str) -> list[str]:
    """HTML in string literals (docstrings aside) outside the modules that write pages."""
    if name in {"present", "posters", "export"}:
        return []
    tree = ast.parse(source)
    bodies = (n for n in ast.walk(tree) if isinstance(getattr(n, "body", None), list))
    docs = {id(n.body[0].value) for n in bodies if n.body and isinstance(n.body[0], ast.Expr)}
    return [
        f"{name} writes HTML on line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs
        and HTML.search(node.value)
    ]


def cell_faults(text: str) -> list[str]:
    """Code cells of a MyST chapter that are longer than three lines or hold logic."""
    found = []
    logic = (
        ast.For, ast.While, ast.If, ast.IfExp, ast.FunctionDef, ast.ClassDef, ast.Lambda,
        ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.BinOp, ast.Try,
    )  # fmt: skip
    for cell in re.findall(r"^```+\{code-cell\}[^\n]*\n(.*?)^```+", text, re.DOTALL | re.MULTILINE):
        code = re.sub(r"\A---\n.*?^---\n", "", cell, flags=re.DOTALL | re.MULTILINE)
        lines = [line for line in code.splitlines() if line.strip() and not line.startswith(":")]
        if len(lines) > 3:
            found.append(f"a cell of {len(lines)} lines: {lines[0]}")
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError as error:
            found.append(f"a cell that is no Python: {error.msg}")
            continue
        if any(isinstance(node, logic) for node in ast.walk(tree)):
            found.append(f"a cell with logic: {lines[0]}")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(LIBRARY)))
def test_module_keeps_its_place(path):
    name, source = top(path), path.read_text(encoding="utf-8")
    assert name in PLACE, f"give {name} a place in ORDER"
    package = ".".join(["antiparty", *path.relative_to(LIBRARY).parts[:-1]])
    assert import_faults(name, source, package) == []
    assert file_faults(name, source) == []
    assert html_faults(name, source) == []
    assert len(source.splitlines()) <= 400, "split the module"
    assert not source.strip() or ast.get_docstring(ast.parse(source)), "say what the module is for"


@pytest.mark.parametrize("path", sorted((REPO / "book").glob("*.md")), ids=lambda p: p.name)
def test_chapter_holds_no_logic(path):
    assert cell_faults(path.read_text(encoding="utf-8")) == []


def test_import_is_light():
    code = (
        "import sys, antiparty; bad = {'plotly', 'pandas', 'pyvis', 'IPython'} & set(sys.modules);"
        "print(sorted(bad)); import antiparty.asof; print('plotly' in sys.modules)"
    )
    env = {"PYTHONPATH": str(REPO / "book")}
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert run.stdout.split("\n")[:2] == ["[]", "False"]


@pytest.mark.parametrize(
    ("check", "name", "bad"),
    [
        (import_faults, "tables", "from antiparty import dates"),
        (import_faults, "charts", "from .present import show"),
        (import_faults, "facts", "import antiparty.figures.index"),
        (import_faults, "asof", "import plotly.graph_objects as go"),
        (import_faults, "networks", "from . import charts"),
        (file_faults, "facts", "import pandas as pd\npd.read_csv('data/ties.csv')"),
        (file_faults, "charts", "open('x')"),
        (file_faults, "networks", "net.save_graph('x.html')"),
        (html_faults, "charts", "title = '<div>x</div>'"),
        (html_faults, "facts", "def f():\n    return f'<a href=x>{1}</a>'"),
    ],
)
def test_the_checks_see_faults(check, name, bad):
    assert check(name, bad)


@pytest.mark.parametrize(
    "cell",
    ["a = 1\nb = 2\nc = 3\nd = 4", "for x in y:\n    show(x)", "show('a' + 'b')", "show('a"],
)
def test_the_check_of_cells_sees_faults(cell):
    assert cell_faults(f"# Title\n\n```{{code-cell}} python\n:tags: [x]\n\n{cell}\n```\n")
    assert not cell_faults("```{code-cell} ipython3\n:tags: [x]\nshow('a')\n```\n")
