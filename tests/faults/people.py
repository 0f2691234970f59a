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
    while "approve" in team.buttons(team.lina):
        if (await team.presses(team.lina, "approve")).ok:
            return
        await connected(team)


async def people_go_on(team: Scene) -> None:
    await people_ask(team)
    await people_approve(team)
