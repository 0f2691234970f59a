from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import Admin


async def test_who_goes_away_at_intercom_is_away_at_both(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, bea: Admin
) -> None:
    away = {"away_mode_enabled": True, "away_mode_reassign": True}
    told = (await api.put(f"/admins/{ann.id}/away", json=away)).json()
    assert (told["id"], told["type"], told | away) == (ann.id, "admin", told)
    admins = {one["id"]: one for one in (await api.get("/admins")).json()["admins"]}
    assert admins[ann.id] == told
    assert not admins[bea.id]["away_mode_enabled"]
    assert [admin.status for admin in desk.admins()] == ["away", "active"]
    back = {"away_mode_enabled": False, "away_mode_reassign": False}
    told = (await api.put(f"/admins/{ann.id}/away", json=back)).json()
    assert told | back == told


@pytest.mark.parametrize("status", ["active", "away", "out_of_office"])
async def test_who_goes_away_at_pylon_is_away_at_both(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, status: str
) -> None:
    app = Starlette(routes=[Mount("/pylon", routes=desk.pylon.routes)])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://sandbox/pylon",
        headers={"Authorization": f"Bearer {desk.pylon.token}"},
    ) as pylon:
        here = f"/users/{id_of('user', ann.id)}"
        told = (await pylon.patch(here, json={"status": status})).json()["data"]
        assert told["status"] == status
        assert (await pylon.get("/users")).json()["data"] == [told]
        for wrong in ({"status": "asleep"}, {"status": 7}, {}, {"away": True}):
            assert (await pylon.patch(here, json=wrong)).status_code == 400
        assert (await pylon.get(here)).json()["data"] == told
    [admin] = (await api.get("/admins")).json()["admins"]
    assert admin["away_mode_enabled"] is (status != "active")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({}, "parameter_not_found"),
        ({"away_mode_enabled": True}, "parameter_not_found"),
        ({"away_mode_reassign": True}, "parameter_not_found"),
        ({"away_mode_enabled": "yes", "away_mode_reassign": True}, "parameter_invalid"),
        ({"away_mode_enabled": True, "away_mode_reassign": 1}, "parameter_invalid"),
        ({"away_mode_enabled": True, "away_mode_reassign": True, "x": 1}, "parameter_invalid"),
    ],
)
async def test_going_away_wants_both_and_nothing_else(
    api: httpx.AsyncClient, desk: Helpdesk, ann: Admin, sent: dict[str, Any], code: str
) -> None:
    answer = await api.put(f"/admins/{ann.id}/away", json=sent)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert [admin.status for admin in desk.admins()] == ["active"]


async def test_nobody_cannot_go_away(api: httpx.AsyncClient) -> None:
    away = {"away_mode_enabled": True, "away_mode_reassign": True}
    answer = await api.put("/admins/7/away", json=away)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "admin_not_found")


def test_by_hand_too(desk: Helpdesk, ann: Admin) -> None:
    assert desk.is_now(ann, "out_of_office").status == "out_of_office"
    assert desk.admins()[0].status == "out_of_office"
