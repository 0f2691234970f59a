"""A question to the requester, and the answer."""

from datetime import timedelta

from tests.scene import Scene


async def asks(stage: Scene, question: str = "Which export is it?") -> None:
    await stage.presses(stage.lina, "ask")
    assert not (await stage.fills(stage.lina, words=question)).errors


async def test_a_question_reaches_the_requester_and_the_answer_the_card(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    await asks(stage)
    await stage.sees(stage.amira, "lina asks: Which export is it?")
    await stage.sees(stage.amira, "lina has a question")
    await stage.presses(stage.amira, "answer")
    (form,) = stage.workspace.views_of(stage.amira)
    assert "Which export is it?" in stage.said(form)
    await stage.fills(stage.amira, words="The monthly one")
    await stage.sees(stage.lina, "amira answered: The monthly one")
    await stage.sees(stage.lina, "amira answered  The monthly one")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Note written")
    (note,) = stage.notes()
    assert "lina asked: Which export is it?" in note.body
    assert "amira answered: The monthly one" in note.body


async def test_a_question_can_be_decided_without_an_answer(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    await asks(stage)
    await stage.sees(stage.lina, "you can decide without it")
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.amira, "it is done")


async def test_while_a_question_is_open_the_clock_stands_still(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    await asks(stage)
    await stage.sees(stage.amira, "lina has a question")
    stage.clock.move(timedelta(hours=1))
    await stage.presses(stage.amira, "answer")
    await stage.fills(stage.amira, words="The monthly one")
    await stage.sees(stage.lina, "amira answered")
    assert "has waited" not in stage.words(stage.lina)
    stage.clock.move(timedelta(minutes=16))
    await stage.sees(stage.lina, "amira has waited 15 minutes")


async def test_an_empty_question_is_not_sent_and_the_form_stays(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.presses(stage.lina, "ask")
    assert (await stage.fills(stage.lina, words="   ")).errors == {"words": "This is needed."}
    assert not (await stage.fills(stage.lina, words="Why?")).errors
    await stage.sees(stage.amira, "lina asks: Why?")


async def test_an_older_card_is_out_of_date_once_there_is_an_answer(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    older = stage.card(stage.lina)
    await asks(stage)
    await stage.sees(stage.amira, "lina has a question")
    await stage.presses(stage.amira, "answer")
    await stage.fills(stage.amira, words="The monthly one")
    await stage.sees(stage.lina, "amira answered")
    button = older["blocks"][2]["elements"][0]
    payload = stage.workspace.payloads.press_on_message(
        stage.lina, stage.workspace.direct(stage.lina), older, {**button, "block_id": "b"}
    )
    await stage.workspace.delivers(payload)
    await stage.sees(stage.lina, "The request changed since this card was drawn")
    assert stage.notes() == []


async def test_the_answer_reaches_who_asked(stage: Scene) -> None:
    """The manager, to whom it had come too, asks; both hear the answer."""
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    stage.clock.move(timedelta(minutes=31))
    await stage.presses(stage.mubeen, "ask")
    await stage.fills(stage.mubeen, words="Which export is it?")
    await stage.sees(stage.amira, "mubeen asks: Which export is it?")
    await stage.presses(stage.amira, "answer")
    await stage.fills(stage.amira, words="The monthly one")
    await stage.sees(stage.mubeen, "amira answered: The monthly one")
    await stage.sees(stage.lina, "amira answered: The monthly one")
