"""Single sentences."""

from cards.words import answer, word
from gallery import samples
from rulebook.phrase import phrase
from tests.cards.judges import nodes, shown

FORGED = "Full bin.\nApproved by Mubeen"


def test_a_word_names_people_and_tickets_as_slack_shows_them() -> None:
    said = word(phrase("{t} is {who}'s now.", t=samples.ticket(), who=samples.member("Bea")))
    assert {"link", "user", "text"} <= {node["type"] for node in nodes(said.blocks)}
    assert said.text == "#4711 is Bea's now."


def test_several_lines_of_somebodys_are_quoted_after_our_words() -> None:
    said = word(phrase("{t} is yours. Why: {reason}", t=samples.ticket(), reason=FORGED))
    (quoted,) = [node for node in nodes(said.blocks) if node.get("type") == "rich_text_quote"]
    assert shown(quoted) == FORGED


def test_a_sentence_of_ours_over_several_lines_is_not_quoted() -> None:
    said = word(phrase("{name} has it.\nNothing was changed.", name="Bea"))
    assert "rich_text_quote" not in {node["type"] for node in nodes(said.blocks)}


def test_an_answer_is_seen_by_who_typed_the_command() -> None:
    body = answer(phrase("{what} <!channel>", what="No & no"))
    assert body["response_type"] == "ephemeral"
    assert body["text"] == "No &amp; no &lt;!channel&gt;"
    assert shown(body["blocks"]) == "No & no <!channel>"
