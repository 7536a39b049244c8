import random


def drawn(seed):
    rng = random.Random(seed)
    sizes = [rng.randrange(3, 900) for _ in range(rng.randrange(3, 6))]
    return list(zip(sizes, sizes[1:])), rng.randrange(2, 500)


def test_the_weights_of_the_letter_predictor(work):
    found = work.weights([(256, 336), (336, 79)])
    assert found == 112_560, (
        "a matrix of n inputs and m outputs has n times m weights: "
        f"expected 112,560 in all, got {found:,}. Biases are left out."
    )


def test_a_step_goes_forward_and_backward(work):
    for seed in range(6):
        layers, batch = drawn(seed)
        count = sum(n * m for n, m in layers) * batch
        found = work.step_flops(layers, batch)
        assert found != 2 * count, (
            f"{found:,} is the forward pass alone. The backward pass "
            "computes two more products of the same size."
        )
        assert found != 3 * count, (
            f"{found:,} counts a multiplication and its addition as "
            "one. FLOP counts both."
        )
        assert found == 6 * count, (
            f"expected 6 x {count:,} for {layers} and batch {batch}, "
            f"got {found:,}. Three products, two operations each."
        )


def test_the_budget_is_not_exceeded(work):
    for seed in range(6):
        layers, batch = drawn(seed + 50)
        step = 6 * sum(n * m for n, m in layers) * batch
        for steps in (1, 17, 400):
            found = work.steps_within(layers, batch, step * steps)
            assert found == steps, (
                f"the budget of exactly {steps} steps gave {found}"
            )
            found = work.steps_within(layers, batch, step * steps - 1)
            assert found == steps - 1, (
                f"one operation less than {steps} steps need buys "
                f"{steps - 1} whole steps, not {found}"
            )


def test_the_example_of_the_text(work):
    found = work.steps_within([(256, 336), (336, 79)], 256, 1e11)
    assert found == 578, f"expected 578 steps, got {found}"
