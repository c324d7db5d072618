"""What `knowledge/` raises.

* KnowledgeError
  x FaultyPack
  x LocatorError
  x DateError
  x FormatError

Those of locators and dates are ``ValueError`` too: pydantic takes them for faults of the value
that it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.diagnostics import Diagnostic


class KnowledgeError(Exception):
    """Whatever is wrong with a pack or with what is asked of one."""


class FaultyPack(KnowledgeError):
    """A pack that cannot be used.

    Args:
        diagnostics: all its faults.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Sort the faults by file and place; what is told twice is told once."""
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(map(str, self.diagnostics)))


class LocatorError(KnowledgeError, ValueError):
    """A locator that is not of its document's form, or leads to nothing in it."""


class DateError(KnowledgeError, ValueError):
    """A date that is not written as dates are, or is no day."""


class FormatError(KnowledgeError):
    """A document that cannot be read, in words for whoever has it."""
