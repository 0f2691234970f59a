"""views.open, views.push, views.update and views.publish."""

from types import MappingProxyType

from sandbox.workspace.block_kit.view import judged_view
from sandbox.workspace.records import Json
from sandbox.workspace.refusals import SlackRefusal, refused_with
from sandbox.workspace.web_api.method import Method, WebCall


def _view(call: WebCall, kind: str) -> Json:
    given = call.arguments.structure("view", "invalid_arguments")
    return judged_view(given, kind)


def _person(call: WebCall, person: str) -> Json:
    return call.world.people.named(person)


def _open(call: WebCall) -> Json:
    view = _view(call, "modal")
    person, _ = call.world.triggers.exchange(call.arguments.needed("trigger_id"))
    return {"view": call.world.forms.open(call.app, _person(call, person), view)}


def _push(call: WebCall) -> Json:
    view = _view(call, "modal")
    person, _ = call.world.triggers.exchange(call.arguments.needed("trigger_id"))
    return {"view": call.world.forms.push(call.app, _person(call, person), view)}


def _update(call: WebCall) -> Json:
    external_id = call.arguments.text("external_id")
    view_id = call.arguments.text("view_id")
    if not (view_id or external_id):
        raise refused_with("invalid_arguments", ["missing required field: view_id"])
    shown = call.world.forms.find(view_id, external_id)
    if shown is None:
        raise SlackRefusal("not_found")
    view = _view(call, shown["type"])
    return {"view": call.world.forms.update(shown, view, call.arguments.text("hash"))}


def _publish(call: WebCall) -> Json:
    home = call.world.manifest.get("features", {}).get("app_home", {})
    if not home.get("home_tab_enabled"):
        raise SlackRefusal("not_enabled")
    view = _view(call, "home")
    person = call.world.people.find(call.arguments.needed("user_id"))
    if person is None:
        raise refused_with("invalid_arguments", ["invalid `user_id`"])
    expected = call.arguments.text("hash")
    return {"view": call.world.forms.publish(call.app, person, view, expected)}


METHODS = MappingProxyType(
    {
        "views.open": Method(_open, "t4", required=("trigger_id", "view")),
        "views.push": Method(_push, "t4", required=("trigger_id", "view")),
        "views.update": Method(_update, "t4", required=("view",)),
        "views.publish": Method(_publish, "t4", required=("user_id", "view")),
    }
)
