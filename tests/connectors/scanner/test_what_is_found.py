import pytest

from connectors.scanner import SensitiveText
from rulebook.sensitive import Finding

SCANNER = SensitiveText()
CARD = Finding(what="a card number", masked="4111 … 1111")
AWS_KEY = "AKIA" + "IOSFODNN7EXAMPLE"
PEM = "-----BEGIN " + "PRIVATE KEY-----"
BODY = "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu"


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.what, finding.masked) for finding in SCANNER.findings(text)]


def test_findings_are_in_the_order_of_the_text() -> None:
    text = f"bob@acme.example paid with 4111 1111 1111 1111, password: hunter2, key {AWS_KEY}"
    assert found(text) == [
        ("an e-mail address", "b…@acme.example"),
        ("a card number", "4111 … 1111"),
        ("a password", "hu…"),
        ("an AWS access key", "AKIA…MPLE"),
    ]


def test_what_stands_there_twice_is_found_once() -> None:
    assert found("password: hunter2\npassword: hunter2") == [("a password", "hu…")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"api_key: {AWS_KEY}", "an AWS access key"),
        ("password: 4111111111111111", "a card number"),
        ("postgres://app:hunter2@db.acme.example/shop", "a password in an address"),
        (
            "Authorization: Bearer " + "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
            "a GitHub token",
        ),
        ("SSN 536-22-1846", "a social security number"),
    ],
)
def test_of_two_that_overlap_the_more_specific_one_is_found(text: str, what: str) -> None:
    assert [finding.what for finding in SCANNER.findings(text)] == [what]


@pytest.mark.parametrize("text", ["bob@acme.example", "+1 212 555 0142", "DOB: 03/17/1984"])
def test_personal_data_can_be_justified(text: str) -> None:
    assert [finding.personal for finding in SCANNER.findings(text)] == [True]


@pytest.mark.parametrize(
    "text",
    ["password: hunter2", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "SSN 536-22-1846"],
)
def test_secrets_and_payment_data_cannot_be_justified(text: str) -> None:
    assert [finding.personal for finding in SCANNER.findings(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "4111\u200b1111\u200b1111\u200b1111",
        "41\u00ad11 1111 1111 1111",
        "4111\u20601111\ufeff11111111",
        "\uff14" + "\uff11" * 15,
        "\u0664" + "\u0661" * 15,
        "4111\u00a01111\u202f1111\u30001111",
        "4111–1111—1111−1111",  # noqa: RUF001 (these dashes are the point)
        "4111-1111 1111.1111",
        "4111 1111\n1111 1111",
        "card_4111111111111111.pdf",
        "12 4111 1111 1111 1111 34",
    ],
)
def test_however_a_card_number_is_written_it_is_found(text: str) -> None:
    assert SCANNER.findings(text) == (CARD,)


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "1111111111111117",
        "/conversations/4111111111111111",
        "#4111111111111111",
        "41111111111111110000",
        "3f4111111111111111c0",
        "DE89 3704 0044 0532 0130 01",
        "000-12-3456",
    ],
)
def test_a_number_that_cannot_be_one_is_left_alone(text: str) -> None:
    assert SCANNER.findings(text) == ()


def test_a_zero_width_character_does_not_hide_a_token() -> None:
    hidden = "AKIA" + "\u200b" + "IOSFODNN7EXAMPLE"
    assert found(hidden) == [("an AWS access key", "AKIA…MPLE")]


@pytest.mark.parametrize("between", ["\n", " ", "  ", "\t", "\\n", "\r\n"])
def test_of_a_private_key_only_its_heading_is_shown(between: str) -> None:
    assert found(f"key: {PEM}{between}{BODY}") == [("a private key", f"{PEM}…")]


def test_a_private_key_is_one_finding_whatever_stands_in_it() -> None:
    assert len(SCANNER.findings(f"{PEM}\n{AWS_KEY}{BODY}\n{BODY}\n")) == 1


def test_of_a_link_only_the_host_is_shown() -> None:
    link = "https://bob:hunter2@acme.example/reset?token=9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a"
    assert [finding.masked for finding in SCANNER.findings(link)] == ["https://acme.example/…"]


@pytest.mark.parametrize(
    "text",
    [
        "password: ****",
        "password: [redacted]",
        "password = <your-password>",
        "password: {{ password }}",
        "PASSWORD=$PASSWORD",
        "token: xxxxxxxxxxxx",
        "SLACK_BOT_TOKEN=" + "xoxb-" + "***",
        "password = os.environ['PASSWORD']",
        "password = settings.password",
        "password: changeme",
        "next_page_token=CAEQAhoKMTIzNDU2Nzg5MA",
        "csrf_token: 7f3a9c2e5b8d1f4a",
    ],
)
def test_what_stands_in_place_of_a_secret_is_left_alone(text: str) -> None:
    assert SCANNER.findings(text) == ()


@pytest.mark.parametrize("text", ["noreply@acme.example", "support@acme.example", "logo@2x.png"])
def test_a_mailbox_that_is_nobodys_own_is_left_alone(text: str) -> None:
    assert SCANNER.findings(text) == ()


def test_an_ip_address_may_stay_private_or_public() -> None:
    assert SCANNER.findings("10.0.3.17 and 203.0.113.42 and 2001:db8::1") == ()


def test_half_a_character_does_no_harm() -> None:
    assert found("password: \ud800\udfffhunter2") == [("a password", "hu…")]
