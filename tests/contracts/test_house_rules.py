"""What is promised about settings, commands and imports."""

import json
import re
from itertools import pairwise
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
from typer.main import get_command

from bot.__main__ import cli
from bot.settings import Settings
from rulebook.commands import commands

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
_SETTING = re.compile(r"#?([A-Z][A-Z0-9_]*)=")
FOREIGN = {"openapi", "openapi_core", "jsonschema", "hypothesis", "pytest"}
FOREIGN |= {"sandbox", "gallery", "tests"}


def explained(example: str) -> dict[str, str]:
    """Every setting in the example, with the line above it that explains it; "" where none does."""
    return {
        found[1]: above.removeprefix("# ") if is_explanation(above) else ""
        for above, line in pairwise(["", *example.splitlines()])
        if (found := _SETTING.match(line))
    }


def is_explanation(line: str) -> bool:
    return line.startswith("# ") and len(line.split()) > 2


def test_every_setting_is_explained_in_the_example_and_nothing_else_is() -> None:
    example = explained((ROOT / ".env.example").read_text())
    assert set(example) == {name.upper() for name in Settings.model_fields}
    assert [name for name, line in example.items() if not line] == []


def test_a_setting_without_its_line_is_noticed() -> None:
    assert explained("# What it is for.\nA=\n#B=1\n\nC=\n# D=2\n") == {
        "A": "What it is for.",
        "B": "",
        "C": "",
    }


def test_every_setting_is_in_the_readme() -> None:
    assert [name for name in Settings.model_fields if name.upper() not in README] == []


def test_every_slash_command_is_in_the_readme() -> None:
    assert [one.name for one in commands() if f"`{one.name}" not in README] == []


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    names = get_command(cli).list_commands(None)  # type: ignore[attr-defined]
    assert {"run", "demo", "manifest", "migrate"} <= set(names)
    (line,) = [line for line in README.splitlines() if line.startswith("On the command line:")]
    assert [name for name in names if not re.search(rf"`[^`]*\b{name}\b[^`]*`", line)] == []


@pytest.mark.parametrize("module", ["bot.app", "bot.run", "bot.__main__"])
def test_the_bot_imports_nothing_that_only_tests_and_the_demo_need(module: str) -> None:
    code = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    printed = run([executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in json.loads(printed.stdout)}
    assert imported & FOREIGN == set()
    assert "bot" in imported
