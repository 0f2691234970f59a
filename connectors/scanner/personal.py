"""Personal data: it tells who a customer is, and may stay where somebody says why.

IP addresses are left alone, public ones too: tickets about firewalls and blocked offices are made
of them, and without the provider's records they name nobody.
"""

import re
from collections.abc import Iterator

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import first_word, mailbox, short
from connectors.scanner.phones import phones

_EMAIL = re.compile(
    r"(?<![\w.+/-])[\w+-](?:[\w.+'-]{0,63})@(?!\dx\.)[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}"
    r"\.(?!(?:local|internal|lan|png|jpe?g|svg|js|css)\b)[^\W\d_]{2,24}(?![\w@])"
)
# Nobody's own: a mailbox of a team, or of a machine.
_ROLES = frozenset(
    """
    abuse accounts admin billing bounce bounces contact daemon donotreply feedback git hello help
    info invoices invoicing legal mail mailer-daemon marketing newsletter no-reply noreply
    notifications office orders postmaster press privacy root sales security service support team
    webmaster
    """.split()  # noqa: SIM905 (thirty lines of quotes otherwise)
)
_MONTH = r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]{0,6}\.?"
_DATE = (
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -]{_MONTH}[ -]\d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_BIRTH = re.compile(
    r"(?<!\w)(?:born|d\.?o\.?b\.?|date of birth|birth[ -]?da(?:te|y)|geburtsdatum|geboren|geb\.)"
    rf"(?:[ \t](?:is|was|on|am|given as)){{0,2}}[ \t]?[:=]?[ \t]{{0,2}}({_DATE})(?!\w)",
    re.IGNORECASE,
)
# With its ZIP code: "12 of 40 on Main Street" is none.
_STREET = re.compile(
    r"(?<![\w.-])\d{1,5}[A-Za-z]? (?:[A-Z0-9][\w.']{0,20} ){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Parkway|Pkwy|Way"
    r"|Place|Pl|Square|Sq|Terrace|Broadway|Highway|Hwy|Circle|Cir)\b\.?[^\n\d]{0,20}\d{0,5}[A-Z]?"
    r"[,\s]{1,3}[A-Z][A-Za-z .'-]{1,30},?\s{1,2}[A-Z]{2}\s{1,2}\d{5}(?:-\d{4})?(?!\w)"
)
_GERMAN_STREET = re.compile(
    r"(?<!\w)[A-ZÄÖÜ][\w.-]{0,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|[- ]Str\.)"
    r" \d{1,4}[a-z]?,?\s{1,2}(?:[AD]-|CH-)?\d{4,5} [A-ZÄÖÜ]\w{2,}"
)


def personal(text: str) -> Iterator[Found]:
    """Each e-mail address, phone number, date of birth and postal address."""
    for kind in _KINDS:
        yield from kind(text)
    yield from phones(text)


def _is_somebodys(email: str) -> bool:
    return email.partition("@")[0].lower() not in _ROLES


_KINDS = (
    Pattern("an e-mail address", _EMAIL, mailbox, _is_somebodys, personal=True),
    Pattern("a date of birth", _BIRTH, short, personal=True),
    Pattern("a postal address", _STREET, first_word, personal=True),
    Pattern("a postal address", _GERMAN_STREET, short, personal=True),
)
