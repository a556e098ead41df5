"""How much of the machine one submission may have."""

from dataclasses import dataclass, replace

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What student code may use before it is stopped.

    A call and an exercise each have their seconds, and so has all that one `Sandbox` is asked.
    These are seconds of waiting: what computes too long is stopped by its processor time, which
    does not depend on how busy the machine is, and time in which the machine stands still is
    nobody's. All calls of an exercise together get `hurry_seconds` of any kind before they are
    made one by one. `cpu_seconds` and `memory_bytes` are for one exercise.
    """

    call_seconds: float = 30.0
    hurry_seconds: float = 2.0
    exercise_seconds: float = 60.0
    submission_seconds: float = 240.0
    cpu_seconds: int = 10
    memory_bytes: int = 1024 * MEBIBYTE
    file_bytes: int = 8 * MEBIBYTE
    open_files: int = 64
    processes: int = 16

    def times(self, factor: int) -> "Limits":
        """Allow as much more time to what asks so many times as much at once."""
        return replace(
            self,
            hurry_seconds=factor * self.hurry_seconds,
            exercise_seconds=factor * self.exercise_seconds,
            cpu_seconds=factor * self.cpu_seconds,
        )

    def patient(self, factor: int) -> "Limits":
        """Allow so many times as much time to what takes long by its nature."""
        return replace(self.times(factor), call_seconds=factor * self.call_seconds)

    def resources(self, *, own_users: bool) -> dict[str, tuple[int, int]]:
        """Return the limits as the kernel knows them: `{"CPU": (soft, hard)}`.

        The number of processes is counted per user, so it means something only where a sandbox
        has users of its own.
        """
        limits = {
            "CPU": (self.cpu_seconds, self.cpu_seconds + 1),
            "AS": (self.memory_bytes,) * 2,
            "FSIZE": (self.file_bytes,) * 2,
            "NOFILE": (self.open_files,) * 2,
            "CORE": (0, 0),
            "MEMLOCK": (0, 0),
            "MSGQUEUE": (0, 0),
        }
        return limits | ({"NPROC": (self.processes,) * 2} if own_users else {})


#: For the course's own code, which comes to an end: on a slow machine it may take its time.
UNHURRIED = Limits(
    call_seconds=60.0,
    hurry_seconds=30.0,
    exercise_seconds=300.0,
    submission_seconds=float("inf"),
    cpu_seconds=60,
)
