"""Handlers of what a person pressed or typed in Slack: a few lines each, then a workflow."""

from slack_bolt.async_app import AsyncApp

from handlers import buttons, commands, forms, home, promises, suggestions
from workflows.context import Context


def listen(app: AsyncApp, context: Context) -> None:
    """Hear everything that the cards, forms and commands can send."""
    commands.listen(app, context)
    buttons.listen(app, context)
    forms.listen(app, context)
    promises.listen(app, context)
    home.listen(app, context)
    suggestions.listen(app, context)
