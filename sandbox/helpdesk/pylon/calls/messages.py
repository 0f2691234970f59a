"""Messages on an issue: read them, write a note, reply to the customer, begin a thread."""

from sandbox.helpdesk.pylon import answers
from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.pylon.pages import asked_limit, page
from sandbox.helpdesk.pylon.refusals import wrong
from sandbox.helpdesk.records import API_USER, Json, Thread, Ticket

_NOTE = ("body_html", "user_id", "thread_id", "message_id", "thread_name")
_REPLY = ("body_html", "message_id", "user_id", "contact_id", "email_info")


def read(asked: PylonCall) -> Json:
    """Everything that was said, oldest first; all of it unless a page is asked for."""
    issue = asked.issue()
    whole = answers.messages(issue, asked.world.threads.where(issue))
    if not asked.query.keys() & {"limit", "cursor"}:
        return {"data": whole}
    numbered = [*enumerate(whole)]
    limit, cursor = asked_limit(asked.query), asked.query.get("cursor")
    shown, more = page(numbered, lambda one: -one[0], limit, cursor)
    return {"data": [message for _, message in shown], **more}


def note(asked: PylonCall) -> Json:
    """Write a private note, as somebody or as whom the token acts as."""
    issue = asked.issue()
    asked.only(*_NOTE)
    body, author = asked.formatted("body_html"), asked.user("user_id") or API_USER
    thread = _thread(asked, issue)
    part = asked.world.happens(issue, "note", author, body)
    if thread.id:
        asked.world.threads.put(part, thread)
    return {"data": answers.written(id_of("message", part.id), issue)}


def reply(asked: PylonCall) -> Json:
    """Answer the customer, who receives it, or write as one of them."""
    issue = asked.issue()
    asked.only(*_REPLY)
    body = asked.formatted("body_html")
    user, customer = asked.user("user_id"), asked.contact("contact_id")
    message = asked.text("message_id")
    said = answers.messages(issue, {})
    if not any(one["id"] == message and not one["is_private"] for one in said):
        raise wrong("message_id", "message_id is no message of this issue that the customer sees")
    if user and customer:
        raise wrong("user_id", "only one of user_id and contact_id can be provided")
    part = asked.world.happens(issue, "comment", customer or user or API_USER, body)
    asked.world.receives(issue, "comment", body)
    return {"data": answers.written(id_of("message", part.id), issue)}


def threads(asked: PylonCall) -> Json:
    """The threads in which notes on an issue stand together."""
    issue = asked.issue()
    return {"data": [answers.thread(one, issue) for one in _threads(asked, issue)]}


def begin_thread(asked: PylonCall) -> Json:
    """Begin one; it is not mirrored anywhere."""
    issue = asked.issue()
    asked.only("name")
    name = asked.text("name") if "name" in asked.body else answers.DEFAULT_THREAD.name
    return {"data": answers.thread(asked.world.threads.add(issue, name), issue)}


def _thread(asked: PylonCall, issue: Ticket) -> Thread:
    """The thread that a note goes to.

    Without a thread or a note to follow it goes to the newest thread that is mirrored in Slack, and
    where there is none to the default one. What is empty counts as left out.
    """
    thread_id = asked.text("thread_id") if "thread_id" in asked.body else ""
    message_id = asked.text("message_id") if "message_id" in asked.body else ""
    name = asked.text("thread_name") if "thread_name" in asked.body else ""
    if thread_id and message_id:
        raise wrong("thread_id", "only one of thread_id and message_id can be provided")
    known = _threads(asked, issue)
    if message_id:
        thread_id = _thread_of(asked, issue, message_id)
    if thread_id:
        return _with_id(thread_id, known, issue)
    if mirrored := [one for one in known if one.channel]:
        return mirrored[-1]
    if answers.DEFAULT_THREAD in known or not name:
        return answers.DEFAULT_THREAD
    return asked.world.threads.add(issue, name)


def _with_id(thread_id: str, known: list[Thread], issue: Ticket) -> Thread:
    for one in known:
        if answers.thread(one, issue)["id"] == thread_id:
            return one
    raise wrong("thread_id", "thread_id is no thread of this issue")


def _thread_of(asked: PylonCall, issue: Ticket, message_id: str) -> str:
    for one in answers.messages(issue, asked.world.threads.where(issue)):
        if one["id"] == message_id and one["is_private"]:
            return str(one["thread_id"])
    raise wrong("message_id", "message_id is no internal note of this issue")


def _threads(asked: PylonCall, issue: Ticket) -> list[Thread]:
    """Those that were made, and the default one once a note is in it."""
    placed = asked.world.threads.where(issue)
    notes = [part.id for part in issue.notes if part.id not in placed]
    default = [answers.DEFAULT_THREAD] if notes or issue.particulars.internal else []
    return [*default, *asked.world.threads.of(issue)]
