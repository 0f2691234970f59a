"""No test patches Slack's libraries, the store or the workflows: what is tested is what runs."""

from pathlib import Path

import pytest

from tests.contracts.patching import patches

TESTS = Path(__file__).parents[1]
WAYS = {
    "monkeypatch by name": "monkeypatch.setattr('slack_sdk.web.WebClient.api_call', f)",
    "monkeypatch an object": "from store import claims\nmonkeypatch.setattr(claims, 'claim', f)",
    "monkeypatch by keyword": "import store\nmp.setattr(target=store, name='x', value=f)",
    "monkeypatch away": "import slack_bolt\nmonkeypatch.delattr(slack_bolt.App, 'dispatch')",
    "monkeypatch a dictionary": "monkeypatch.setitem(sys.modules, 'slack_sdk', f)",
    "setattr": "from workflows import submit as s\nsetattr(s, 'PATIENCE', 0)",
    "object's own setattr": "from store.database import Database\nDatabase.__setattr__('x', f)",
    "patch by name": "patch('workflows.submit.PATIENCE', 0)",
    "patch as a decorator": "@mock.patch('store.claims.claim')\ndef test(): ...",
    "patch an object": "import slack_sdk\nwith mock.patch.object(slack_sdk, 'x'): ...",
    "patch a dictionary": "with patch.dict('sys.modules', slack_sdk=f): ...\nimport unittest.mock",
    "mocker": "mocker.patch('slack_bolt.async_app.AsyncApp')",
    "mocker's spy": "import store.outbox\nmocker.spy(store.outbox, 'claim')",
    "an attribute": "import workflows.requests.submit\nworkflows.submit.PATIENCE = 0",
    "an attribute of something imported": "from store import claims\nclaims.claim = f",
    "an attribute by another name": "import slack_sdk.web as w\nw.WebClient.api_call = f",
    "an attribute of an alias": "from store import claims\nits = claims\nits.claim = f",
    "an attribute, annotated": "from store import claims\nclaims.claim: object = f",
    "an attribute, added to": "from workflows import submit\nsubmit.PATIENCE += 1",
    "one of several": "from store import claims\na, claims.claim = 1, f",
    "a deleted attribute": "from store import claims\ndel claims.claim",
    "an attribute in a with": "from store import claims\nwith f() as claims.claim: ...",
    "an attribute in a loop": "from store import claims\nfor claims.claim in f: ...",
    "its dictionary": "from store import claims\nclaims.__dict__['claim'] = f",
    "its variables": "from store import claims\nvars(claims)['claim'] = f",
    "by getattr": "import store\ngetattr(store, 'outbox').claim = f",
    "a module of its own": "sys.modules['slack_sdk'] = f",
    "a module by its name": "importlib.import_module('store.outbox').claim = f",
    "mocks at all": "from unittest.mock import AsyncMock",
    "mocks by their module": "from unittest import mock",
    "mocks as a library": "import mock",
}
HARMLESS = (
    "monkeypatch.setenv('PORT', '1')",
    "monkeypatch.delenv('SLACK_BOT_TOKEN')",
    "monkeypatch.setattr(settings, 'store_name', 1)",
    "from store.database import Database\ndatabase = Database(url)\ndatabase.note = 1",
    "self.store = 1",
    "client.patch('/tickets/1', json={})",
    "from store import claims\nclaimed = claims.claim",
)


def test_no_test_patches_them() -> None:
    files = sorted(TESTS.rglob("*.py"))
    assert len(files) > 30
    found = {str(path): lines for path in files if (lines := patches(path.read_text()))}
    assert found == {}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_patching_is_found(way: str) -> None:
    assert patches(WAYS[way]) != []


@pytest.mark.parametrize("source", HARMLESS)
def test_what_patches_nothing_of_theirs_is_let_be(source: str) -> None:
    assert patches(source) == []
