"""What a browser may load for our pages: the content security policy, as the header's text."""

from __future__ import annotations

PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)


def page_policy(*, pictures_from: str = "") -> str:
    """Only ourselves, and one host for the pictures under the map when there is one."""
    policy = PAGES
    if pictures_from:
        for directive in ("img-src 'self'", "connect-src 'self'"):
            policy = policy.replace(directive, f"{directive} {pictures_from}")
    return policy


def cms_policy(policy: str) -> str:
    """The same for the editors' admin: Wagtail starts its date fields and its translation editor with scripts inside
    the page, sets widths by style attributes, and shows previews in a frame of its own."""
    return (
        policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        .replace("frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'")
    )
