"""Words as bytes, with counts, become a list of merges: the training of byte-pair encoding.

Begin with one token a byte. Count all pairs of neighbors; merge the most frequent pair everywhere
into one new token; repeat. A merge changes only the words that contain the pair, so the counts are
corrected for those words and not counted anew: training 1,000 merges on a megabyte of text takes
seconds instead of hours.

Source: R. Sennrich, B. Haddow, A. Birch, "Neural Machine Translation of Rare Words with Subword
Units", ACL 2016; on bytes as in A. Radford et al., "Language Models are Unsupervised Multitask
Learners", 2019.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

Pair = tuple[int, int]


def merge_pair(tokens: list[int], pair: Pair, merged: int) -> list[int]:
    """Return ``tokens`` with each ``pair`` of neighbors, taken from the left, replaced."""
    out: list[int] = []
    i = 0
    while i < len(tokens):
        if i + 1 < len(tokens) and (tokens[i], tokens[i + 1]) == pair:
            out.append(merged)
            i += 2
        else:
            out.append(tokens[i])
            i += 1
    return out


def learn_merges(words: Mapping[bytes, int], number: int) -> list[Pair]:
    """Return up to ``number`` merges; merge ``k`` makes token ``256 + k`` out of two older ones.

    ``words`` maps a word to how often it occurs. Equally frequent pairs are merged in the order of
    their ids, so the result does not depend on the order of ``words``. Stops early when no pair
    occurs twice, since such a merge would only memorize one place.
    """
    spelled = [list(word) for word in words]
    counts = list(words.values())
    pairs: Counter[Pair] = Counter()
    where: defaultdict[Pair, set[int]] = defaultdict(set)

    def count(word: int, sign: int) -> None:
        for pair in pairwise(spelled[word]):
            pairs[pair] += sign * counts[word]
            where[pair].add(word)

    for word in range(len(spelled)):
        count(word, +1)
    merges: list[Pair] = []
    while len(merges) < number and pairs:
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        if pairs[best] < 2:
            break
        merges.append(best)
        # `where` may name words that have lost the pair since; merging those changes nothing.
        for word in where.pop(best):
            count(word, -1)
            spelled[word] = merge_pair(spelled[word], best, 255 + len(merges))
            count(word, +1)
        where.pop(best, None)
        pairs = +pairs  # drops the pairs that no longer occur
    return merges
