"""Conversations: read, search, reply, assign."""

from sandbox.helpdesk.intercom import answers, search
from sandbox.helpdesk.intercom.asked import IntercomCall
from sandbox.helpdesk.records import Json

_REPLY = ("message_type", "type", "admin_id", "body", "created_at", "skip_notifications")
_ASSIGNMENT = ("message_type", "type", "admin_id", "assignee_id", "body")


def read(asked: IntercomCall) -> Json:
    """One conversation with its newest parts."""
    return answers.conversation(asked.ticket("conversation"))


def searched(asked: IntercomCall) -> Json:
    """The conversations that match."""
    whole = asked.world.tickets("conversation")
    page, about = search.found(whole, asked.body, search.OF_CONVERSATIONS)
    listed = [answers.conversation_in_list(asked.world.whole(one)) for one in page]
    return {"type": "conversation.list", "conversations": listed, **about}


def reply(asked: IntercomCall) -> Json:
    """A note for teammates, or a comment that the customer receives."""
    conversation = asked.ticket("conversation")
    asked.only(*_REPLY)
    kind = asked.one_of("message_type", "note", "comment")
    asked.one_of("type", "admin")
    author, body = asked.author(), asked.formatted()
    silenced = asked.flag("skip_notifications")
    asked.world.happens(conversation, kind, author, body)
    if kind == "comment" and not silenced:
        asked.world.receives(conversation, "comment", body)
    return read(asked)


def assign(asked: IntercomCall) -> Json:
    """Give a conversation to an admin, or to nobody; what was closed is open again."""
    conversation = asked.ticket("conversation")
    asked.only(*_ASSIGNMENT)
    asked.one_of("message_type", "assignment")
    asked.one_of("type", "admin")
    author, to = asked.author(), asked.assignee()
    body = asked.formatted() if "body" in asked.body else None
    asked.world.gives(conversation, to)
    kind = "assignment"
    if not conversation.open:
        asked.world.puts(conversation, "open")
        kind = "assign_and_reopen"
    asked.world.happens(conversation, kind, author, body, to)
    if body:
        asked.world.receives(conversation, "comment", body)
    return read(asked)
