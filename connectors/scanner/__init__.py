"""The scanner: it looks through a text for secrets and personal data before it leaves."""

from connectors.scanner.sensitive_text import SensitiveText

__all__ = ["SensitiveText"]
