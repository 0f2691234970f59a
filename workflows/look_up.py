"""Reads for forms and cards."""

from rulebook.refusals import NoSuchRequest
from rulebook.request import Request
from rulebook.roster import Entry
from store import requests, roster
from workflows.office import Office


async def the_request(office: Office, request_id: int) -> Request:
    """One request. Raises NoSuchRequest."""
    async with office.database.reading() as tx:
        request = await requests.find(tx, request_id)
    if request is None:
        raise NoSuchRequest
    return request


async def the_roster(office: Office) -> list[Entry]:
    """Every shift and cover."""
    async with office.database.reading() as tx:
        return await roster.entries(tx)
