"""What the parts of a kind have to be, so that Slack, the manifest and the handbook agree."""

import re
from enum import StrEnum
from typing import Annotated

import pytest
from pydantic import Field

from bot.manifest import manifest
from bot.readme import README
from cards.text_lengths import HINT, OPTION, OPTIONS, TITLE
from rulebook.command import DESK, ROSTER, Command
from rulebook.commands import commands
from rulebook.form import Form, Paragraph, Widget
from rulebook.kinds import ASKED_FOR, AnyKind
from rulebook.kinds.reassign import Reassign
from sandbox.workspace.manifest import RESERVED_COMMANDS
from tests.contracts.kinds.heard import heard

LABEL = 2000
_COMMAND = re.compile("/[a-z][a-z-]{1,30}")
_RULE = re.compile(r"[SG][0-9]*(, [SG][0-9]+)*: \w.*\.")
_ROW = re.compile(r"^\| `(/\S+)[^`]*` \| ([^|]+) \|$", re.MULTILINE)


def faults(kind: AnyKind) -> list[str]:
    """What is wrong with a kind."""
    return [what for what, holds in parts(kind).items() if not holds]


def parts(kind: AnyKind) -> dict[str, bool]:
    """What has to be so, and whether it is."""
    fields = kind.form.fields()
    names = [field.name for field in fields]
    choices = [choice for field in fields for choice in field.choices]
    return {
        "its rule begins with the handbook's number": bool(_RULE.fullmatch(kind.rule)),
        "its command is one": bool(_COMMAND.fullmatch(kind.command.name)),
        "Slack does not reserve its command": kind.command.name[1:] not in RESERVED_COMMANDS,
        "its command says what it is for": len(kind.command.description.split()) > 2,
        "its title fits over a form": 0 < len(kind.title) <= TITLE,
        "its name is a word that a link can hold": bool(re.fullmatch("[a-z-]+", kind.name)),
        "it asks for something": bool(names),
        "it is about fields of its own": set(kind.about) <= set(names),
        "what it is about is always given": not _optional(kind) & set(kind.about),
        "its labels fit": all(0 < len(field.label) <= LABEL for field in fields),
        "its hints fit": all(len(field.hint) < HINT for field in fields),
        "its choices fit": all(0 < len(choice) <= OPTION for choice in choices),
        "it offers no more choices than Slack": all(len(f.choices) <= OPTIONS for f in fields),
        "a choice can be made": all(f.choices for f in fields if f.widget is Widget.CHOICE),
        "no two labels are the same": len({field.label for field in fields}) == len(fields),
    }


def _optional(kind: AnyKind) -> set[str]:
    return {field.name for field in kind.form.fields() if field.optional}


@pytest.mark.parametrize("kind", ASKED_FOR.values(), ids=lambda kind: kind.name)
def test_a_kind_has_what_slack_and_the_handbook_ask_of_it(kind: AnyKind) -> None:
    assert faults(kind) == []


def test_no_two_kinds_share_a_name_a_title_or_a_command() -> None:
    kinds = [*ASKED_FOR.values()]
    for of in ("name", "title", "command"):
        assert len({str(getattr(kind, of)) for kind in kinds}) == len(kinds)
    assert [*ASKED_FOR] == [kind.name for kind in kinds]
    assert {ROSTER.name, DESK.name} & {kind.command.name for kind in kinds} == set()


def test_the_manifest_the_readme_and_the_bot_know_the_same_commands() -> None:
    ours = [(each.name, each.description) for each in commands()]
    declared = manifest()["features"]["slash_commands"]
    _, _, rest = README.read_text().partition("<!-- commands -->")
    table, _, _ = rest.partition("<!-- /commands -->")
    assert [(each["command"], each["description"]) for each in declared] == ours
    assert _ROW.findall(table) == ours
    assert heard().commands == {name for name, _ in ours}


Endless = StrEnum("Endless", {f"of_{number}": f"{number:076}" for number in range(101)})  # type: ignore[misc]
Nothing = StrEnum("Nothing", ())  # type: ignore[misc]


class WrongForm(Form):
    one: Annotated[Endless, Widget.CHOICE] = Field(title="x" * 2001)
    other: Annotated[Nothing, Widget.CHOICE] = Field(title="Other", description="x" * 2000)
    another: Paragraph = Field("", title="Other")


class Wrong(Reassign):
    name = "all wrong"
    title = "A title that is longer than a form's"
    rule = "Because."
    command = Command(name="/Leave us!", usage="", description="Leave")
    about = ("another", "nothing")  # type: ignore[assignment]
    form = WrongForm  # type: ignore[assignment]


class Reserved(Reassign):
    command = Command(name="/leave", usage="", description="Ask for days off")


class Empty(Reassign):
    form = Form  # type: ignore[assignment]


def test_everything_that_can_be_wrong_with_a_kind_would_be_noticed() -> None:
    found = {*faults(Wrong()), *faults(Reserved()), *faults(Empty())}
    assert found == set(parts(ASKED_FOR["reassign"]))
