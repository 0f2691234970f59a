"""The people, the note and the draft that the suite needs again and again."""

from rulebook.notes import Note, NoteLine
from rulebook.people import Person
from rulebook.ports import Done, Helpdesk
from rulebook.tickets import Draft, Priority, Status, Ticket
from tests.connectors.helpdesk.world import World

MARKER = "Countersign 7f3a9c"
NOTE = Note(
    title="Reassignment approved",
    lines=(
        NoteLine(label="Asked by", text="Ann"),
        NoteLine(label="Why", text="Bea knows the parser."),
    ),
    marker=MARKER,
)


def draft(world: World, owner: Person, **more: object) -> Draft:
    """A ticket to be created for a customer who is there."""
    given = {
        "customer": more.pop("customer", None) or world.customer("Chloé", "chloe@bakery.example"),
        "title": "Export stops at 3 %",
        "description": "Steps: export invoices.\nExpected: a file.",
        "priority": Priority.HIGH,
        "status": Status.SUBMITTED,
        "owner": owner,
        "marker": MARKER,
    }
    return Draft.model_validate(given | more)


async def created(port: Helpdesk, new: Draft, by: Person, *, again: bool = False) -> Ticket:
    """The ticket that became of a draft."""
    ticket = await port.create(new, by, again=again)
    assert isinstance(ticket, Ticket), ticket
    return ticket


def three(world: World) -> tuple[Person, Person, Person]:
    """Two engineers, and the lead who decides."""
    return (
        world.joins("Ann", "ann@support.example"),
        world.joins("Bea", "bea@support.example"),
        world.joins("Lee", "lead@support.example"),
    )


def signed(world: World, by: Person) -> str | None:
    """Whose id is on an assignment of ours that somebody decided."""
    signs = world.assigner(by)
    return signs.id if signs else None


async def key_of(port: Helpdesk, number: str) -> str:
    ticket = await port.ticket(number)
    assert ticket is not None
    return ticket.key


async def note_with(world: World, line: NoteLine) -> tuple[str, ...]:
    """The lines of the one note on a new ticket after a note with this line was written."""
    _, _, lead = three(world)
    number, port = world.arrives(), world.port()
    note = NOTE.model_copy(update={"lines": (line,)})
    done = await port.write_note(await key_of(port, number), note, lead, again=False)
    assert isinstance(done, Done)
    [written] = world.there(number).notes
    return written.lines
