"""Authors: who did something, and whether anybody did. Operator and its workflows are nobody."""

import re

from connectors.helpdesk.intercom.answers import IntercomAuthor, Part

# Operator and its workflows, which Intercom now and then calls an admin.
_OPERATOR = re.compile(r"operator(\+[^@]*)?@intercom\.io", re.IGNORECASE)


def is_automatic(part: Part) -> bool:
    """Tell whether a bot, an agent or a workflow did it, under whatever name."""
    author = part.author or IntercomAuthor()
    by_agent = author.type == "bot" or author.from_ai_agent or author.is_ai_answer
    return bool(by_agent or _OPERATOR.fullmatch(author.email or ""))
