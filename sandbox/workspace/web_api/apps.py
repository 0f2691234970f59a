"""api.test, auth.test and apps.connections.open."""

from types import MappingProxyType

from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal
from sandbox.workspace.web_api.method import Method, WebCall


def _api_test(call: WebCall) -> Json:
    error = call.arguments.text("error")
    if error:
        raise SlackRefusal(error, args=call.arguments.values)
    return {"args": call.arguments.values} if call.arguments.values else {}


def _auth_test(call: WebCall) -> Json:
    team = call.world.team
    enterprise = {"enterprise_id": team.enterprise_id} if team.enterprise_id else {}
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.world.people.named(call.app.bot_user_id)["name"],
        "team_id": team.id,
        "user_id": call.app.bot_user_id,
        "bot_id": call.app.bot_id,
        **enterprise,
        "is_enterprise_install": False,
    }


def _connections_open(call: WebCall) -> Json:
    host = call.world.url.replace("http", "ws", 1)
    ticket = call.sockets.ticket()
    return {"url": f"{host}/link/?ticket={ticket}&app_id={call.app.app_id}"}


METHODS = MappingProxyType(
    {
        "api.test": Method(_api_test, "t4", caller="any"),
        "auth.test": Method(_auth_test, "special"),
        "apps.connections.open": Method(_connections_open, "t3", caller="app"),
    }
)
