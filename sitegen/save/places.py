"""Folders by the paths of the files that lie in them. A folder ends with a slash; "" is the whole site."""

from collections.abc import Iterable, Iterator


def place_of(path: str) -> str:
    """The folder that a file or a folder lies in."""
    place = path.rstrip("/").rpartition("/")[0]
    return f"{place}/" if place else ""


def places_of(paths: Iterable[str]) -> set[str]:
    """Every folder that one of the files lies in, with a slash at the end; "" is the folder itself."""
    places = {""}
    for place in {path.rpartition("/")[0] for path in paths}:
        while place and f"{place}/" not in places:
            places.add(f"{place}/")
            place = place.rpartition("/")[0]
    return places


def lies_in(place: str, places: set[str]) -> bool:
    """Whether a file or a folder lies somewhere below one of the places."""
    return any(f"{each}/" in places for each in above(place.rstrip("/")))


def above(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path
