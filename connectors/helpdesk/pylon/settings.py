"""Settings that have to be known to reach Pylon."""

from pydantic import HttpUrl

from connectors.http.settings import HttpSettings


class PylonSettings(HttpSettings):
    """Settings of Pylon, which is at api.usepylon.com or its host in Europe.

    `plan` and `priority` are the custom fields that hold them, by slug: the plan is a field of
    accounts and contacts, the priority one of issues.
    """

    api_url: HttpUrl = HttpUrl("https://api.usepylon.com")
    plan: str = "plan"
    priority: str = "priority"
