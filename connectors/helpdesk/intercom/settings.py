"""Settings that have to be known to reach Intercom."""

from pydantic import HttpUrl

from connectors.http.settings import HttpSettings


class IntercomSettings(HttpSettings):
    """Settings of Intercom, which is at api.intercom.io or its host in Europe or Australia.

    `inbox_url` replaces Intercom's own address in links that people follow. `ticket_type` is what
    new tickets are, by name or id; "" is the first type for customers' tickets. `plan` and
    `priority` are the attributes that hold them, in whatever case; as these two are called by
    themselves, a company's own plan and a conversation's own priority.
    """

    api_url: HttpUrl = HttpUrl("https://api.intercom.io")
    inbox_url: str = ""
    ticket_type: str = ""
    plan: str = "plan"
    priority: str = "priority"
