import numpy as np

SMALL = {"weights": 8e9, "tokens": 15e12}
BIG = {"weights": 70e9, "tokens": 15e12}


def drawn(count=40):
    draw = np.random.default_rng(5)
    for _ in range(count):
        small = {"weights": 10 ** draw.uniform(8, 10),
                 "tokens": 10 ** draw.uniform(11, 14)}
        big = {"weights": small["weights"] * draw.uniform(2, 40),
               "tokens": 10 ** draw.uniform(11, 13.5)}
        yield small, big, int(draw.integers(1, 60)), int(
            draw.integers(50, 4000))


def cost(model, attempts, answer, questions):
    return model["weights"] * (6 * model["tokens"]
                               + 2 * attempts * answer * questions)


def test_total_counts_training_and_use(work):
    for small, big, k, answer in drawn():
        for questions in (0, 1, 1e6, 1e12):
            right = cost(small, k, answer, questions)
            found = work.total(small, k, answer, questions)
            assert abs(found / right - 1) < 1e-9, (
                f"{questions:.0e} questions of {k} attempts: expected"
                f" {right:.4e} operations, got {found:.4e}. Training "
                "is paid once, every attempt at every question."
            )


def test_the_example(work):
    few, at, many = work.cheaper(SMALL, BIG, 16, 1000)
    assert (few, many) == ("small", "big"), (
        "the small model starts cheaper and 16 attempts rise more "
        f"steeply; got {few!r} and {many!r}"
    )
    assert at is not None and abs(at / 4.8103e10 - 1) < 1e-3, (
        f"the lines cross at 4.81e10 questions; got {at}"
    )


def test_sometimes_there_is_no_crossing(work):
    found = work.cheaper(SMALL, BIG, 8, 1000)
    assert tuple(found) == ("small", None, "small"), (
        "eight attempts of 8e9 weights cost less than one of 70e9, "
        f"so small is always cheaper; got {found}"
    )


def test_a_small_model_that_was_trained_for_long(work):
    small = {"weights": 8e9, "tokens": 150e12}
    few, at, many = work.cheaper(small, BIG, 4, 1000)
    assert (few, many) == ("big", "small"), (
        "this small model cost more to train than the big one and "
        f"less to use; got {few!r} first and {many!r} beyond"
    )


def test_named_models_are_the_cheaper_ones(work):
    for small, big, k, answer in drawn():
        few, at, many = work.cheaper(small, big, k, answer)
        points = [(0, few), (1e30, many)] if at is None else [
            (at / 2, few), (at * 2, many)]
        for questions, name in points:
            a = cost(small, k, answer, questions)
            b = cost(big, 1, answer, questions)
            best = "small" if a < b else "big"
            assert name == best, (
                f"at {questions:.2e} questions the {best} model is "
                f"cheaper ({min(a, b):.3e} operations), not {name}"
            )
