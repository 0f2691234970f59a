"""The few of Slack's emoji that have a picture here; the others keep their names."""

import re
from types import MappingProxyType

_PICTURES = MappingProxyType(
    {
        "alarm_clock": "⏰",
        "bell": "🔔",
        "calendar": "📅",
        "heavy_check_mark": "✔️",
        "hourglass": "⌛",
        "hourglass_flowing_sand": "⏳",
        "memo": "📝",
        "no_entry": "⛔",
        "question": "❓",
        "rotating_light": "🚨",
        "speech_balloon": "💬",
        "tada": "🎉",
        "warning": "⚠️",
        "wave": "👋",
        "white_check_mark": "✅",
        "white_circle": "⚪",
        "x": "❌",
    }
)
_NAMED = re.compile(r":([a-z0-9_+-]+):")


def picture(name: str) -> str:
    """Return an emoji by Slack's name for it."""
    return _PICTURES.get(name, f":{name}:")


def with_pictures(text: str) -> str:
    """Put pictures where a text names emoji."""
    return _NAMED.sub(lambda found: picture(found[1]), text)
