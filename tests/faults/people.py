"""What people do when Slack tells them that something failed: they do it again."""

from tests.scene import Scene


async def connected(team: Scene) -> None:
    await team.workspace.until(lambda: team.workspace.sockets.connections, 20)


async def people_ask(team: Scene) -> None:
    await connected(team)
    while not (await team.asks(team.amira)).ok:
        await connected(team)


async def people_approve(team: Scene) -> None:
    await team.sees(team.lina, "French speaker needed", 20)
    await press_until_done(team, team.lina, "approve")


async def press_until_done(team: Scene, person: str, action: str) -> None:
    """Press for as long as the button is there and Slack says that it failed."""
    while action in team.buttons(person):
        if (await team.presses(person, action)).ok:
            return
        await connected(team)
