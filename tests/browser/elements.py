"""Everything on the page that somebody can use, in the order of its templates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sandbox.page.drawing import STATIC
from tests.browser.looks import Look, Screen

_UNSEEN = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAG = re.compile(r"<(a|button|input|select|textarea|summary)\b([^>]*)>")
_HIDDEN = re.compile(r'\shidden\b|type="hidden"')


@dataclass(frozen=True)
class Element:
    """What is used in one place of a template: the selectors of what is drawn there, one or more.

    `only` is where it is to be seen, if not everywhere.
    """

    selectors: tuple[str, ...]
    only: Screen | Literal["without script"] | None = None


def at(*selectors: str, only: Screen | Literal["without script"] | None = None) -> Element:
    return Element(selectors, only)


BACK = at('a.back[href="#side"]', only="phone")
WITHOUT_SCRIPT: Literal["without script"] = "without script"
ELEMENTS: Mapping[str, Sequence[Element]] = MappingProxyType(
    {
        "avatar": (),
        "blocks": (
            at("form > a[data-presses]"),
            at(".said .actions > form > button:not(.go)", ".said .menu button"),
            at("span > a[data-presses]"),
            at("#form button[formaction]:not(.go)", "#app-home button[formaction]:not(.go)"),
            at("button.go", only=WITHOUT_SCRIPT),
            at("button.go", only=WITHOUT_SCRIPT),
            at(".overflow > summary"),
        ),
        "composer": (
            at("#say textarea", "#answer textarea"),
            at("button[data-begins='/']"),
            at("#say button[data-begins='@']", "#answer button[data-begins='@']"),
            at("#say button.send", "#answer button.send"),
        ),
        "conversation": (
            BACK,
            at(".commands > summary", only=WITHOUT_SCRIPT),
            at("#thread a[data-opens-thread]"),
        ),
        "gallery": (at(".gallery > nav a"),),
        "gallery_hung": (at("figcaption a"),),
        "head": (),
        "home": (at('.talk:has(#app-home) a.back[href="#side"]', only="phone"),),
        "inputs": (
            at("input[type=checkbox]:not([value^=U])", "input[type=radio]"),
            at("input[role=combobox]"),
            at(".field textarea"),
            at(
                "input[inputmode=text]",
                "input[inputmode=email]",
                "input[inputmode=url]",
                "input[inputmode=numeric]",
                "input[inputmode=decimal]",
            ),
            at(".field select:has(> option[value^=U])"),
            at(
                ".field select:has(optgroup)",
                ".field select:not(:has(optgroup, [value^=U]))",
                ".said select",
            ),
            at(".field label:has(> [value^=U]) input"),
            at("input[type=time]", "input[type=date]", "input[type=datetime-local]"),
            at("button.go", only=WITHOUT_SCRIPT),
        ),
        "layer": (
            at("#think-again button"),
            at("#confirmed button"),
            at("button.leave[form=think-again]"),
            at("#close button"),
            at("button.primary[form=form]"),
            at("button.leave[form=close]"),
        ),
        "layout": (
            at("#places a.place", "#apps a.place"),
            at("a.skip"),
            at("#room\\:chat a"),
            at("#room\\:tickets a"),
            at("#room\\:gallery a"),
            at("#people a.place"),
            at("[data-wears=system]"),
            at("[data-wears=light]"),
            at("[data-wears=dark]"),
        ),
        "message": (at("a.replies"), at("a.reply")),
        "rich_text": (at(".words a:not([target])"), at(".words a[target]")),
        "rooms_beside": (
            at(".bar a.button"),
            at(".panes > input.show", only="phone"),
            at(".whose select", only="desk"),
            at("noscript button", only=WITHOUT_SCRIPT),
        ),
        "rooms_clock": (at(".top #ways button", ".bar #ways button"),),
        "rooms_faults": (
            at("button.switch"),
            at("#main:has(#faults) a.back", only="phone"),
            at("#faults button[name=all]"),
        ),
        "rooms_over": (
            at("#wrong a"),
            at("#mend button"),
            at("#away button"),
            at("#story a[data-fills]"),
            at("#story a.button:not([data-fills])"),
            at("#story .all a"),
        ),
        "rooms_rail": (
            at("#room\\:beside a"),
            at("#room\\:faults a"),
            at("#room\\:trace a"),
            at("#tour button"),
        ),
        "rooms_trace": (
            at("#main:has(#verdict) a.back", only="phone"),
            at(".up a", only="desk"),
            at(".payload > summary"),
        ),
        "rooms_traces": (
            at("#main:has(#deliveries) a.back", only="phone"),
            at("#delivery-table a"),
        ),
        "tabs": (at("#open-home button"), at(".tabs a.tab")),
        "tickets": (
            at("#ticket-reply textarea", "#ticket-customer textarea"),
            at("#ticket-reply button", "#ticket-customer button"),
            at("#main .list a.back", only="phone"),
            at("#tickets a"),
            at("#ticket-head a.back", only="phone"),
            at(".facts a"),
            at(".facts a"),
            at("#ticket-owner select"),
            at("#ticket-owner button"),
        ),
    }
)
# What the page's scripts draw.
OFFERED = at(".suggestions [role=option]", ".suggested [role=option]")


def everything(look: Look) -> set[str]:
    """The selector of every element that somebody with script can use at this screen."""
    elements = [OFFERED, *(one for several in ELEMENTS.values() for one in several)]
    return {
        selector
        for element in elements
        if element.only in {None, look.screen}
        for selector in element.selectors
    }


def tags() -> Iterator[tuple[str, list[str]]]:
    """Every template, and the tag of each place in it where something can be used."""
    for path in sorted((STATIC.parent / "templates").iterdir()):
        source = _UNSEEN.sub("", path.read_text())
        yield path.stem, [tag for tag, rest in _TAG.findall(source) if not _HIDDEN.search(rest)]
