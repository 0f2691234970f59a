"""Changes between two versions of what is asked, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from rulebook.facts import Facts
from rulebook.form import Field, Form, Widget
from rulebook.request import Change

_Version = tuple[Mapping[str, Any], Facts | None]
_LONG = 60


def changes(form: type[Form], before: _Version, after: _Version) -> tuple[Change, ...]:
    """Every field that differs, in order; a version is what was given, and what was known."""
    return tuple(
        _change(field, before, after)
        for field in form.fields()
        if _meant(field, before) != _meant(field, after)
    )


def together(earlier: Sequence[Change], later: Sequence[Change]) -> tuple[Change, ...]:
    """Join changes that came one after the other: from before the first to after the last."""
    at_first = {change.label: change for change in earlier}
    since = {
        change.label: change.model_copy(
            update={"before": at_first.get(change.label, change).before}
        )
        for change in later
    }
    both = (at_first | since).values()
    return tuple(change for change in both if change.before != change.after)


def in_words(changed: Sequence[Change]) -> str:
    """A line that names them: *New owner (Bea → Theo), Why (rewritten)*."""
    return ", ".join(_short(change) for change in changed)


def _short(change: Change) -> str:
    if max(len(change.before), len(change.after)) > _LONG:
        return f"{change.label} (rewritten)"
    return f"{change.label} ({change.before or 'nothing'} → {change.after or 'nothing'})"


def _change(field: Field, before: _Version, after: _Version) -> Change:
    was, now = _words(field, before), _words(field, after)
    return Change(label=field.label, before=was, after=f"{now} (another)" if was == now else now)


def _meant(field: Field, version: _Version) -> str:
    """Read what was given; of a colleague who was left out, who that is."""
    given, facts = version
    who = facts.colleagues.get(field.name) if facts else None
    return who.member.id if who else str(given.get(field.name, ""))


def _words(field: Field, version: _Version) -> str:
    given, facts = version
    value = given.get(field.name, "")
    match field.widget:
        case Widget.COLLEAGUE if facts and (who := facts.colleagues.get(field.name)):
            return who.member.name
        case Widget.CUSTOMER if facts and (customer := facts.customers.get(field.name)):
            return customer.name
        case Widget.TICKET if value:
            return f"#{value}"
        case _:
            return str(value)
