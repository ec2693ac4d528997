"""How much one caller may ask: the same texts for everybody, more work for somebody who is known."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.access.viewer import Role, Viewer
from graph_api.limits import TextLimits
from graph_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request of a caller may ask, and what a minute of its requests may cost (0: no bound)."""

    cost: int
    trusted_cost: int
    body: int
    values: int
    nesting: int
    text: int
    minute: int


@dataclass(frozen=True)
class Allowances:
    """The limits of each class of callers, made once from the settings."""

    public: Limits
    known: Limits
    open: Limits
    texts: TextLimits

    def of(self, viewer: Viewer) -> Limits:
        """The limits of a caller; on loopback without callers whoever asks runs the machine."""
        if viewer.known:
            return self.known
        return self.open if viewer.role is Role.OPEN else self.public


def allowances(settings: Settings) -> Allowances:
    """The limits that the settings say."""
    shapes = (settings.limit_values, settings.limit_nesting, settings.limit_text)
    known_cost, trusted = settings.limit_cost_known, settings.limit_cost_trusted
    public = Limits(
        settings.limit_cost_public, trusted, settings.limit_body_public, *shapes, settings.rate_public
    )
    most = max(trusted, known_cost)
    known = Limits(known_cost, most, settings.limit_body_known, *shapes, settings.rate_known)
    texts = TextLimits(
        characters=settings.limit_characters,
        tokens=settings.limit_tokens,
        comments=settings.limit_comments,
        depth=settings.limit_depth,
        aliases=settings.limit_aliases,
        directives=settings.limit_directives,
        root_fields=settings.limit_root_fields,
        repeats=settings.limit_repeats,
    )
    return Allowances(public, known, Limits(known_cost, most, settings.limit_body_known, *shapes, 0), texts)
