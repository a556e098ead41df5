import resource

from checker.sandbox import Limits


def test_limits_as_the_kernel_knows_them():
    """Every limit has its name in the kernel, and no soft limit is above its hard one."""
    limits = Limits(cpu_seconds=3, memory_bytes=5).resources(own_users=True)
    assert limits["CPU"] == (3, 4)
    assert limits["AS"] == (5, 5)
    assert all(hasattr(resource, f"RLIMIT_{name}") for name in limits)
    assert all(soft <= hard for soft, hard in limits.values())


def test_processes_of_a_shared_user():
    """Where the user has other processes too, their number is not limited."""
    assert "NPROC" not in Limits().resources(own_users=False)
