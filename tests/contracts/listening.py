"""Listens to what goes in and out of an application, as it goes over the wire."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.contracts.openapi import Exchange


class Listening:
    """An application around another; calls whose answer is cut off are not in `heard`."""

    def __init__(self, app: ASGIApp, prefix: str, heard: list[Exchange]) -> None:
        self.app = app
        self.prefix = prefix
        self.heard = heard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent, answered, status, promised = bytearray(), bytearray(), 0, 0

        async def receiving() -> Message:
            message = await receive()
            sent.extend(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            nonlocal status, promised
            if message["type"] == "http.response.start":
                status = message["status"]
                promised = int(dict(message["headers"]).get(b"content-length", 0))
            answered.extend(message.get("body", b""))
            await send(message)

        await self.app(scope, receiving, sending)
        if len(answered) == promised:
            headers = {name.decode().title(): value.decode() for name, value in scope["headers"]}
            path = scope["path"].removeprefix(self.prefix)
            query = scope["query_string"].decode()
            exchange = Exchange(
                scope["method"], path, headers, bytes(sent), status, bytes(answered), query
            )
            self.heard.append(exchange)
