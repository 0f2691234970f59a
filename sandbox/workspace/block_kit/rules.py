"""The words the table of shapes is written in.

A rule takes a value and its JSON pointer and yields what is wrong, in Slack's words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Problems = Iterator[str]
Rule = Callable[[Any, str], Problems]


def text(most: int, least: int = 1, pattern: str | None = None) -> Rule:
    """A string of `least` to `most` characters."""
    wanted = re.compile(pattern) if pattern else None

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        if not isinstance(value, str):
            yield f"must be a string [json-pointer:{at}]"
        elif len(value) < least:
            yield f"must be more than {least - 1} characters [json-pointer:{at}]"
        elif len(value) > most:
            yield f"must be less than {most + 1} characters [json-pointer:{at}]"
        elif wanted and not wanted.fullmatch(value):
            yield f"must match the pattern {wanted.pattern} [json-pointer:{at}]"

    return judge


def whole(least: int, most: int) -> Rule:
    """A whole number from `least` to `most`."""

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"must be an integer [json-pointer:{at}]"
        elif not least <= value <= most:
            yield f"must be from {least} to {most} [json-pointer:{at}]"

    return judge


def flag(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    """Judge a boolean."""
    if not isinstance(value, bool):
        yield f"must be a boolean [json-pointer:{at}]"


def one_of(*words: str) -> Rule:
    """One of these words."""

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        if value not in words:
            yield f"must be a valid enum value: {', '.join(words)} [json-pointer:{at}]"

    return judge


def many(rule: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` items, each of which keeps `rule`."""

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        if not isinstance(value, list):
            yield f"must be an array [json-pointer:{at}]"
            return
        if len(value) < least:
            yield f"no fewer than {least} items allowed [json-pointer:{at}]"
        if len(value) > most:
            yield f"no more than {most} items allowed [json-pointer:{at}]"
        for index, item in enumerate(value):
            yield from rule(item, f"{at}/{index}")

    return judge


def shape(needed: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these keys and no others; `type` was judged by `typed`."""
    rules = {**needed, **(optional or {})}

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        if not isinstance(value, dict):
            yield f"must be an object [json-pointer:{at}]"
            return
        for key in needed:
            if key not in value:
                yield f"missing required field: {key} [json-pointer:{at}]"
        for key, part in value.items():
            if key in rules:
                yield from rules[key](part, f"{at}/{key}")
            elif key != "type":
                yield f"no additional properties allowed: {key} [json-pointer:{at}]"

    return judge


def typed(shapes: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which of these shapes it has."""

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        if not isinstance(value, dict):
            yield f"must be an object [json-pointer:{at}]"
            return
        kind = value.get("type")
        if kind is None:
            yield f"missing required field: type [json-pointer:{at}]"
        elif not isinstance(kind, str) or kind not in shapes:
            yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        else:
            yield from shapes[kind](value, at)

    return judge


def both(*rules: Rule) -> Rule:
    """Every one of these rules; the later ones only when the earlier ones hold."""

    def judge(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
        for rule in rules:
            problems = list(rule(value, at))
            yield from problems
            if problems:
                return

    return judge
