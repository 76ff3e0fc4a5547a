"""Figures as people read them."""


def duration(seconds: float) -> str:
    if seconds < 0.01:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s" if seconds < 100 else f"{seconds:.0f} s"


def size(count: float) -> str:
    """In bytes of a thousand."""
    if count < 1e6:
        return f"{count / 1e3:.0f} kB"
    return f"{count / 1e6:.1f} MB" if count < 1e8 else f"{count / 1e6:,.0f} MB"


def times(ratio: float) -> str:
    """A ratio: as a fraction of one where it is small."""
    return f"1/{1 / ratio:.0f}" if ratio < 0.2 else f"{ratio:.2f}"


def brief(message: str) -> str:
    """What went wrong, in one line: of what a program said at its end, the last."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return (lines[0] if len(lines) == 1 else f"it failed: {lines[-1]}")[:200].replace("|", "¦")
