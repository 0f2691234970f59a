"""The customer whose ticket it is: name and plan.

The customer is the company where there is one, else the contact. The plan is the company's; where
it has none, a custom attribute of the contact. The key is the contact's id.
"""

import re

from connectors.helpdesk.intercom.answers import (
    Company,
    ContactReferences,
    FoundContacts,
    IntercomContact,
)
from connectors.helpdesk.intercom.attributes import attribute
from connectors.helpdesk.intercom.filters import any_of, containing
from connectors.http.cache import Cache
from connectors.http.calls import Calls
from connectors.http.failures import NotThere
from connectors.http.foreign_text import one_line, same_name
from rulebook.tickets import Customer, Suggestion

_ID = re.compile("[0-9A-Za-z_-]{1,64}")
_MOST, _PER_SEARCH = 20, 50


class IntercomCustomers:
    """Looks customers up; `plan` is the attribute that holds it. Everything here raises NotHeard.

    Whose a ticket is, is believed for `kept` seconds.
    """

    def __init__(self, calls: Calls, plan: str, kept: float) -> None:
        self._calls = calls
        self._plan = plan
        self._contacts = Cache[IntercomContact](kept)
        self._companies = Cache[Company](kept)

    async def of(self, contacts: ContactReferences | None, company: Company | None) -> Customer:
        """Find whose ticket it is, "" for what is unknown. `company` is what the ticket says."""
        first = contacts.contacts[0].id if contacts and contacts.contacts else ""
        contact = await self._contacts.find(first, self._contact)
        if company is None:
            company = await self._companies.find(_company_of(contact), self._company)
        return self._customer(contact, company)

    async def with_key(self, key: str) -> Customer | None:
        """A customer by key as they are now; None when there is none, or no longer."""
        contact = await self._contact(key)
        if contact is None:
            return None
        return self._customer(contact, await self._company(_company_of(contact)))

    async def like(self, words: str) -> tuple[Suggestion, ...]:
        """Customers with these words in their name or e-mail address.

        Those of which a word begins with them come first. Intercom's search of contacts knows no
        companies, and a contact found by it only the ids of theirs.
        """
        wanted = one_line(words)
        if not wanted:
            return ()
        query = any_of(containing("name", wanted), containing("email", wanted))
        body = {"query": query, "pagination": {"per_page": _PER_SEARCH}}
        to = "look for customers"
        found = (await self._calls.search("/contacts/search", body, FoundContacts, to)).data
        best = sorted(found, key=lambda contact: not _begins(contact, wanted))
        return tuple(Suggestion(value=one.id, words=_words(one)) for one in best[:_MOST])

    async def _contact(self, contact_id: str) -> IntercomContact | None:
        if not _ID.fullmatch(contact_id):
            return None
        try:
            return await self._calls.get(
                f"/contacts/{contact_id}", IntercomContact, "read the customer"
            )
        except NotThere:
            return None

    async def _company(self, company_id: str) -> Company | None:
        if not _ID.fullmatch(company_id):
            return None
        try:
            path = f"/companies/{company_id}"
            return await self._calls.get(path, Company, "read the customer's company")
        except NotThere:
            return None

    def _customer(self, contact: IntercomContact | None, company: Company | None) -> Customer:
        names: list[str | None] = []
        plans: list[str | None] = []
        if company:
            names.append(company.name)
            if company.plan and same_name(self._plan, "plan"):
                plans.append(company.plan.name)
            plans.append(attribute(company.custom_attributes, self._plan))
        if contact:
            names += [contact.name, contact.email]
            plans.append(attribute(contact.custom_attributes, self._plan))
        return Customer(key=contact.id if contact else "", name=_first(names), plan=_first(plans))


def _company_of(contact: IntercomContact | None) -> str:
    """The id of a contact's first company; "" for none."""
    companies = contact.companies.data if contact and contact.companies else ()
    return companies[0].id if companies else ""


def _begins(contact: IntercomContact, wanted: str) -> bool:
    texts = (*one_line(contact.name or "").split(), contact.name or "", contact.email or "")
    return any(text.casefold().startswith(wanted.casefold()) for text in texts)


def _words(contact: IntercomContact) -> str:
    name, email = one_line(contact.name or ""), one_line(contact.email or "")
    return f"{name} ({email})" if name and email else name or email or contact.id


def _first(values: list[str | None]) -> str:
    return next((one_line(value) for value in values if value), "")
