"""What the figures were measured on."""

import os
import platform
from pathlib import Path

BUSY = 0.3  # load average above which the figures are false


def machine() -> list[tuple[str, str]]:
    return [
        ("Processor", _field("/proc/cpuinfo", "model name")),
        ("Cores", str(len(os.sched_getaffinity(0)))),
        ("Memory", f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB"),
        ("System", f"{_system()}, Linux {platform.release()}"),
        ("Python", platform.python_version()),
    ]


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
