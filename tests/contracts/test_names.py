"""Names that a newcomer can rely on."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOT = (
    *("bot", "gallery", "handlers", "delivery", "workflows", "cards", "store"),
    *("connectors", "rulebook"),
)
SANDBOX = ("sandbox",)
VAGUE = {"service", "services", "utils", "util", "helpers", "common", "misc", "manager"}
ASKS = {"What", "Who", "Whose", "Whom", "When", "How", "Where", "Whether", "Which", "Why"}
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(*packages: str) -> dict[Path, ast.Module]:
    files = (path for package in packages for path in (ROOT / package).rglob("*.py"))
    return {
        path: ast.parse(path.read_text())
        for path in files
        if "tests" not in path.relative_to(ROOT).parts
    }


def documented() -> Iterator[tuple[str, str]]:
    """Where each docstring stands, and how it begins."""
    for path, module in modules(*BOT, *SANDBOX).items():
        for node in ast.walk(module):
            if isinstance(node, Documented) and (said := ast.get_docstring(node)):
                name = getattr(node, "name", "the module")
                yield f"{path.relative_to(ROOT)}: {name}", said.split()[0].strip(":,")


@pytest.mark.parametrize("project", [BOT, SANDBOX], ids=["the bot", "the sandbox"])
def test_no_two_classes_have_one_name(project: tuple[str, ...]) -> None:
    found = defaultdict[str, list[str]](list)
    for path, module in modules(*project).items():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(f"{path.relative_to(ROOT)}")
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in modules(*BOT, *SANDBOX) if path.stem in VAGUE] == []


def test_a_docstring_begins_with_the_noun_or_verb_it_is_about() -> None:
    assert [place for place, first in documented() if first in ASKS] == []
