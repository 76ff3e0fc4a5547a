"""What a new project begins with: an example story, the workflow that publishes it, and what a desk needs around them.

The texts are the files of the folder `desk` beside this one. There they have no dot in front of their names, so that no
tool takes them for settings of its own.
"""

from importlib.resources import files
from pathlib import Path

from sitegen import __version__
from sitegen.model.noun import noun

CONTENT = (
    "content/site.yml",
    "content/outlets.yml",
    "content/people.yml",
    "content/pages/about.md",
    "content/stories/footbridge/story.md",
    "content/stories/footbridge/river-post.md",
    "content/stories/footbridge/hill-gazette.md",
    "content/stories/footbridge/station-radio.md",
)
AROUND = (
    "README.md",
    "requirements.txt",
    ".gitignore",
    ".github/workflows/pages.yml",
    ".github/dependabot.yml",
    ".github/zizmor.yml",
)


@noun
class Scaffold:
    """What was written, and what was there already and stays as it is: paths in the project."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def scaffold(project: Path) -> Scaffold:
    """Write what is not there yet. Whoever has a folder `content` gets nothing into it: even an empty `outlets.yml`
    would change what a build says. Raises OSError; what was written until then stays.
    """
    has_content = (project / "content").exists()
    written: list[str] = []
    kept = ["content/"] if has_content else []
    for path in AROUND if has_content else (*CONTENT, *AROUND):
        (written if _wrote(project / path, text(path)) else kept).append(path)
    return Scaffold(written=tuple(written), kept=tuple(kept))


def text(path: str) -> bytes:
    """What is written to `path`, one of CONTENT and AROUND."""
    data = files("sitegen.author").joinpath("desk", *path.removeprefix(".").split("/")).read_bytes()
    return data.replace(b"==VERSION", f"=={__version__}".encode())


def _wrote(path: Path, data: bytes) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True
