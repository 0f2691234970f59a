"""Placeholders, which stand where a secret would, and are none."""

import re

# Words that follow "password:" or "the token is" in a sentence, a log or an example.
_WORDS = frozenset(
    """
    accepted again basic bearer blank changed changeme correct default disabled dummy empty enabled
    encrypted error example expired failed false forgotten hashed hidden here incorrect insert
    invalid masked match mismatch missing needed nil none null okay optional pass passed passwd
    password passwort placeholder prompt protected provided redacted rejected removed required
    reset revoked same sample saved secret set shown string token true undefined unchanged unknown
    unset valid visible weak working wrong your
    """.split()  # noqa: SIM905 (thirty lines of quotes otherwise)
)
# Words with a digit that are no password.
_TECHNICAL = re.compile(
    r"(?:base64|sha-?\d+|md5|utf-?\d+|oauth-?\d|argon2\w*|pbkdf2|[23]fa|ipv\d|http2?|v\d[\d.]*"
    r"|[a-z]*-?\d+-?(?:bit|byte|char|character|digit)|\d+[smhd]|\d+(?:min|sec|ms|th|st|nd|rd))s?",
    re.IGNORECASE,
)
_MASK = re.compile(r"(.)\1{2,}|[*•·.\-_#?…xX]+|.*(?:[*•]{3}|\.{3}|…|x{4}|X{4}).*", re.DOTALL)
_REFERENCE = re.compile(
    r"<[^>]*>?|\[\w*\]?|\(\w*\)?|\{.*"  # <your-token>, [redacted], {{ token }}
    r"|\$[A-Z_][A-Z_\d]*|\$[{(].*|%[A-Z_]+%?|%[sdr]"  # $TOKEN, ${TOKEN}, $(cat …), %TOKEN%
    r"|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*[(\[].*"  # getenv("TOKEN"), config["token"]
    r"|[A-Za-z_]+(?:\.[A-Za-z_]+)+"  # settings.password, process.env.TOKEN
    r"|[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+"  # db_password, YOUR_TOKEN_HERE
    r"|(?:vault|op|ssm|arn|secret|env|file):.*|\.{0,2}/.*",
    re.DOTALL,
)
_PIECES = re.compile(r"[^\W_]+")
_ENDING = ".,;:!?)]}\"'`*_"


def bare(value: str) -> str:
    """The value without the punctuation that ends a sentence."""
    return value.rstrip(_ENDING)


def is_placeholder(value: str) -> bool:
    """Tell whether this is an example, a mask, a reference to a secret, or a word about one."""
    if _MASK.fullmatch(value) or _REFERENCE.fullmatch(value):
        return True
    pieces = [piece.lower() for piece in _PIECES.findall(value)]
    telling = [piece for piece in pieces if piece not in _WORDS and not _TECHNICAL.fullmatch(piece)]
    return not telling or bool({"your", "example", "changeme"} & set(pieces))


def is_telling(value: str) -> bool:
    """Tell whether even in the middle of a sentence this can hardly be a word of it."""
    value = bare(value)
    digits, letters = any(map(str.isdigit, value)), any(map(str.isalpha, value))
    shortest = 5
    return len(value) >= shortest and digits and letters and not is_placeholder(value)
