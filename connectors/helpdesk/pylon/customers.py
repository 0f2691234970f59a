"""The customer whose issue it is: name and plan.

The customer is the account where there is one, else the contact. The plan is a custom field of the
account; where it has none, of the contact. The key is the contact's id, or `account/<id>` of whom
no contact is known.
"""

import asyncio
import re

from connectors.helpdesk.pylon.answers import (
    Account,
    Accounts,
    Contacts,
    Issue,
    OneAccount,
    OneContact,
    PylonContact,
)
from connectors.helpdesk.pylon.fields import field
from connectors.helpdesk.pylon.filters import Filter, any_of, containing
from connectors.helpdesk.pylon.keys import is_id
from connectors.http.cache import Cache
from connectors.http.calls import Calls
from connectors.http.failures import NotAccepted, NotThere
from connectors.http.foreign_text import one_line
from rulebook.tickets import Customer, Suggestion

_ACCOUNT = re.compile("account/(.+)", re.DOTALL)
_MOST, _PER_SEARCH = 20, 50
_TO = "look for customers"


class PylonCustomers:
    """Looks customers up; `plan` is the field that holds it. Everything here raises NotHeard.

    Whose an issue is, is believed for `kept` seconds.
    """

    def __init__(self, calls: Calls, plan: str, kept: float) -> None:
        self._calls = calls
        self._plan = plan
        self._contacts = Cache[PylonContact](kept)
        self._accounts = Cache[Account](kept)

    async def of(self, issue: Issue) -> Customer:
        """Find whose it is, "" for what is unknown."""
        requester, about = issue.requester, issue.account
        contact = None
        if requester:
            contact = await self._contacts.find(requester.id, self._contact)
            contact = contact or PylonContact(id=requester.id, email=requester.email)
        account_id = about.id if about else _account_of(contact)
        return self._customer(contact, await self._accounts.find(account_id, self._account))

    async def with_key(self, key: str) -> Customer | None:
        """A customer by key as they are now; None when there is none, or no longer."""
        if account_id := account_in(key):
            account = await self._account(account_id)
            return self._customer(None, account) if account else None
        contact = await self._contact(key)
        if contact is None:
            return None
        return self._customer(contact, await self._account(_account_of(contact)))

    async def like(self, words: str) -> tuple[Suggestion, ...]:
        """Contacts with these words in their name or e-mail address, and accounts of that name.

        Those of which a word begins with them come first; an account is suggested by itself.
        """
        wanted = one_line(words)
        if not wanted:
            return ()
        contacts, accounts = await asyncio.gather(
            self._contacts_like(wanted), self._accounts_like(wanted)
        )
        found = [
            (_begins(wanted, one.name, one.email), one.id, _contact_words(one)) for one in contacts
        ]
        found += [
            (_begins(wanted, one.name), _key_of(one), _account_words(one)) for one in accounts
        ]
        best = sorted(found, key=lambda each: not each[0])
        return tuple(Suggestion(value=key, words=shown) for _, key, shown in best[:_MOST])

    async def _contacts_like(self, wanted: str) -> tuple[PylonContact, ...]:
        by_email = containing("email", wanted)
        try:
            return await self._contacts_with(any_of(containing("name", wanted), by_email))
        except NotAccepted:
            # Pylon's older description does not name the name among what can be searched for.
            return await self._contacts_with(by_email)

    async def _contacts_with(self, wanted: Filter) -> tuple[PylonContact, ...]:
        return (await self._calls.search("/contacts/search", _asking(wanted), Contacts, _TO)).data

    async def _accounts_like(self, wanted: str) -> tuple[Account, ...]:
        body = _asking(containing("name", wanted))
        return (await self._calls.search("/accounts/search", body, Accounts, _TO)).data

    async def _contact(self, contact_id: str) -> PylonContact | None:
        if not is_id(contact_id):
            return None
        try:
            # How many is described as demanded, although it is one contact.
            path = f"/contacts/{contact_id}?limit=1"
            return (await self._calls.get(path, OneContact, "read the customer")).data
        except NotThere:
            return None

    async def _account(self, account_id: str) -> Account | None:
        if not is_id(account_id):
            return None
        try:
            path = f"/accounts/{account_id}"
            return (await self._calls.get(path, OneAccount, "read the customer's account")).data
        except NotThere:
            return None

    def _customer(self, contact: PylonContact | None, account: Account | None) -> Customer:
        key = contact.id if contact else _key_of(account) if account else ""
        names = (account and account.name, contact and contact.name, contact and contact.email)
        plans = (one and field(one.custom_fields, self._plan) for one in (account, contact))
        name = next((one_line(name) for name in names if name), "")
        return Customer(key=key, name=name, plan=next(filter(None, plans), ""))


def account_in(key: str) -> str | None:
    """The id in an account's key; None where it is a contact's."""
    match = _ACCOUNT.fullmatch(key)
    return match[1] if match else None


def _key_of(account: Account) -> str:
    return f"account/{account.id}"


def _account_of(contact: PylonContact | None) -> str:
    return contact.account.id if contact and contact.account else ""


def _asking(wanted: Filter) -> dict[str, object]:
    return {"filter": wanted, "limit": _PER_SEARCH}


def _begins(wanted: str, *texts: str | None) -> bool:
    known = [one_line(text or "") for text in texts]
    words = (word for text in known for word in (text, *text.split()))
    return any(word.casefold().startswith(wanted.casefold()) for word in words)


def _contact_words(contact: PylonContact) -> str:
    name, email = one_line(contact.name or ""), one_line(contact.email or "")
    return f"{name} ({email})" if name and email else name or email or contact.id


def _account_words(account: Account) -> str:
    name = one_line(account.name or "") or account.id
    domain = one_line(account.primary_domain or account.domain or "")
    return f"{name} ({domain})" if domain else name
