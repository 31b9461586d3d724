"""Errors whose type says what the loop that runs a worker must do."""


class FrontwatchError(Exception):
    """The root of our errors."""


class PoisonError(FrontwatchError):
    """This message can never be used: it goes to the worker's dead letters."""

    def __init__(self, error_type: str, message: str) -> None:
        super().__init__(message)
        self.error_type = error_type


class TransientError(FrontwatchError):
    """The surroundings failed: try the same message again later, never dead-letter it."""


class FatalError(FrontwatchError):
    """An invariant is broken: stop the worker with exit status 1 before it does harm."""
