"""What every helpdesk promises, whatever it is: the port `Helpdesk`, tried on a real world.

A subclass of `Conformance` gives the fixture `world`.
"""

from tests.connectors.helpdesk.conformance.assignments import Assignments
from tests.connectors.helpdesk.conformance.changing import Changing
from tests.connectors.helpdesk.conformance.creating import Creating
from tests.connectors.helpdesk.conformance.notes import Notes
from tests.connectors.helpdesk.conformance.owner_changes import OwnerChanges
from tests.connectors.helpdesk.conformance.reading import Reading
from tests.connectors.helpdesk.conformance.suggesting import Suggesting
from tests.connectors.helpdesk.conformance.trouble import Trouble


class Conformance(
    Reading, Changing, Suggesting, Notes, Assignments, OwnerChanges, Creating, Trouble
):
    """Everything."""
