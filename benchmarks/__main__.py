"""`make bench`: what is measured, in one run, each beside its peer."""

import asyncio
import platform

from benchmarks.click_to_note import click_to_note


def main() -> None:
    """Measure and print."""
    print(f"{platform.machine()}, Python {platform.python_version()}")
    for line in asyncio.run(click_to_note()):
        print(line)


if __name__ == "__main__":
    main()
