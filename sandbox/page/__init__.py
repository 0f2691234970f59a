"""A page in the browser: be anybody in the workspace, and watch the helpdesk."""

from sandbox.page.page import Page

__all__ = ["Page"]
