"""What the figures were measured on."""

import os
import platform
import resource
from pathlib import Path

BUSY = 0.3  # load average above which the figures are false
OTHERS = 0.1  # the same for the share of others; the kernel's own work is among it


def machine() -> list[tuple[str, str]]:
    return [
        ("Processor", _field("/proc/cpuinfo", "model name")),
        ("Cores", str(len(os.sched_getaffinity(0)))),
        ("Memory", f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB"),
        ("System", f"{_system()}, Linux {platform.release()}"),
        ("Python", platform.python_version()),
    ]


class OtherWork:
    """How much of the processor time, since this was made, went to others than this process and what it started."""

    def __init__(self) -> None:
        self._all, self._own = _processor_seconds(), _own_seconds()

    def said(self) -> str:
        used = _processor_seconds() - self._all
        share = 1 - (_own_seconds() - self._own) / used
        return f"{share:.0%} of the processor time" + ("; **not to be trusted**" if share > OTHERS else "")


def load() -> float:
    """How many processes have wanted a core, on average over the last minute."""
    return os.getloadavg()[0]


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def _field(path: str, name: str) -> str:
    for line in Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def _processor_seconds() -> float:
    """Of all cores, since the machine was started: user, nice, system, interrupts."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    return sum(int(fields[place]) for place in (0, 1, 2, 5, 6)) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """Of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
