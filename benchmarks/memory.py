"""What this process holds in memory."""

from pathlib import Path


def resident() -> float:
    """Return the resident set in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
