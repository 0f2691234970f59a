"""The memory that a process holds."""

from pathlib import Path


def resident(process: int | str = "self") -> float:
    """Return the resident set of a process in MB, unless told otherwise this one's."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
