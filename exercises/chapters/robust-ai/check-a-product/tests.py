import numpy as np


def case(seed, m=40, k=96, n=24, scale=1.0):
    draw = np.random.default_rng(seed)
    a = draw.normal(0, scale, (m, k)).astype(np.float32)
    w = draw.normal(0, 0.2, (n, k)).astype(np.float32)
    return draw, a, w, a @ w.T, draw.uniform(1, 2, n)


def limit(a, w, v):
    size = np.abs(a).astype(float) @ (v @ np.abs(w).astype(float))
    return w.shape[1] * 2.0**-24 * size


def test_correct_products_raise_no_alarm(work):
    for seed, scale in enumerate((1e-6, 1.0, 1e6)):
        _, a, w, c, v = case(seed, scale=scale)
        got = np.asarray(work.alarms(a, c, v, work.prepare(w, v)))
        assert got.shape == (len(a),), (
            f"one answer for each of {len(a)} rows, got {got.shape}")
        assert not got.any(), (
            f"values of about {scale:g}: {got.sum()} of {len(a)} "
            "correct rows raise an alarm. float32 rounds each sum; "
            "by how much may a row of this size differ?"
        )


def test_errors_raise_an_alarm_at_every_scale(work):
    for seed, scale in enumerate((1e-6, 1.0, 1e6)):
        draw, a, w, c, v = case(10 + seed, scale=scale)
        bad, at = c.copy(), draw.integers(0, len(w), len(a))
        rows = np.arange(0, len(a), 2)
        step = 10 * limit(a, w, v)
        bad[rows, at[rows]] += step[rows].astype(np.float32)
        got = np.asarray(work.alarms(a, bad, v, work.prepare(w, v)))
        assert got[rows].all(), (
            f"values of about {scale:g}: an error of ten times the "
            f"tolerance passes in {(~got[rows]).sum()} of "
            f"{len(rows)} rows. Does your tolerance follow the row?"
        )
        assert not got[rows + 1].any(), (
            "rows without an error raise an alarm as well")


def test_an_invalid_number_raises_an_alarm(work):
    _, a, w, c, v = case(20)
    bad = c.copy()
    bad[3, 5], bad[8, 1] = np.nan, np.inf
    got = np.asarray(work.alarms(a, bad, v, work.prepare(w, v)))
    assert got[3] and got[8], (
        "row 3 holds nan and row 8 inf, and they raise no alarm. "
        "What does a comparison with nan give?"
    )


def test_a_weight_that_changed_later_is_noticed(work):
    _, a, w, _, v = case(21)
    stored = work.prepare(w, v)
    w.view(np.uint32)[7, 11] ^= np.uint32(1 << 30)
    with np.errstate(all="ignore"):
        c = a @ w.T
        got = np.asarray(work.alarms(a, c, v, stored))
    assert got.all(), (
        "a bit of one weight flipped after `prepare`, and "
        f"{(~got).sum()} rows pass. The product is now exactly what "
        "the wrong weights give: what do you compare it with?"
    )


def test_exchanged_values_are_noticed(work):
    _, a, w, c, v = case(22)
    bad = c.copy()
    bad[:, [2, 9]] = c[:, [9, 2]]
    got = np.asarray(work.alarms(a, bad, v, work.prepare(w, v)))
    assert got.mean() > 0.8, (
        "columns 2 and 9 were exchanged, and most rows pass. The "
        "vector v is there to tell the columns apart"
    )


def test_little_is_stored(work):
    _, _, w, _, v = case(23)
    stored = work.prepare(w, v)
    parts = stored if isinstance(stored, (tuple, list)) else [stored]
    if isinstance(stored, dict):
        parts = list(stored.values())
    numbers = sum(np.size(part) for part in parts)
    assert numbers <= 4 * w.shape[1], (
        f"{numbers} numbers are stored for {w.size} weights; at most "
        f"{4 * w.shape[1]} are needed"
    )
