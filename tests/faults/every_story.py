"""Every story, by its name."""

from tests.faults.promised import BrokenPromise
from tests.faults.stories import REASSIGNMENT, ChildTicket, TakenBack

STORIES = {
    story.name: story for story in (REASSIGNMENT, TakenBack(), ChildTicket(), BrokenPromise())
}
