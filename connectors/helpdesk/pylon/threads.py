"""The thread where our notes stand: one of their own on each issue.

Left to itself Pylon puts a note into the newest thread that is mirrored in Slack, where others read
along. So a note says its thread: the one of our name that is mirrored nowhere, begun where there is
none yet. What is begun is looked for first each time, so that a call that is repeated begins no
second one.
"""

from connectors.helpdesk.pylon.answers import OneThread, Thread, Threads
from connectors.helpdesk.pylon.keys import path_of
from connectors.http.calls import Calls

_OURS = "Countersign"


async def ours(calls: Calls, key: str) -> str:
    """The id of the thread on the issue with this key. Raises NotHeard."""
    path = f"{path_of(key)}/threads"
    known = (await calls.get(path, Threads, "read the ticket's threads")).data or ()
    thread = next(filter(_is_ours, known), None)
    if thread is None:
        thread = (await calls.post(path, {"name": _OURS}, OneThread, "begin a thread")).data
    return thread.id


def _is_ours(thread: Thread) -> bool:
    return thread.name == _OURS and not thread.channel_id
