import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Playwright, async_playwright

from tests.browser.house import House, housed
from tests.browser.looks import Look
from tests.browser.people import People
from tests.browser.started import started

HERE = Path(__file__).parent
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run them all in one event loop: a browser belongs to the loop that it was started in."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="module")
def look(request: pytest.FixtureRequest) -> Look:
    """On what it is looked at: a desk, light, unless the test is for `everywhere`."""
    found: Look = getattr(request, "param", Look())
    return found


@pytest.fixture(scope="module")
def as_started() -> Iterator[str]:
    """The address of a demo that somebody started at a terminal."""
    with started() as running:
        yield running.url


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def demo(
    look: Look, tmp_path_factory: pytest.TempPathFactory, _migrated_file: Path
) -> AsyncIterator[str]:
    """The address of a demo that the tests of one file share, in one look."""
    folder = tmp_path_factory.mktemp(f"demo-{look.screen}")
    async with housed(folder, _migrated_file) as shared:
        yield shared.url
        assert shared.sandbox.helpdesk.customer_receives == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as started_once:
        yield started_once


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    """One browser for all of them; each test has a context of its own."""
    path = shutil.which("chromium")
    browser = await playwright.chromium.launch(executable_path=path, args=[*QUIETLY])
    yield browser
    await browser.close()


@asynccontextmanager
async def tabs_in(url: str, chromium: Browser, look: Look) -> AsyncIterator[People]:
    """Everybody, each in a tab of their own, none of which may complain."""
    context = await chromium.new_context(**look.context())
    tabs = People(url, context, look)
    yield tabs
    await context.close()
    assert tabs.trouble == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def screen(
    demo: str,  # noqa: ARG001 (it ends after its tabs)
    chromium: Browser,
    look: Look,
) -> AsyncIterator[BrowserContext]:
    """Where the tabs of one file's tests are; what does not change was loaded by the first."""
    context = await chromium.new_context(**look.context())
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def people(demo: str, screen: BrowserContext, look: Look) -> AsyncIterator[People]:
    """Everybody, each in a tab of their own."""
    tabs = People(demo, screen, look)
    yield tabs
    for tab in screen.pages:
        await tab.close()
    assert tabs.trouble == []


@pytest_asyncio.fixture(loop_scope="session")
async def on_phones(demo: str, chromium: Browser) -> AsyncIterator[People]:
    async with tabs_in(demo, chromium, Look("phone")) as tabs:
        yield tabs


@pytest_asyncio.fixture(loop_scope="session")
async def without_script(demo: str, chromium: Browser) -> AsyncIterator[People]:
    context = await chromium.new_context(java_script_enabled=False)
    yield People(demo, context)
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def house(
    tmp_path: Path, _migrated_file: Path, request: pytest.FixtureRequest
) -> AsyncIterator[House]:
    """A demo of one test's own, at ten on a Wednesday; a parameter is what `housed` takes."""
    async with housed(tmp_path, _migrated_file, **getattr(request, "param", {})) as own:
        yield own
        assert own.sandbox.helpdesk.customer_receives == []


@pytest_asyncio.fixture(loop_scope="session")
async def housemates(house: House, chromium: Browser, look: Look) -> AsyncIterator[People]:
    """Everybody in that house, each in a tab of their own."""
    async with tabs_in(house.url, chromium, look) as tabs:
        yield tabs
