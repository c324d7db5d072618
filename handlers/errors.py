"""What a person did wrong, said so that it helps."""


class UserError(Exception):
    """A mistake of the person who asked, not a fault of Compact.

    Args:
        message: one plain sentence: what is wrong.
        hint: what to do next.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
