from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from tests.contracts.intercom.judge import Judge

pytest.register_assert_rewrite("tests.connectors.helpdesk.conformance")

REPOSITORY = Path(__file__).parents[3]
DESCRIPTION = REPOSITORY.parent / "shared/contracts/intercom/api.intercom.io-2.16.yaml"


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Knows Intercom's description, which takes a while to read."""
    if not DESCRIPTION.exists():
        pytest.skip(f"Intercom's description is not beside the repository: {DESCRIPTION.name}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Judge(yaml.load(DESCRIPTION.read_text(encoding="utf-8"), loader))
