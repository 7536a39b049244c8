import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tinytorch as torch
from tinytorch.generation import Sampler, generate, stream
from tinytorch.models.gpt import GPT, GPTConfig

logits = hnp.arrays("f4", (2, 9), elements=st.floats(-20, 20, width=32))
prompts = st.lists(st.lists(st.integers(0, 10), min_size=1, max_size=6), min_size=1, max_size=3)


def make(**options):
    torch.manual_seed(0)
    model = GPT(GPTConfig(vocab_size=11, block_size=8, n_layer=2, n_head=2, n_embd=16, **options))
    for p in model.parameters():  # GPT-2's small start makes all tokens nearly equal
        p.array[...] += 0.3 * torch.randn(*p.shape).array
    return model


@pytest.fixture(scope="module")
def model():
    return make()


@given(logits, st.floats(0.1, 5), st.integers(1, 12), st.floats(0.01, 1))
def test_probabilities_are_a_distribution_over_the_likeliest(z, temperature, k, p):
    sampler = Sampler(temperature, top_k=k, top_p=p)
    found = sampler.probabilities(z)
    np.testing.assert_allclose(found.sum(1), 1, rtol=1e-9)
    for row, scores in zip(found, z, strict=True):
        kept = row > 0
        assert 1 <= kept.sum() <= k
        if not kept.all():
            assert scores[kept].min() >= scores[~kept].max()


@given(logits)
def test_a_temperature_is_a_softmax_and_zero_is_greedy(z):
    e = np.exp(z.astype(np.float64) / 2)
    np.testing.assert_allclose(
        Sampler(2.0).probabilities(z), e / e.sum(1, keepdims=True), rtol=1e-6, atol=1e-12
    )
    np.testing.assert_array_equal(Sampler(0).choose(z), z.argmax(1))


def test_top_p_keeps_the_fewest_tokens_that_hold_it():
    z = np.log(np.array([[0.5, 0.3, 0.15, 0.05]]))
    counts = [(Sampler(top_p=p).probabilities(z) > 0).sum() for p in (0.4, 0.5, 0.6, 0.85, 1.0)]
    assert counts == [1, 1, 2, 3, 4]


def test_draws_follow_the_probabilities():
    z = np.log(np.array([[0.7, 0.2, 0.1]])).repeat(6000, 0)
    drawn = Sampler().choose(z, torch.Generator(0))
    np.testing.assert_allclose(np.bincount(drawn) / 6000, [0.7, 0.2, 0.1], atol=0.02)


@pytest.mark.parametrize("bad", [{"temperature": -1}, {"top_k": 0}, {"top_p": 0}, {"top_p": 1.1}])
def test_settings_have_ranges(bad):
    with pytest.raises(ValueError, match=next(iter(bad))):
        Sampler(**bad)


def test_logits_that_are_no_numbers_are_an_error():
    with pytest.raises(ValueError, match="not finite"):
        Sampler().choose(np.array([[np.nan, 0.0]]))


@pytest.mark.parametrize("options", [{}, {"rotary": True}, {"n_kv_head": 1}])
@given(prompts=prompts)
@settings(max_examples=15)
def test_the_cache_changes_nothing_also_beyond_the_context(options, prompts):
    model = make(**options)
    greedy = Sampler(temperature=0)
    with_cache = generate(model, prompts, 14, greedy)
    assert with_cache == generate(model, prompts, 14, greedy, use_cache=False)


@given(prompts=prompts)
@settings(max_examples=15)
def test_rows_of_a_batch_are_continued_as_if_alone(model, prompts):
    greedy = Sampler(temperature=0)
    alone = [generate(model, [p], 12, greedy)[0] for p in prompts]
    assert generate(model, prompts, 12, greedy) == alone


def test_the_same_seed_gives_the_same_text(model):
    texts = [generate(model, [[1, 2]], 20, generator=torch.Generator(s))[0] for s in (5, 5, 6)]
    assert texts[0] == texts[1] != texts[2]


def test_a_stop_token_ends_its_row_only(model):
    greedy = Sampler(temperature=0)
    free = generate(model, [[1], [2]], 6, greedy)
    stop = free[0][2]
    first, second = generate(model, [[1], [2]], 6, greedy, stop_token=stop)
    assert first == free[0][: free[0].index(stop, 1) + 1]
    expected = free[1][: free[1].index(stop, 1) + 1] if stop in free[1][1:] else free[1]
    assert second == expected


def test_a_stream_yields_what_generate_adds(model):
    greedy = Sampler(temperature=0)
    (whole,) = generate(model, [[3, 4]], 12, greedy)
    assert list(stream(model, [3, 4], 12, greedy)) == whole[2:]
    stopped = list(stream(model, [3, 4], 12, greedy, stop_token=whole[4]))
    assert stopped == whole[2 : whole.index(whole[4], 2) + 1]


def test_a_tensor_of_prompts_and_no_new_tokens(model):
    assert generate(model, torch.tensor([[1, 2], [3, 4]]), 0) == [[1, 2], [3, 4]]


@pytest.mark.parametrize("bad", [[], [[]], [[1], []]])
def test_prompts_must_not_be_empty(model, bad):
    with pytest.raises(ValueError, match="at least one token"):
        generate(model, bad, 3)
    with pytest.raises(ValueError, match="at least one token"):
        list(stream(model, [], 3))


def test_the_mode_is_restored_also_after_an_error(model):
    model.train()
    generate(model, [[1]], 2)
    assert model.training
    with pytest.raises(IndexError):
        generate(model, [[99]], 2)
    assert model.training
