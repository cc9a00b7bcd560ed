"""What a report may say of a rule."""

from __future__ import annotations

from typing import Protocol

from profilelint.core.diagnostic import Severity


class About(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def body(self) -> str: ...
    @property
    def criterion(self) -> str: ...
