"""The peer: APScheduler with one job per promise in its SQLAlchemy job store."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

_LONGEST = 60.0  # seconds for adding jobs
_LATER = timedelta(days=300)


@dataclass(frozen=True)
class JobPerPromise:
    """The number of jobs added, the seconds that took, and the seconds of a due batch."""

    size: int
    took: float
    due: float

    @property
    def added(self) -> float:
        """Jobs a second."""
        return self.size / self.took


_ran = 0
_wanted = 0
_all_ran = Event()


def remind(_number: int) -> None:
    """Stand for sending one reminder."""
    global _ran  # noqa: PLW0603 (a job is found by its name, so what it does is the module's)
    _ran += 1
    if _ran == _wanted:
        _all_ran.set()


def job_per_promise(due: int) -> JobPerPromise:
    """Add jobs for a minute; then let `due` of them come due at once."""
    global _wanted  # noqa: PLW0603
    _wanted = due
    with TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(url=f"sqlite:///{Path(folder) / 'jobs.sqlite3'}")
        scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
        scheduler.start(paused=True)
        begun, size, later = perf_counter(), 0, datetime.now(UTC) + _LATER
        while perf_counter() - begun < _LONGEST:
            scheduler.add_job(remind, "date", run_date=later, args=[size])
            size += 1
        took = perf_counter() - begun
        now = datetime.now(UTC)
        for number in range(due):
            scheduler.add_job(remind, "date", run_date=now, args=[number], misfire_grace_time=3600)
        begun = perf_counter()
        scheduler.resume()
        _all_ran.wait()
        while any(job.next_run_time <= now for job in store.get_due_jobs(now)):
            pass
        ended = perf_counter()
        scheduler.shutdown()
    return JobPerPromise(size=size, took=took, due=ended - begun)
