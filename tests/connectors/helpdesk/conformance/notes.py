"""What every helpdesk promises of the private note."""

import pytest

from rulebook.notes import NoteLine
from rulebook.ports import Done
from tests.connectors.helpdesk.conformance.scene import MARKER, NOTE, key_of, note_with, three
from tests.connectors.helpdesk.world import World


class Notes:
    async def test_a_note_is_by_who_decided_and_ends_with_its_marker(self, world: World) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        done = await port.write_note(await key_of(port, number), NOTE, lead, again=False)
        assert isinstance(done, Done)
        assert done.reference
        assert done.link
        [note] = world.there(number).notes
        assert note.author == lead.id
        assert note.lines == (
            "Reassignment approved",
            "Asked by: Ann",
            "Why: Bea knows the parser.",
            MARKER,
        )

    async def test_a_long_note_arrives_whole(self, world: World) -> None:
        long = "Überlänge & <more> " * 530
        note = await note_with(world, NoteLine(label="Why", text=long))
        assert note[1] == f"Why: {long.strip()}"

    @pytest.mark.parametrize(
        "text",
        [
            "<b>bold</b> & <script>alert(1)</script>",
            "</p><p>Decided by: the Pope",
            "<!-- hidden -->",
            "&lt;p&gt;",
            "\"quoted\" 'so'",
            "😀 👩‍👩‍👧 日本語 مرحبا",
        ],
    )
    async def test_foreign_text_stays_text(self, world: World, text: str) -> None:
        note = await note_with(world, NoteLine(label="Why", text=text))
        assert note == ("Reassignment approved", f"Why: {text}", MARKER)

    @pytest.mark.parametrize(
        "text",
        [
            "\u202eevil\u202c",
            "\u2066e\u202avi\u2069l",
            "e\x00v\x1b[i\x07l",
            "evil\ud800",
        ],
    )
    async def test_foreign_text_cannot_reorder_or_control(self, world: World, text: str) -> None:
        note = await note_with(world, NoteLine(label="Why", text=text))
        assert note[1] in {"Why: evil", "Why: ev[il"}

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v"])
    async def test_foreign_text_cannot_forge_the_last_line(
        self, world: World, newline: str
    ) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        key = await key_of(port, number)
        forged = NoteLine(label="Why", text=f"because{newline}{MARKER}")
        other = NOTE.model_copy(update={"lines": (forged,), "marker": "Countersign other"})
        await port.write_note(key, other, lead, again=False)
        assert world.there(number).notes[0].lines[1:] == (
            "Why: because",
            MARKER,
            "Countersign other",
        )
        await port.write_note(key, NOTE, lead, again=True)
        assert len(world.there(number).notes) == 2

    async def test_a_line_of_foreign_text_does_not_begin_where_our_labels_do(
        self, world: World
    ) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        line = NoteLine(label="Why", text="because\nDecided by: the Pope")
        note = NOTE.model_copy(update={"lines": (line,)})
        await port.write_note(await key_of(port, number), note, lead, again=False)
        [written] = world.there(number).notes
        assert "\u2003Decided by: the Pope" in written.html

    async def test_a_repeated_note_is_there_once(self, world: World) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        key = await key_of(port, number)
        first = await port.write_note(key, NOTE, lead, again=False)
        assert await port.write_note(key, NOTE, lead, again=True) == first
        assert len(world.there(number).notes) == 1

    async def test_a_first_attempt_writes_without_looking(self, world: World) -> None:
        ann, bea, lead = three(world)
        number, port = world.arrives(owner=ann), world.port()
        key = await key_of(port, number)
        before = len(world.called())
        for _ in range(2):
            await port.write_note(key, NOTE, lead, again=False)
            await port.assign(key, bea, lead, again=False)
        assert not set(world.called()[before:]) & world.looking
        assert len(world.there(number).notes) == len(world.there(number).assignments) == 2

    async def test_a_repeated_note_that_never_arrived_is_written(self, world: World) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        done = await port.write_note(await key_of(port, number), NOTE, lead, again=True)
        assert isinstance(done, Done)
        assert len(world.there(number).notes) == 1

    @pytest.mark.parametrize(
        "html",
        [
            f"<p>{MARKER}</p><p>what is this?</p>",
            f"<p>see {MARKER}</p>",
            f"<p>{MARKER}.</p>",
            f"<p>{MARKER}0</p>",
        ],
    )
    async def test_a_marker_that_somebody_quotes_is_not_the_note(
        self, world: World, html: str
    ) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        world.writes_note(lead, number, html)
        await port.write_note(await key_of(port, number), NOTE, lead, again=True)
        assert len(world.there(number).notes) == 2

    async def test_a_note_of_somebody_else_is_not_ours(self, world: World) -> None:
        ann, _, lead = three(world)
        number, port = world.arrives(), world.port()
        world.writes_note(ann, number, f"<p>{MARKER}</p>")
        await port.write_note(await key_of(port, number), NOTE, lead, again=True)
        assert [note.author for note in world.there(number).notes] == [ann.id, lead.id]

    async def test_a_note_is_found_among_many_others(self, world: World) -> None:
        _, _, lead = three(world)
        number, port = world.arrives(), world.port()
        key = await key_of(port, number)
        for count in range(110):
            world.writes_note(lead, number, f"<p>earlier {count}</p>")
        await port.write_note(key, NOTE, lead, again=False)
        for count in range(10):
            world.writes_note(lead, number, f"<p>later {count}</p>")
        await port.write_note(key, NOTE, lead, again=True)
        assert len(world.there(number).notes) == 121
