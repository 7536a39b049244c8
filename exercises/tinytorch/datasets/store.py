"""A file name in this folder becomes the arrays in it, after its checksum has been compared.

The data sets travel with the package, so nothing is downloaded and every reader trains on the same
bytes. A file that was cut short, edited or fetched as a Git LFS pointer is found here, at the first
use, and not later as a strange accuracy.
"""

import hashlib
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent

# Written by extract.py; tests/tinytorch/test_datasets.py compares them with the files.
SHA256 = {
    "digits.npz": "9627b90075c8dddfa62528aa54bc31eac907f69146ad40784e7b14d485518f62",
    "mnist5000.npz": "d427c2b8f7a21b8d81cd6a66fc543bef2609ebfc923c82f88fc632148e0376b3",
    "shakespeare.npz": "546671c97ba85456d88263077c7e8eb95f666ccdfbaf305a059bc124472f279a",
}


class CorruptDataError(RuntimeError):
    """A shipped data file is missing or is not the one that was released."""


def load(name: str, folder: Path = FOLDER) -> dict[str, NDArray[np.generic]]:
    """Read the ``.npz`` file ``name`` from ``folder`` and return its arrays by name.

    The bytes are hashed before they are parsed, and pickled objects are refused.

    Raises:
        KeyError: ``name`` is no data set of ours.
        CorruptDataError: the file is missing, or its SHA-256 differs from the recorded one.
    """
    expected = SHA256[name]
    path = folder / name
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise CorruptDataError(f"{path} is missing; reinstall tinytorch to restore it") from error
    actual = hashlib.sha256(content).hexdigest()
    if actual != expected:
        raise CorruptDataError(
            f"{path} has SHA-256 {actual[:12]}…, expected {expected[:12]}… ({len(content)} bytes); "
            "restore it from version control or reinstall tinytorch"
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}
