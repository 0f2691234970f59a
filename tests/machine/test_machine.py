"""Submits, moves, edits, repeats, shifts, time, restarts and faults at random, on both databases.

A few runs, the same ones every time; MACHINE_RUNS is how many others to make instead.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.databases import Fresh, postgresql, sqlite
from tests.machine.machine import Machine

RUNS = int(os.environ.get("MACHINE_RUNS", "0"))
PARTS = 10  # of a long run, so that every core has something to do
ON_POSTGRESQL = 4
LONG = RUNS // PARTS
STEPS = 20


def goes_on(fresh: Fresh, replicas: int, runs: int) -> None:
    class Here(Machine):
        def __init__(self) -> None:
            super().__init__(fresh, replicas)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not RUNS,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            phases=[*Phase] if RUNS else [Phase.generate],  # a short run ends in short time
        ),
    )


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("_part", range(PARTS - ON_POSTGRESQL if RUNS else 1))
def test_what_must_always_hold(tmp_path: Path, _part: int) -> None:
    goes_on(sqlite(tmp_path), replicas=1, runs=LONG or 22)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("_part", range(ON_POSTGRESQL if RUNS else 1))
def test_what_must_always_hold_between_two_replicas(
    request: pytest.FixtureRequest, _part: int
) -> None:
    fresh = postgresql(request.getfixturevalue("postgresql"))
    goes_on(fresh, replicas=2, runs=LONG or 10)
