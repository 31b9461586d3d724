"""What ends a command early: a sentence for the user and an exit status, never a stack trace."""

from schemas.errors import FrontwatchError

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_UNREACHABLE = 3
EXIT_INTERRUPTED = 130


class CommandError(FrontwatchError):
    """The command cannot go on; the message says what is wrong and how to get out of it."""

    exit_status = EXIT_FAILED


class UsageError(CommandError):
    """The user asked for something that cannot be meant: a wrong name, an unreadable file."""

    exit_status = EXIT_USAGE


class UnreachableError(CommandError):
    """Something outside is missing: the broker, the network, a free port."""

    exit_status = EXIT_UNREACHABLE
