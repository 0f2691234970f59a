import json
from pathlib import Path

import pytest

from tests.contracts.pylon.judge import Judge

REPOSITORY = Path(__file__).parents[3]
DESCRIPTION = REPOSITORY.parent / "shared/contracts/pylon/openapi.json"


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Knows Pylon's description."""
    if not DESCRIPTION.exists():
        pytest.skip(f"Pylon's description is not beside the repository: {DESCRIPTION.name}")
    return Judge(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
