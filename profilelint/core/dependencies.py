"""The dependencies of a result, in addition to the text of its page."""

from __future__ import annotations

from datetime import date, timedelta


class Dependencies:
    """Collected while a page is checked. `answers`: questions about the site, each with a digest of its answer, None if they are not
    recorded; `since` and `until`: the days between which the answers about dates are the same."""

    __slots__ = ("answers", "since", "until")

    def __init__(self, tracked: bool = False) -> None:
        self.answers: dict[str, str] | None = {} if tracked else None
        self.since, self.until = date.min, date.max

    def is_past(self, day: date, today: date) -> bool:
        """Whether a day lies before today: the result holds as long as the answer does."""
        if day < today:
            self.since = max(self.since, day + timedelta(days=1))
            return True
        self.until = min(self.until, day)
        return False
