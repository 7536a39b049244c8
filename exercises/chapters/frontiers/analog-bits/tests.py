import math

CASES = [(0.1, 0.0, 1.0, 2.0, 8.0), (0.05, 0.01, 0.3, 9.0, 6.0),
         (0.2, 0.003, 2.0, 1.0, 5.0), (0.02, 0.0, 1.0, 4.0, 3.0)]


def deviation(fresh, fixed, biggest, length, k):
    return biggest * length * math.sqrt(fresh**2 / k + fixed**2)


def bits_of(e, wide):
    return math.log2(wide / (e * math.sqrt(12)))


def test_four_reads_halve_fresh_noise(work):
    one = work.error(0.1, 0, 1, 2, 1)
    four = work.error(0.1, 0, 1, 2, 4)
    assert abs(one - 0.2) < 1e-9, f"0.1 * 1 * 2 is 0.2; got {one}"
    assert abs(four - 0.1) < 1e-9, (
        "four reads halve the error: variances are divided by the "
        f"number of reads, not deviations; got {four}"
    )


def test_a_fixed_error_stays(work):
    many = work.error(0.1, 0.03, 1, 2, 10**6)
    assert abs(many - 0.06) < 1e-4, (
        f"a million reads leave the fixed part, 0.06; got {many}"
    )


def test_both_errors_add_as_squares(work):
    for fresh, fixed, biggest, length, _ in CASES:
        for k in (1, 3, 16):
            right = deviation(fresh, fixed, biggest, length, k)
            found = work.error(fresh, fixed, biggest, length, k)
            assert abs(found - right) < 1e-9, (
                f"fresh {fresh}, fixed {fixed}, {k} reads: expected "
                f"{right:.4f}, got {found:.4f}"
            )


def test_reads_are_enough_and_not_too_many(work):
    for fresh, fixed, biggest, length, wide in CASES:
        start = bits_of(deviation(fresh, fixed, biggest, length, 1),
                        wide)
        for more in (-1.0, 0.3, 1.1, 1.9):
            goal = start + more
            k = work.reads_for(goal, fresh, fixed, biggest, length,
                               wide)
            if k is None:
                floor = bits_of(deviation(0, fixed, biggest, length,
                                          1), wide) if fixed else 99
                assert goal >= floor, (
                    f"{goal:.2f} bits can be reached, since the fixed"
                    f" part alone allows {floor:.2f}; got None"
                )
                continue
            have = bits_of(deviation(fresh, fixed, biggest, length,
                                     k), wide)
            assert have >= goal - 1e-6, (
                f"{k} reads give {have:.2f} bits, {goal:.2f} are "
                "asked for. One more bit costs four reads."
            )
            if k > 1:
                less = bits_of(deviation(fresh, fixed, biggest,
                                         length, k - 1), wide)
                assert less < goal, (
                    f"{k - 1} reads already give {less:.2f} bits"
                )


def test_some_bits_cannot_be_read(work):
    found = work.reads_for(9, 0.1, 0.03, 1, 2, 8)
    assert found is None, (
        "the fixed part alone is worth 5.3 bits, so nine bits need "
        f"more than reading; got {found}"
    )


def test_the_converter_is_paid(work):
    full = work.energy(1e-15, 2e-12, 256, 1)
    assert abs(full / 8.8125e-15 - 1) < 1e-6, (
        "1 fJ for the cell and 2 pJ / 256 for its share of the "
        f"conversion: 8.8 fJ; got {full:.3e} J"
    )
    half = work.energy(1e-15, 2e-12, 128, 1)
    assert abs(half / 16.625e-15 - 1) < 1e-6, (
        "a column that is half empty shares its converter among half "
        f"as many cells: 16.6 fJ; got {half:.3e} J"
    )
    four = work.energy(1e-15, 2e-12, 256, 4)
    assert abs(four / full - 4) < 1e-9, (
        f"each read is converted: four times; got {four / full:.2f}"
    )
