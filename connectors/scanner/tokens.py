"""Secrets that are known by their shape: keys and tokens of well-known services.

detect-secrets knows most of them. Its patterns are used for their places in the text; its own
`analyze_string` gives the first group, which for GitHub is "ghp". Of its detectors are left out:

- those of keywords and of hexadecimal entropy, which on our labelled texts flag 7 and 12 of 143
  harmless ones, commit hashes and request ids first; that of base64 entropy finds nothing more;
- those of public IPs and of Artifactory, which flag what is no secret here;
- those of OpenAI and npm, which take quadratic time; of private keys, which finds their heading
  alone, in sentences too; of Azure and Slack, which take in what stands around. Ours replace them.
"""

import re
from collections.abc import Iterator

from detect_secrets.plugins.aws import AWSKeyDetector
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.plugins.discord import DiscordBotTokenDetector
from detect_secrets.plugins.github_token import GitHubTokenDetector
from detect_secrets.plugins.gitlab_token import GitLabTokenDetector
from detect_secrets.plugins.jwt import JwtTokenDetector
from detect_secrets.plugins.mailchimp import MailchimpDetector
from detect_secrets.plugins.pypi_token import PypiTokenDetector
from detect_secrets.plugins.sendgrid import SendGridDetector
from detect_secrets.plugins.square_oauth import SquareOAuthDetector
from detect_secrets.plugins.stripe import StripeDetector
from detect_secrets.plugins.telegram_token import TelegramBotTokenDetector
from detect_secrets.plugins.twilio import TwilioKeyDetector

from connectors.scanner.found import Found, Pattern
from connectors.scanner.masking import ends, heading
from rulebook.sensitive import Finding

_DETECTORS: tuple[tuple[str, RegexBasedDetector], ...] = (
    ("an AWS access key", AWSKeyDetector()),
    ("a GitHub token", GitHubTokenDetector()),
    ("a GitLab token", GitLabTokenDetector()),
    ("a Stripe key", StripeDetector()),
    ("a SendGrid key", SendGridDetector()),
    ("a Square key", SquareOAuthDetector()),
    ("a Mailchimp key", MailchimpDetector()),
    ("a Twilio key", TwilioKeyDetector()),
    ("a PyPI token", PypiTokenDetector()),
    ("a Discord token", DiscordBotTokenDetector()),
    ("a Telegram token", TelegramBotTokenDetector()),
)
_DETECTED = tuple((what, regex) for what, one in _DETECTORS for regex in one.denylist)
_BREAK = r"(?:[ \t\r]{0,4}(?:\n|\\n)|[ \t]){1,3}"

_OURS = (
    Pattern(
        "a private key",
        re.compile(
            r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
            rf"(?:{_BREAK}[A-Za-z-]{{1,20}}: [^\n\\]{{1,80}})*+"
            rf"(?:{_BREAK}[A-Za-z0-9+/=]{{16,}}+)++(?:{_BREAK}[A-Za-z0-9+/=]{{1,15}})?"
            rf"(?:{_BREAK}-----END [A-Z0-9 ]{{1,40}}-----)?"
        ),
        heading,
    ),
    Pattern("a private key", re.compile(r"PuTTY-User-Key-File-\d[^\n]*"), heading),
    Pattern(
        "a JSON web token",
        re.compile(r"(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]{0,2000})?"),
        ends,
        JwtTokenDetector.is_formally_valid,
    ),
    Pattern("an Azure storage key", re.compile(r"(?i:AccountKey)=([\w+/=]{40,})"), ends),
    Pattern("a GitHub token", re.compile(r"(?<!\w)github_pat_\w{40,}"), ends),
    Pattern("a Google API key", re.compile(r"(?<!\w)AIza[\w-]{30,}"), ends),
    Pattern(
        "a Google token", re.compile(r"(?<!\w)ya29\.[\w-]{20,}|(?<!\w)GOCSPX-[\w-]{20,}"), ends
    ),
    Pattern("a Firebase key", re.compile(r"(?<!\w)AAAA[\w-]{4,8}:[\w-]{40,}"), ends),
    Pattern(
        "a Slack token", re.compile(r"(?<!\w)xapp-[\w-]{20,}|(?<!\w)xox[a-z]-[\w-]{20,}"), ends
    ),
    Pattern("a Stripe key", re.compile(r"(?<!\w)[sr]k_(?:test|live)_\w{16,}"), ends),
    Pattern("a webhook's secret", re.compile(r"(?<!\w)whsec_[\w+/=]{16,}"), ends),
    Pattern("an Intercom token", re.compile(r"(?<!\w)dG9rO[ijk][\w+/=-]{20,}"), ends),
    Pattern("an AI service's key", re.compile(r"(?<![\w-])sk-(?=[\w-]*\d)[\w-]{24,}+"), ends),
    Pattern("an npm token", re.compile(r"(?<!\w)npm_[A-Za-z0-9]{30,}"), ends),
    Pattern("a Shopify token", re.compile(r"(?<!\w)shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}"), ends),
    Pattern("a Linear key", re.compile(r"(?<!\w)lin_(?:api|oauth)_\w{30,}"), ends),
)


def tokens(text: str) -> Iterator[Found]:
    """Each key or token of a known service."""
    for kind in _OURS:
        yield from kind(text)
    for what, pattern in _DETECTED:
        for match in pattern.finditer(text):
            yield Found(*match.span(), Finding(what=what, masked=ends(match[0])))
