"""How much Slack takes from one app in one workspace (docs.slack.dev/apis/web-api/rate-limits)."""

from typing import Self

from pydantic import Field

from rulebook.value import Value

# What is asked for at once stays below a minute's worth: a call that was slow to arrive may meet
# faster ones there, and other replicas ask too.
_AT_ONCE = 0.9


class Allowance(Value):
    """Calls: `per_minute` in the long run, `at_once` where none was made for a while."""

    per_minute: float = Field(gt=0)
    at_once: float = Field(ge=1)

    def raised(self, times: float) -> Self:
        """Return the same allowance, `times` as large."""
        return self.model_copy(
            update={"per_minute": self.per_minute * times, "at_once": self.at_once * times}
        )


def _of_a_minute(calls: float) -> Allowance:
    return Allowance(per_minute=calls, at_once=calls * _AT_ONCE)


class SlackLimits(Value):
    """Slack's published limits, unless told otherwise; its bursts are not published.

    `posts` are messages to the whole workspace ("several hundred per minute"), `posts_to_a_channel`
    to each channel ("one message per second", and short bursts); the tiers are for each method.
    """

    posts: Allowance = _of_a_minute(300)
    posts_to_a_channel: Allowance = Allowance(per_minute=60, at_once=4)
    tier_3: Allowance = _of_a_minute(50)
    tier_4: Allowance = _of_a_minute(100)

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


SLACKS_LIMITS = SlackLimits()
