"""What the processes of a sandbox have used, those that have ended among them."""

from dataclasses import dataclass

from checker.sandbox.connection import Connection


@dataclass(frozen=True)
class TimeTaken:
    """Seconds that workers tell of: of the processor, and of the clock.

    `waited` are those in which a fork did nothing but wait, `attended` all that were counted.
    """

    cpu_seconds: float = 0.0
    waited: float = 0.0
    attended: float = 0.0

    def plus(self, connection: Connection | None) -> "TimeTaken":
        """Return this and what one more process has used so far."""
        if connection is None:
            return self
        return TimeTaken(
            self.cpu_seconds + connection.cpu_seconds,
            self.waited + connection.waited,
            self.attended + connection.attended,
        )
