"""What `handlers/` raises: what a person did wrong, said so that it helps.

* UserError

There is no other: what is not on record is an answer with a typed note, no fault.
"""


class UserError(Exception):
    """A mistake of the person who asked, not a fault of Compact.

    Args:
        message: one plain sentence: what is wrong.
        hint: what to do next.
        about: which part of a wish it is about, for a form: "place", "leads", "when"; or "".
    """

    def __init__(self, message: str, hint: str = "", about: str = "") -> None:
        """Keep the sentence and what to do next apart, as surfaces draw them."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.about = about
