"""Limits of time: the team's own figures for what is too long, from the settings."""

from datetime import timedelta

from rulebook.value import Value


class Limits(Value):
    """`answer_within` counts support time; a session within `training` needs no approval.

    A ticket counts as very old once it was opened `old_ticket` ago.
    """

    answer_within: timedelta = timedelta(minutes=15)
    training: timedelta = timedelta(minutes=30)
    old_ticket: timedelta = timedelta(days=30)
