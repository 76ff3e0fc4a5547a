"""A bag in a zip: files with a manifest of their digests, in the form that libraries and archives use for deposits.

The form is BagIt 1.0 (RFC 8493). The files lie in `data/`; beside it stand what the bag is and the SHA-256 of every
file, so that `sha256sum --check` or any BagIt tool can prove it whole. The same files give the same bytes on every
machine: they stand in the order in which they are given, with one date, one mode and no owner, and are not compressed,
since what a compressor gives depends on its version.
"""

import zipfile
from collections.abc import Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import Path

from sitegen.model.noun import noun
from sitegen.model.page import File

PAYLOAD = "data/"
DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say: a clock would make every archive another one
MODE = 0o100644  # a file that its owner may write
UNIX = 3  # whose modes these are
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# RFC 8493 would have "%" written as "%25" too, but sha256sum and the Library of Congress's bagit.py take it as it is.
AS_PATH = str.maketrans({"\n": "%0A", "\r": "%0D"})


@noun
class Bag:
    """A finished archive: how many files are in `data/`, how many bytes the zip has, and its SHA-256."""

    files: int
    size: int
    digest: str


def save_bag(
    target: Path,
    name: str,
    payload: Iterable[File],
    about: Iterable[tuple[str, str]],
    beside: Mapping[str, bytes],
    *,
    compressed: bool = False,
) -> Bag:
    """Write the zip `target`, which holds the folder `name`.

    `payload` is asked file by file; `about` are the fields of bag-info.txt, `beside` further files next to `data/`.
    Compressed, the zip is smaller, and its own bytes can differ between machines, never the files in it. Raises
    OSError.
    """
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", method) as bag:
        files = _write(bag, name, payload, about, beside)
    with target.open("rb") as whole:
        digest = file_digest(whole, "sha256").hexdigest()
    return Bag(files=files, size=target.stat().st_size, digest=digest)


def _write(
    bag: zipfile.ZipFile,
    name: str,
    payload: Iterable[File],
    about: Iterable[tuple[str, str]],
    beside: Mapping[str, bytes],
) -> int:
    """Everything that belongs into the zip; gives the number of files in `data/`."""
    count = octets = 0
    manifest, tags = [], []

    def put(path: str, data: bytes) -> str:
        entry = zipfile.ZipInfo(f"{name}/{path}", DATE)
        entry.create_system, entry.external_attr, entry.compress_type = UNIX, MODE << 16, bag.compression
        bag.writestr(entry, data)
        return f"{sha256(data).hexdigest()}  {path.translate(AS_PATH)}\n"

    for file in payload:
        manifest.append(put(PAYLOAD + file.path, file.data))
        count += 1
        octets += len(file.data)
    fields = "".join(f"{label}: {' '.join(value.split())}\n" for label, value in about if value.strip())
    standing = {
        "bag-info.txt": f"{fields}Payload-Oxum: {octets}.{count}\n".encode(),
        "bagit.txt": BAGIT.encode(),
        "manifest-sha256.txt": "".join(sorted(manifest, key=lambda line: line[66:])).encode(),
        **beside,
    }
    for path in sorted(standing):
        tags.append(put(path, standing[path]))
    put("tagmanifest-sha256.txt", "".join(tags).encode())
    return count
