import copy

import numpy as np
import pytest

import tinytorch as torch
from tinytorch.generation import Sampler, generate
from tinytorch.generation.speculative import generate_speculatively, verify
from tinytorch.models.gpt import GPT, GPTConfig


def make(seed, layers=2, **options):
    torch.manual_seed(seed)
    config = GPTConfig(vocab_size=7, block_size=24, n_layer=layers, n_head=2, n_embd=16, **options)
    model = GPT(config)
    for p in model.parameters():
        p.array[...] += 0.3 * torch.randn(*p.shape).array
    return model


@pytest.mark.parametrize("guesses", [1, 3, 30])
@pytest.mark.parametrize("prompt", [[1], [2, 3, 4]])
def test_greedy_speculation_gives_exactly_the_targets_tokens(guesses, prompt):
    target, draft = make(0), make(1, layers=1, rotary=True)
    greedy = Sampler(temperature=0)
    expected = generate(target, [prompt], 18, greedy)[0]
    found = generate_speculatively(target, draft, prompt, 18, greedy, guesses=guesses)
    assert found.tokens == expected


def test_a_perfect_draft_is_always_accepted_and_saves_passes():
    target = make(0)
    found = generate_speculatively(target, copy.deepcopy(target), [1], 20, guesses=4)
    assert found.acceptance == 1.0
    assert found.target_passes == 4
    assert len(found.tokens) == 21


def test_verified_tokens_are_distributed_as_the_target_wants():
    rng = np.random.default_rng(0)
    draft = np.array([[0.6, 0.3, 0.1, 0.0]])
    target = np.array([[0.2, 0.3, 0.1, 0.4], [0.25, 0.25, 0.25, 0.25]])
    counts = np.zeros(4)
    for _ in range(20_000):
        guess = int(rng.choice(4, p=draft[0]))
        counts[verify([guess], draft, target, rng)[0]] += 1
    np.testing.assert_allclose(counts / counts.sum(), target[0], atol=0.012)


def test_sampled_text_is_distributed_as_the_targets():
    target, draft = make(0), make(1, layers=1)
    generator = torch.Generator(0)
    sampler = Sampler(top_k=4)
    found = np.zeros((7, 7))
    for _ in range(800):
        tokens = generate_speculatively(
            target, draft, [1], 2, sampler, guesses=2, generator=generator
        ).tokens
        found[tokens[1], tokens[2]] += 1
    drawn = generate(target, [[1]] * 4000, 2, sampler, generator=generator)
    expected = np.zeros((7, 7))
    np.add.at(expected, tuple(np.array(drawn)[:, 1:].T), 1)
    assert np.abs(found / found.sum() - expected / expected.sum()).sum() < 0.16


@pytest.mark.parametrize(("prompt", "new", "guesses"), [([], 2, 2), ([1], 2, 0), ([1], 24, 2)])
def test_what_cannot_work_is_refused(prompt, new, guesses):
    with pytest.raises(ValueError, match="need a prompt"):
        generate_speculatively(make(0), make(1), prompt, new, guesses=guesses)


def test_modes_are_restored():
    target, draft = make(0).train(), make(1).eval()
    generate_speculatively(target, draft, [1], 3)
    assert target.training
    assert not draft.training
