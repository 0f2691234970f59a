from bot.readme import README, written


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    readme = README.read_text()
    assert written(readme) == readme, "run `python -m bot.readme`"


def test_a_changed_table_is_noticed() -> None:
    changed = README.read_text().replace("| approve | pending, asked |", "| approve | anything |")
    assert written(changed) != changed
