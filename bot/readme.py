"""The parts of the README that are read off the code: `python -m bot.readme` writes them."""

from pathlib import Path

from rulebook.commands import commands
from rulebook.moves import TABLE, Rule, State

README = Path(__file__).parents[1] / "README.md"


def written(readme: str) -> str:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->`."""
    for name, text in (("commands", _commands()), ("moves", _moves()), ("states", _states())):
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = readme.partition(begin)
        _, _, after = rest.partition(end)
        readme = f"{before}{begin}{text}{end}{after}"
    return readme


def _commands() -> str:
    rows = (
        f"| `{f'{command.name} {command.usage}'.strip()}` | {command.description} |"
        for command in commands()
    )
    return "\n".join(("| command | what for |", "|---|---|", *rows, ""))


def _moves() -> str:
    rows = (
        f"| {rule.move} | {_names(rule.before) or 'nothing'} | {rule.who} | {_after(rule)} | "
        f"{rule.writes}{f' ({rule.when})' if rule.when else ''} |"
        for rule in TABLE
    )
    return "\n".join(("| move | from | who | to | writes |", "|---|---|---|---|---|", *rows, ""))


def _states() -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for rule in TABLE:
        for before in rule.before or ("[*]",):
            for after in rule.after or (before,):
                if before != after:
                    arrows.setdefault((before, after), []).append(rule.move)
    lines = (
        f"    {before} --> {after}: {', '.join(moves)}" for (before, after), moves in arrows.items()
    )
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```", ""))


def _names(states: tuple[State, ...]) -> str:
    return ", ".join(states)


def _after(rule: Rule) -> str:
    return " or ".join(rule.after) if rule.after else "the same"


if __name__ == "__main__":
    README.write_text(written(README.read_text()))
