"""The key of an issue, its name in calls: `issue/<id>`. Nothing else ever reaches a path."""

import re

from rulebook.people import Person
from rulebook.ports import GiveUp, NotHeard

_ID = "[0-9A-Za-z_-]{1,64}"
_IS_ID = re.compile(_ID)
_KEY = re.compile(f"issue/({_ID})")


def key_of(issue_id: str) -> str:
    """The key of an issue."""
    return f"issue/{issue_id}"


def path_of(key: str) -> str:
    """The path of an issue's calls. Raises NotHeard: it will never be one."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise NotHeard(GiveUp(because="This is no ticket of Pylon."))
    return f"/issues/{match[1]}"


def is_id(written: str) -> bool:
    """Tell whether it may stand in a path."""
    return bool(_IS_ID.fullmatch(written))


def user_path(person: Person) -> str:
    """The path of a teammate's calls. Raises NotHeard: they are not theirs."""
    if not is_id(person.id):
        raise NotHeard(GiveUp(because="This is nobody in Pylon."))
    return f"/users/{person.id}"
