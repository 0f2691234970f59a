"""What a person pressed or typed in Slack: a few lines each, then a workflow."""

from slack_bolt.async_app import AsyncApp

from handlers import buttons, commands, forms, home, promises, suggestions
from workflows.office import Office


def listen(app: AsyncApp, office: Office) -> None:
    """Hear everything that the cards, forms and commands can send."""
    commands.listen(app, office)
    buttons.listen(app, office)
    forms.listen(app, office)
    promises.listen(app, office)
    home.listen(app, office)
    suggestions.listen(app, office)
