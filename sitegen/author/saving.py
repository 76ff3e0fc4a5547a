"""Files of content get other bytes: all of them or none, and none is ever half written."""

from collections.abc import Mapping
from pathlib import Path


def save(project: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths in the project, of which any may be there already.

    Everything is on the disk before the first file is replaced, so a full disk leaves them as they were.
    Raises OSError.
    """
    fresh = {project / path: (project / path).with_name(f".{Path(path).name}.new") for path in files}
    try:
        for (place, beside), data in zip(fresh.items(), files.values(), strict=True):
            beside.write_bytes(data)
            if place.exists():
                beside.chmod(place.stat().st_mode)
        for place, beside in fresh.items():
            beside.replace(place)
    finally:
        for beside in fresh.values():
            beside.unlink(missing_ok=True)
