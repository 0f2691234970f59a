"""Which of the page's elements a hand has used: pressed, or put something into."""

import json
from collections.abc import Iterable
from typing import Any

from playwright.async_api import BrowserContext

# A press that a script makes counts for nothing; a select and a clock are filled in by one.
_WATCHING = """
  const inputs = "input, select, textarea";
  const filledIn = "select, [type=date], [type=time], [type=datetime-local]";
  const use = (event, ways) => {
    const used = event.target.closest?.(`a, button, summary, [role=option], ${inputs}`);
    if (!used?.matches(ways) || !(event.isTrusted || used.matches(filledIn))) return;
    for (const selector of SELECTORS) if (used.matches(selector)) isUsed(selector);
  };
  addEventListener("click", (event) => use(event, "a, button, summary"), true);
  addEventListener("mousedown", (event) => use(event, "[role=option]"), true);
  addEventListener("input", (event) => use(event, inputs), true);
"""


async def watched(context: BrowserContext, selectors: Iterable[str], used: set[str]) -> None:
    """From now on, keep in `used` the selectors of what is used in any tab."""

    async def is_used(_source: Any, selector: str) -> None:
        used.add(selector)

    await context.expose_binding("isUsed", is_used)
    await context.add_init_script(
        f"{{ const SELECTORS = {json.dumps([*selectors])}; {_WATCHING} }}"
    )
