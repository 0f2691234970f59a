"""Slack takes whatever hangs in the gallery: its SDK and types say so, and so does the sandbox."""

import pytest

from cards.message import Message
from gallery.everything import everything
from gallery.piece import Section, Surface
from sandbox.workspace.block_kit.message import judged_blocks
from sandbox.workspace.block_kit.view import judged_view
from tests.cards.judges import accepts_blocks, accepts_message, accepts_view

every_section = pytest.mark.parametrize("section", everything(), ids=lambda section: section.name)


@every_section
def test_slack_takes_it(section: Section) -> None:
    for piece in section.pieces:
        match piece.surface:
            case Surface.FORM:
                accepts_view(dict(piece.payload))
            case Surface.HOME:
                accepts_blocks(piece.payload["blocks"])
            case _:
                blocks = tuple(piece.payload["blocks"])
                accepts_message(Message(text=piece.payload["text"], blocks=blocks))


@every_section
def test_the_sandbox_takes_it(section: Section) -> None:
    for piece in section.pieces:
        match piece.surface:
            case Surface.FORM:
                judged_view(dict(piece.payload), "modal")
            case Surface.HOME:
                judged_view(dict(piece.payload), "home")
            case _:
                judged_blocks(piece.payload["blocks"])


@every_section
def test_what_is_wrong_with_a_form_stands_at_a_field_of_it(section: Section) -> None:
    for piece in section.pieces:
        fields = {block.get("block_id") for block in piece.payload["blocks"]}
        assert piece.errors.keys() <= fields
