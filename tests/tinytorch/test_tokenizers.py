import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytorch.tokenizers import BPETokenizer, CharTokenizer
from tinytorch.tokenizers.bpe import _WORD
from tinytorch.tokenizers.merges import learn_merges, merge_pair

CORPUS = "the cat sat on the mat, the cat's hat; 2024 and 2025.\n\n  That is the end<|end|>. " * 3
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
near = st.text("the cats'on \n\t2,<|>é漢🙂_", max_size=60)


@pytest.fixture(scope="module")
def bpe():
    return BPETokenizer.train(CORPUS, 300, specials=["<|end|>", "<|end|>more"])


@given(data=text)
def test_characters_round_trip(data):
    tokenizer = CharTokenizer.train(data + "x")
    assert tokenizer.decode(tokenizer.encode(data)) == data


def test_an_unknown_character_is_named_with_its_position():
    with pytest.raises(ValueError, match="'c' at position 2"):
        CharTokenizer("ab").encode("abc")


@pytest.mark.parametrize("alphabet", ["", "aa"])
def test_a_bad_alphabet_is_refused(alphabet):
    with pytest.raises(ValueError, match="alphabet"):
        CharTokenizer(alphabet)


@pytest.mark.parametrize("token", [-1, 2])
def test_ids_outside_of_the_vocabulary_are_refused(token, bpe):
    with pytest.raises(IndexError, match="vocabulary"):
        CharTokenizer("ab").decode([token])
    with pytest.raises(IndexError, match="vocabulary"):
        bpe.decode([token if token < 0 else bpe.vocab_size])


@given(data=text | near)
def test_bpe_round_trips_every_string(bpe, data):
    for specials in (True, False):
        ids = bpe.encode(data, specials)
        assert bpe.decode(ids) == data
        assert all(0 <= token < bpe.vocab_size for token in ids)


@given(data=text | near)
def test_the_cut_into_words_loses_nothing(data):
    assert "".join(_WORD.findall(data)) == data


@given(ids=st.lists(st.integers(0, 299), max_size=20))
def test_any_ids_decode_to_some_text(bpe, ids):
    assert isinstance(bpe.decode([i % bpe.vocab_size for i in ids]), str)


def test_merging_is_worth_it(bpe):
    assert len(bpe.encode(CORPUS)) < 0.6 * len(CORPUS.encode())
    assert b" the" in [bpe.token(i) for i in range(bpe.vocab_size)]


def test_special_tokens_are_one_id_and_only_where_allowed(bpe):
    end = bpe.vocab_size - 2
    assert bpe.encode("a<|end|>b")[1] == end
    assert bpe.encode("<|end|>more") == [end + 1]
    assert end not in bpe.encode("a<|end|>b", specials=False)


def test_no_token_crosses_words_or_specials(bpe):
    merged = [bpe.token(i) for i in range(256, 256 + len(bpe.merges))]
    assert not [piece for piece in merged if b" " in piece[1:] and piece.strip()]
    assert not [piece for piece in merged if b"<|end" in piece]


def test_the_textbook_example():
    # Sennrich et al., 2016, figure 1: low lowest newer wider; the first merges join e-r, l-o, lo-w.
    words = {b"low": 5, b"lowest": 2, b"newer": 6, b"wider": 3}
    merges = learn_merges(words, 3)
    pieces = [bytes([i]) for i in range(256)]
    for left, right in merges:
        pieces.append(pieces[left] + pieces[right])
    assert pieces[256:] == [b"er", b"lo", b"low"]


def naive_merges(words, number):
    spelled = {word: list(word) for word in words}
    merges = []
    for k in range(number):
        counts = {}
        for word, tokens in spelled.items():
            for pair in pairwise(tokens):
                counts[pair] = counts.get(pair, 0) + words[word]
        if not counts or max(counts.values()) < 2:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        merges.append(best)
        spelled = {word: merge_pair(t, best, 256 + k) for word, t in spelled.items()}
    return merges


@given(
    words=st.dictionaries(
        st.binary(min_size=1, max_size=8).map(lambda b: bytes(x % 3 for x in b)),
        st.integers(1, 5),
        max_size=8,
    )
)
def test_corrected_counts_give_the_same_merges_as_counting_anew(words):
    assert learn_merges(words, 12) == naive_merges(words, 12)


def test_training_does_not_depend_on_the_order_of_words():
    words = [(word.encode(), 1 + len(word) % 3) for word in set(CORPUS.split(" "))]
    shuffled = random.Random(0).sample(words, len(words))
    assert learn_merges(dict(words), 40) == learn_merges(dict(shuffled), 40)


def test_training_stops_when_nothing_repeats():
    assert BPETokenizer.train("abc", 1000).vocab_size == 256


def test_a_vocabulary_smaller_than_the_bytes_is_refused():
    with pytest.raises(ValueError, match="take 257"):
        BPETokenizer.train("abc", 256, specials=["<|end|>"])


@pytest.mark.parametrize("merges", [[(256, 0)], [(0, -1)]])
def test_a_merge_of_tokens_that_do_not_exist_is_refused(merges):
    with pytest.raises(ValueError, match="merge 0"):
        BPETokenizer(merges)


@pytest.mark.parametrize("specials", [["a", "a"], [""]])
def test_bad_specials_are_refused(specials):
    with pytest.raises(ValueError, match="special"):
        BPETokenizer([], specials)


def test_both_tokenizers_are_saved_and_loaded(tmp_path, bpe):
    path = bpe.save(tmp_path / "bpe.json")
    assert BPETokenizer.load(path).encode(CORPUS) == bpe.encode(CORPUS)
    with pytest.raises(ValueError, match="no character tokenizer"):
        CharTokenizer.load(path)
    path = CharTokenizer.train(CORPUS).save(tmp_path / "char.json")
    assert CharTokenizer.load(path).alphabet == CharTokenizer.train(CORPUS).alphabet
    with pytest.raises(ValueError, match="no BPE"):
        BPETokenizer.load(path)
