"""The shapes of rich_text, the block that draws foreign text as it stands."""

import re
from typing import Any

from sandbox.workspace.block_kit.rules import (
    Problems,
    both,
    flag,
    many,
    one_of,
    shape,
    text,
    typed,
    whole,
)

_MOST = 1000
_LONGEST = 13_200
_DATE_TOKEN = re.compile(
    r"\{(?:date(?:_(?:num|slash|long|long_full|long_pretty|pretty|short|short_pretty))?"
    r"|time(?:_secs)?|ago|day_divider_pretty)\}"
)


def _has_token(value: Any, at: str) -> Problems:  # noqa: ANN401 (any JSON)
    if not _DATE_TOKEN.search(value):
        yield f"must contain a date token [json-pointer:{at}]"


_style = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))
_user_id = text(20, pattern=r"[UW][A-Z0-9]+")
_url = text(3000, pattern=r"[a-z][a-z0-9+.-]*:.+")
_styled = {"style": _style}
_words = shape({"text": text(_LONGEST)}, _styled)
_link = shape({"url": _url}, {"text": text(_LONGEST), "unsafe": flag, **_styled})

_inline = typed(
    {
        "text": _words,
        "link": _link,
        "user": shape({"user_id": _user_id}, _styled),
        "usergroup": shape({"usergroup_id": text(20, pattern=r"S[A-Z0-9]+")}, _styled),
        "team": shape({"team_id": text(20, pattern=r"[TE][A-Z0-9]+")}, _styled),
        "channel": shape({"channel_id": text(20, pattern=r"[CDG][A-Z0-9]+")}, _styled),
        "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _styled),
        "emoji": shape(
            {"name": text(100, pattern=r"[^\s:]+(::skin-tone-[2-6])?")},
            {"unicode": text(100), "url": _url, **_styled},
        ),
        "color": shape({"value": text(7, pattern=r"#[0-9A-Fa-f]{6}")}, _styled),
        "date": shape(
            {"timestamp": whole(0, 10**11), "format": both(text(500), _has_token)},
            {"url": _url, "fallback": text(500), **_styled},
        ),
    }
)
_border = whole(0, 1)
_section = shape({"elements": many(_inline, _MOST, least=0)})

RICH_TEXT = shape(
    {
        "elements": many(
            typed(
                {
                    "rich_text_section": _section,
                    "rich_text_quote": shape(
                        {"elements": many(_inline, _MOST, least=0)}, {"border": _border}
                    ),
                    "rich_text_preformatted": shape(
                        {"elements": many(typed({"text": _words, "link": _link}), _MOST, least=0)},
                        {"border": _border},
                    ),
                    "rich_text_list": shape(
                        {
                            "style": one_of("bullet", "ordered"),
                            "elements": many(
                                typed({"rich_text_section": _section}), _MOST, least=0
                            ),
                        },
                        {"indent": whole(0, 8), "border": _border},
                    ),
                }
            ),
            _MOST,
        )
    },
    {"block_id": text(255)},
)
