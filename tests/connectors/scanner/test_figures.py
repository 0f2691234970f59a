"""What is found and missed, counted: a change of the rules that changes it has to say so here."""

from bot.readme import SENSITIVE
from connectors.scanner import SensitiveText
from tests.connectors.scanner.figures import Figures, figures, missed, table, wrongly_flagged
from tests.connectors.scanner.labelled import Labelled, Part, held_out, known


def test_of_the_known_texts_this_much_is_found() -> None:
    assert figures(known()) == {
        "secret": Figures(found=87, missed=4, wrong=0),
        "payment": Figures(found=22, missed=0, wrong=1),
        "personal": Figures(found=35, missed=3, wrong=0),
    }


def test_of_the_held_out_texts_this_much_is_found() -> None:
    assert figures(held_out()) == {
        "secret": Figures(found=16, missed=4, wrong=0),
        "payment": Figures(found=5, missed=0, wrong=0),
        "personal": Figures(found=6, missed=1, wrong=1),
    }


def test_these_are_missed_and_known_to_be() -> None:
    assert missed((*known(), *held_out())) == [
        "correct horse battery staple",
        "jane at acme dot example",
        "N3tflix4me",
        "autumn-leaf",
        "Kowalski",
        "b. 1979-11-02",
        "10 Downing Street, London SW1A 2AA",
        "2580",
        "orange-Tundra-55",
        "c0ffee5e12a94b7d8f3e6a1b",
        "40 71 93",
        "Roberta Klein, Lindenweg 4, Graz",
    ]


def test_these_harmless_ones_are_wrongly_flagged() -> None:
    assert wrongly_flagged((*known(), *held_out())) == [
        "Order 4000123412341234 was shipped twice",
        "Score 3:2, table row 212 415 1968 has NaN",
    ]


def test_the_sets_are_large_and_mostly_confusing() -> None:
    assert (len(known()), sum(not one.parts for one in known())) == (283, 143)
    assert (len(held_out()), sum(not one.parts for one in held_out())) == (59, 28)
    assert {one.text for one in known()} & {one.text for one in held_out()} == set()


def test_a_miss_and_a_wrong_flag_are_counted() -> None:
    texts = (
        Labelled("the word is swordfish", (Part("secret", "swordfish"),)),
        Labelled("password: hunter2", ()),
    )
    assert figures(texts)["secret"] == Figures(found=0, missed=1, wrong=1)
    assert missed(texts) == ["swordfish"]
    assert wrongly_flagged(texts) == ["password: hunter2"]


def test_no_finding_shows_what_it_is_about() -> None:
    for one in (*known(), *held_out()):
        for finding in SensitiveText().findings(one.text):
            assert finding.masked not in one.text
            assert "…" in finding.masked
            assert finding.what.startswith(("a ", "an "))


def test_the_table_has_a_line_for_each_group_of_each_set() -> None:
    lines = table().splitlines()
    assert lines[0] == "| | texts | found | missed | wrong | recall | precision |"
    assert lines[2] == "| secret, known | 90 | 87 | 4 | 0 | 96% | 100% |"
    assert lines[-1] == "| harmless, held out | 28 | | | 1 | | |"
    assert len(lines) == 10


def test_the_page_about_it_carries_these_figures() -> None:
    assert f"<!-- scanner -->\n{table().strip()}\n<!-- /scanner -->" in SENSITIVE.read_text()
