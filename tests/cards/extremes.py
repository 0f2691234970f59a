"""What people really paste, and worse."""

from hypothesis import strategies as st

from gallery import samples
from rulebook.moves import State
from rulebook.phrase import Mention, Text
from rulebook.request import Request, StepState

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
PASTED = (
    "<!channel> @here",
    "*bold* _x_ ~y~ `z` :tada:",
    "<@U1> <@U1|bea> <#C1>",
    "<b>&amp;</b><script>",
    "<https://evil.example|#4711>",
    "مرحبا بكم",
    f"{RIGHT_TO_LEFT_OVERRIDE}yneD{RIGHT_TO_LEFT_OVERRIDE}",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 300,
    "line\nApproved by Lina\n\n\r\n\u2028end",
    "\x00\x07\x1b[31m\u200f\u2066",
    "x" * 10_000,
    "&" * 10_000,
    "<" * 3000,
    " ",
    "a b " * 2500,
    "א\n" * 4000,
)

# What takes the most room: each is the longest that some limit counts.
LONGEST = (
    "&" * 10_000,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 300,
    "א\n" * 4000,
)

anything = st.one_of(
    st.sampled_from(PASTED),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400),
    st.tuples(st.sampled_from(PASTED), st.sampled_from(PASTED)).map("".join),
).map(lambda text: text[:10_000])


def requests(text: str) -> list[Request]:
    """Every state, and every way an approval can go, with one text wherever it is not ours."""
    several = tuple(
        samples.step(state, note=note, because=text, link=text, name=text)
        for state in StepState
        for note in (False, True)
    )
    remark = (Text(text="Look again: "), Mention(id="U0CHEN", name=text), Text(text=text))
    return [
        *(samples.request(state, text=text) for state in State),
        *(samples.request(state, text=text, remark=remark, facts=None) for state in State),
        samples.request(State.APPROVED, text=text, steps=several, remark=remark),
        samples.request(State.REVERSED, text=text, steps=several),
        samples.request(text=text, waits_until=samples.MONDAY, duty=None, remark=remark),
    ]
