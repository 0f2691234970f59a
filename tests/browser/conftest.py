import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.house import House, housed
from tests.browser.people import People
from tests.browser.started import started

QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of a demo that the tests of one file share."""
    with started() as running:
        yield running.url


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*QUIETLY])
        yield browser
        await browser.close()


@pytest.fixture
async def people(demo: str, chromium: Browser) -> AsyncIterator[People]:
    """Everybody, each in a tab of their own on a desk."""
    context = await chromium.new_context(viewport={"width": 1200, "height": 800})
    tabs = People(demo, context)
    yield tabs
    assert tabs.trouble == []


@pytest.fixture
async def on_phones(demo: str, chromium: Browser) -> AsyncIterator[People]:
    context = await chromium.new_context(
        viewport={"width": 390, "height": 780}, is_mobile=True, has_touch=True
    )
    tabs = People(demo, context)
    yield tabs
    assert tabs.trouble == []


@pytest.fixture
async def without_script(demo: str, chromium: Browser) -> People:
    return People(demo, await chromium.new_context(java_script_enabled=False))


@pytest.fixture
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    """A demo of one test's own, at ten on a Wednesday; a parameter is what `housed` takes."""
    async with housed(tmp_path, **getattr(request, "param", {})) as own:
        yield own
        assert own.sandbox.helpdesk.customer_receives == []


@pytest.fixture
async def housemates(house: House, chromium: Browser) -> AsyncIterator[People]:
    """Everybody in that house, each in a tab of their own."""
    context = await chromium.new_context(viewport={"width": 1280, "height": 900})
    tabs = People(house.url, context)
    yield tabs
    await context.close()
    assert tabs.trouble == []
