"""Slack's limits to one app in one workspace (docs.slack.dev/apis/web-api/rate-limits)."""

from typing import Self

from connectors.http.pace.rate_limit import RateLimit
from rulebook.value import Value

_POST = "chat.postMessage"
_TIER_4 = {"chat.postEphemeral", "views.publish"}
# What is asked for at once stays below a minute's worth: a call that was slow to arrive may meet
# faster ones there, and other replicas ask too.
_AT_ONCE = 0.9


def _of_a_minute(calls: float) -> RateLimit:
    return RateLimit(per_minute=calls, at_once=calls * _AT_ONCE)


def names_of(method: str, channel: str) -> tuple[str, ...]:
    """Name the limits that a call counts against; a post has one more for its channel."""
    return (method, f"{method} {channel}") if method == _POST else (method,)


class SlackLimits(Value):
    """Slack's published limits, unless told otherwise; its bursts are not published.

    `posts` are messages to the whole workspace ("several hundred per minute"), `posts_to_a_channel`
    to each channel ("one message per second", and short bursts); the tiers are for each method.
    """

    posts: RateLimit = _of_a_minute(300)
    posts_to_a_channel: RateLimit = RateLimit(per_minute=60, at_once=4)
    tier_3: RateLimit = _of_a_minute(50)
    tier_4: RateLimit = _of_a_minute(100)

    def raised(self, times: float) -> Self:
        """Return the same limits, `times` as high."""
        return self.model_copy(
            update={
                "posts": self.posts.raised(times),
                "posts_to_a_channel": self.posts_to_a_channel.raised(times),
                "tier_3": self.tier_3.raised(times),
                "tier_4": self.tier_4.raised(times),
            }
        )

    def of(self, name: str) -> RateLimit:
        """Return the limit of that name, which is one of `names_of`."""
        method, _, channel = name.partition(" ")
        if method == _POST:
            return self.posts_to_a_channel if channel else self.posts
        return self.tier_4 if method in _TIER_4 else self.tier_3


SLACKS_LIMITS = SlackLimits()
