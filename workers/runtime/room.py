"""How much a worker holds at once: so many messages, and so many bytes."""

import asyncio
from typing import Any

from mode.utils.queues import ThrowableQueue

from workers.runtime.decode import Message, raw_headers


def size_of(message: Message) -> int:
    """Bytes of key, value and headers."""
    headers = sum(len(name) + len(value or b"") for name, value in raw_headers(message))
    return len(message.key or b"") + len(message.value or b"") + headers


class Room:
    """What is on the road. A message larger than all the room is let in when it is alone.

    One task enters at a time; any may leave.
    """

    def __init__(self, messages: int, size: int) -> None:
        self._most_messages, self._most_bytes = messages, size
        self._messages = self.held_bytes = 0
        self._left = asyncio.Event()

    async def enter(self, size: int) -> None:
        """Wait until there is room for a message of so many bytes."""
        while self._messages and not self._fits(size):
            self._left.clear()
            await self._left.wait()
        self._messages += 1
        self.held_bytes += size

    def grow(self, size: int) -> None:
        """What came of a message is held beside it."""
        self.held_bytes += size

    def leave(self, size: int) -> None:
        """The message and what came of it are let go."""
        self._messages -= 1
        self.held_bytes -= size
        self._left.set()

    def _fits(self, size: int) -> bool:
        return self._messages < self._most_messages and self.held_bytes + size <= self._most_bytes


class StreamBuffer(ThrowableQueue[Any]):
    """Faust's queue of fetched messages, which is full by their bytes, too; one more may come on top."""

    def __init__(self, *, most_bytes: int, **options: Any) -> None:
        self._most_bytes, self.held_bytes = most_bytes, 0
        super().__init__(**options)

    def full(self) -> bool:
        """Whether Faust must wait before it puts another one."""
        return self.held_bytes >= self._most_bytes or bool(super().full())

    def clear(self) -> None:
        """Called by Faust when partitions have been given out anew."""
        super().clear()
        self.held_bytes = 0

    def _put(self, item: Any) -> None:
        super()._put(item)
        self.held_bytes += size_of(item.message)

    def _get(self) -> Any:
        item = super()._get()
        self.held_bytes -= size_of(item.message)
        return item
