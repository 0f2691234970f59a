import pytest

from connectors.helpdesk.pylon.rate_limits import name_of, quota


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/me", "GET /me"),
        ("GET", "/issues/4711", "GET /issues/{id}"),
        ("PATCH", "/issues/155be005-0000", "PATCH /issues/{id}"),
        ("POST", "/issues", "POST /issues"),
        ("POST", "/issues/search", "POST /issues/search"),
        ("POST", "/issues/searched", "POST /issues/{id}"),
        ("POST", "/issues/1/note", "POST /issues/{id}/note"),
        ("GET", "/issues/1/messages?cursor=a%2Fb", "GET /issues/{id}/messages"),
        ("GET", "/contacts/c1?limit=1", "GET /contacts/{id}"),
        ("GET", "/issue-statuses", "GET /issue-statuses"),
        ("GET", "/audit-logs?limit=500", "GET /audit-logs"),
    ],
)
def test_a_call_counts_by_what_it_is_and_not_by_what_it_is_about(
    method: str, path: str, name: str
) -> None:
    assert name_of(method, path) == name


@pytest.mark.parametrize(
    ("name", "limit"),
    [("POST /issues/{id}/note", 30), ("GET /issues/{id}", 300), ("DELETE /issues/{id}", 20)],
)
def test_there_are_as_many_in_a_minute_as_pylon_describes(name: str, limit: int) -> None:
    allowance = quota(name)
    for _ in range(limit):
        assert allowance.next_at <= 7.0
        allowance = allowance.taken(7.0)
    assert allowance.next_at == 67.0
