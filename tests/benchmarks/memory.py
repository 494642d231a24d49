"""How much memory a process has; imports as little as possible, since it is measured itself."""

from __future__ import annotations


def kib(name: str) -> int:
    """VmRSS, what it has now, or VmHWM, the most that it ever had; elsewhere than on Linux always the most."""
    try:
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith(name + ":"))
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
