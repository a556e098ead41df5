"""What has to be closed, and is when a `with` block ends."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """Something that a `with` block closes, whatever happens in it."""

    @abstractmethod
    def close(self) -> None:
        """Give up what is held; nothing can be asked for after that."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
