"""Whose ticket it is: the customer's name and plan.

The customer is the company where there is one, else the contact. The plan is the company's; where
it has none, the custom attribute `plan` of the contact.
"""

import re

from connectors.intercom.answers import Company, Contact, ContactReferences
from connectors.intercom.calls import Calls
from connectors.intercom.foreign_text import one_line
from connectors.intercom.refusals import NotThere

_ID = re.compile("[0-9A-Za-z_-]{1,64}")


class Customers:
    """Looks customers up."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def of(
        self, contacts: ContactReferences | None, company: Company | None
    ) -> tuple[str, str]:
        """Name and plan, "" where unknown. `company` is what the ticket itself says."""
        contact = await self._contact(contacts)
        company = company or await self._company(contact)
        names: list[str | None] = []
        plans: list[str | None] = []
        if company:
            names.append(company.name)
            plans.append(company.plan.name if company.plan else None)
        if contact:
            names += [contact.name, contact.email]
            plans.append(_plan(contact))
        return _first(names), _first(plans)

    async def _contact(self, contacts: ContactReferences | None) -> Contact | None:
        first = contacts.contacts[0].id if contacts and contacts.contacts else ""
        if not _ID.fullmatch(first):
            return None
        try:
            return await self._calls.get(f"/contacts/{first}", Contact, "read the customer")
        except NotThere:
            return None

    async def _company(self, contact: Contact | None) -> Company | None:
        companies = contact.companies.data if contact and contact.companies else ()
        if not companies or not _ID.fullmatch(companies[0].id):
            return None
        try:
            path = f"/companies/{companies[0].id}"
            return await self._calls.get(path, Company, "read the customer's company")
        except NotThere:
            return None


def _plan(contact: Contact) -> str | None:
    plan = (contact.custom_attributes or {}).get("plan")
    return plan if isinstance(plan, str) else None


def _first(values: list[str | None]) -> str:
    return next((one_line(value) for value in values if value), "")
