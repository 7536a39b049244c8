"""The framework learns: real data, held-out scores, one seed. The bench runs five."""

import numpy as np
import pytest

import tinytorch as torch
from tinytorch import datasets, recipes
from tinytorch.tokenizers import CharTokenizer


@pytest.mark.slow
def test_an_mlp_reads_94_percent_of_held_out_digits():
    assert recipes.mnist_mlp(seed=0).score >= 0.94


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_cnn_reads_97_percent_of_held_out_digits():
    assert recipes.mnist_cnn(seed=0).score >= 0.97


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_character_gpt_soon_knows_more_than_pairs_of_characters():
    text = datasets.shakespeare()
    tokenizer = CharTokenizer.train(text.train)
    train, test = (np.array(tokenizer.encode(part)) for part in (text.train, text.test))
    counts = np.full((tokenizer.vocab_size,) * 2, 0.1)
    np.add.at(counts, (train[:-1], train[1:]), 1)
    pairs = counts / counts.sum(axis=1, keepdims=True)
    loss_of_pairs = -np.log(pairs[test[:-1], test[1:]]).mean()
    assert 2.4 < loss_of_pairs < 2.6
    result = recipes.shakespeare_gpt(seed=0, steps=150, width=64)
    assert result.score < loss_of_pairs - 0.05


def test_a_run_depends_on_its_seed_alone():
    torch.rand(7)
    first = recipes.mnist_mlp(seed=3, epochs=1)
    torch.rand(5)
    again, other = recipes.mnist_mlp(seed=3, epochs=1), recipes.mnist_mlp(seed=4, epochs=1)
    assert first.score == again.score
    assert first.score != other.score


def test_shifted_images_are_moved_and_nothing_wraps_around():
    image = np.zeros((200, 1, 5, 5), np.float32)
    image[:, 0, 2, 2] = 1
    moved = recipes.shifted(torch.tensor(image), 2, torch.Generator(0)).array
    assert (moved.sum((1, 2, 3)) == 1).all()
    assert len({tuple(np.argwhere(m[0])[0]) for m in moved}) == 25
    corner = np.zeros((200, 1, 5, 5), np.float32)
    corner[:, 0, 0, 0] = 1
    moved = recipes.shifted(torch.tensor(corner), 2, torch.Generator(0)).array
    assert {tuple(p) for m in moved for p in np.argwhere(m[0])} <= {
        (i, j) for i in range(3) for j in range(3)
    }
