MOMENTS = {"sgd": 0, "momentum": 4, "adam": 8}
CASES = [(n, o, m) for n in (12_345, 10**6, 8_030_000_000)
         for o in MOMENTS for m in (False, True)]


def right(n, optimizer, mixed):
    return n * (8 + MOMENTS[optimizer])


def test_the_example(work):
    found = work.state_bytes(10**9, "adam", True)
    assert found == 16 * 10**9, (
        "2 for the weight, 2 for the gradient, 4 for the master copy "
        f"and 8 for Adam make 16 bytes a parameter; got {found / 1e9}"
    )
    found = work.largest_batch(80 * 10**9, 10**9, "adam", True,
                               2 * 10**9)
    assert found == 28, (
        f"(72 - 16) / 2 = 28 examples fit; got {found}. Is a tenth "
        "of the memory free?"
    )


def test_gradients_and_moments_are_counted(work):
    for n, optimizer, mixed in CASES:
        if mixed:
            continue
        found = work.state_bytes(n, optimizer, mixed)
        assert found == right(n, optimizer, mixed), (
            f"{n} parameters, {optimizer}, 32 bits: expected "
            f"{right(n, optimizer, mixed)} bytes, got {found}. "
            "Inference needs the weights alone; training needs a "
            "gradient and the optimizer's numbers for each of them."
        )


def test_mixed_precision_keeps_a_master_copy(work):
    for n, optimizer, mixed in CASES:
        if not mixed:
            continue
        found = work.state_bytes(n, optimizer, mixed)
        assert found == right(n, optimizer, mixed), (
            f"{n} parameters, {optimizer}, mixed: expected "
            f"{right(n, optimizer, mixed)} bytes, got {found}. "
            "Sixteen bits do not halve the state: the changes need a "
            "32-bit copy, and the optimizer keeps 32 bits."
        )


def test_activations_take_what_is_left(work):
    for memory, n, example in ((10**9, 10**6, 3 * 10**6),
                               (8 * 10**9, 11 * 10**7, 51_904_512)):
        for optimizer in MOMENTS:
            left = 9 * memory // 10 - right(n, optimizer, True)
            found = work.largest_batch(memory, n, optimizer, True,
                                       example)
            assert found == left // example, (
                f"{left} bytes are left for examples of {example}: "
                f"expected {left // example}, got {found}"
            )


def test_no_batch_makes_room_for_state(work):
    found = work.largest_batch(80 * 10**9, 8_030_000_000, "adam",
                               True, 10**6)
    assert found == 0, (
        "the state of 8.03e9 parameters takes 128 GB of 80, so no "
        f"batch fits, not even one of a single example; got {found}"
    )
