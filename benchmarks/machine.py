"""The machine on which it was measured."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Say what this machine is."""
    cpus = len(os.sched_getaffinity(0))
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    return (
        f"{cpus} cores ({platform.machine()}), {int(memory) / 1024**2:.0f} GB, {platform.system()},"
        f" Python {platform.python_version()}"
    )
