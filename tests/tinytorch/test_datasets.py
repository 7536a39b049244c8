import hashlib
import shutil

import numpy as np
import pytest

from tinytorch import datasets
from tinytorch.datasets import extract, store


@pytest.mark.parametrize("name", sorted(store.SHA256))
def test_shipped_file_has_its_recorded_checksum(name):
    content = (store.FOLDER / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == store.SHA256[name]


def test_no_data_file_goes_unchecked():
    assert {path.name for path in store.FOLDER.glob("*.npz")} == set(store.SHA256)


def test_data_stay_small():
    assert sum(path.stat().st_size for path in store.FOLDER.glob("*.npz")) < 4_000_000


def test_one_changed_byte_is_refused(tmp_path):
    content = bytearray((store.FOLDER / "digits.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "digits.npz").write_bytes(content)
    with pytest.raises(datasets.CorruptDataError, match="SHA-256"):
        store.load("digits.npz", tmp_path)


def test_a_missing_file_says_how_to_restore_it(tmp_path):
    with pytest.raises(datasets.CorruptDataError, match="reinstall"):
        store.load("digits.npz", tmp_path)


def test_a_copy_elsewhere_loads(tmp_path):
    shutil.copy(store.FOLDER / "digits.npz", tmp_path)
    assert store.load("digits.npz", tmp_path)["train_images"].shape == (1437, 8, 8)


@pytest.mark.parametrize(
    ("loader", "train", "test", "side"),
    [(datasets.digits, 1437, 360, 8), (datasets.mnist5000, 4000, 1000, 28)],
)
def test_images_have_the_documented_shape_range_and_split(loader, train, test, side):
    data = loader()
    assert data.train_images.shape == (train, 1, side, side)
    assert data.test_images.shape == (test, 1, side, side)
    assert data.train_images.dtype == np.float32
    assert data.train_labels.dtype == np.int64
    assert data.train_images.min() == 0.0
    assert data.train_images.max() == 1.0
    assert set(data.train_labels) == set(data.test_labels) == set(range(10))
    assert data.source
    assert data.licence


def test_mnist_is_balanced_and_not_sorted():
    data = datasets.mnist5000()
    assert (np.bincount(data.train_labels) == 400).all()
    assert (np.bincount(data.test_labels) == 100).all()
    assert len(set(data.train_labels[:20])) > 5


@pytest.mark.parametrize("loader", [datasets.digits, datasets.mnist5000])
def test_no_test_image_is_also_a_training_image(loader):
    data = loader()
    train = {image.tobytes() for image in data.train_images}
    assert not [image for image in data.test_images if image.tobytes() in train]


def test_shakespeare_is_clean_text_split_by_play():
    text = datasets.shakespeare()
    assert text.train.startswith("ACT I.\n\nScene I. Elsinore.")
    assert len(text.titles) == 8
    assert 0.09 < len(text.test) / (len(text.train) + len(text.test)) < 0.11
    assert set(text.test) <= set(text.train)
    assert "gutenberg" not in (text.train + text.test).lower()
    assert text.test not in text.train


def test_extraction_strips_header_and_trailer():
    assert extract.play("HAMLET\n\nPERSONS\n\nACT I. \n\nSc.\n\nTHE END") == "ACT I.\n\nSc.\n"


def test_extraction_refuses_a_play_without_acts():
    with pytest.raises(ValueError, match="ACT I"):
        extract.play("no acts here")
