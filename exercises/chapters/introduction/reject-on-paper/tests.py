import random


def layer(kind, places, taps, ins, outs):
    return dict(kind=kind, places=places, taps=taps, ins=ins,
                outs=outs)


def spotter(filters=64):
    layers = [layer("dense", 125, 40, 1, filters)]
    for _ in range(4):
        layers.append(layer("depthwise", 125, 9, filters, filters))
        layers.append(layer("dense", 125, 1, filters, filters))
    return layers + [layer("dense", 1, 1, filters, 12)]


YEAR = 365 * 24 * 3600
COIN = dict(memory=256_000, rate=160e6, deadline=0.5, watts=10e-3,
            checks=10, joules=0.225 * 3 * 3600, life=YEAR)


def test_the_spotter_is_counted_as_in_the_text(work):
    macs, weights, memory = work.count(spotter())
    assert weights == 22_016, (
        f"expected 22,016 weights, got {weights:,}. A depthwise "
        "layer has one small window a channel, not one a pair."
    )
    assert macs == 2_656_768, (
        f"expected 2,656,768 multiplications, got {macs:,}. Weights "
        "are used once at every place."
    )
    assert memory == 38_016, (
        f"expected 38,016 bytes, got {memory:,}: weights and two "
        "buffers of the largest output"
    )


def test_any_network(work):
    rng = random.Random(3)
    for _ in range(8):
        p, t, c, o = (rng.randrange(2, 60) for _ in range(4))
        layers = [layer("dense", p, t, c, o),
                  layer("depthwise", p + 3, t + 1, o, o)]
        macs = p * t * c * o + (p + 3) * (t + 1) * o
        weights = t * c * o + (t + 1) * o
        memory = weights + 2 * (p + 3) * o
        found = tuple(work.count(layers))
        assert found == (macs, weights, memory), (
            f"for {layers} expected {(macs, weights, memory)}, "
            f"got {found}"
        )


def test_the_coin_cell_is_too_small(work):
    found = list(work.broken(spotter(), COIN))
    assert found == ["energy"], (
        "ten checks a second take about 1.7 mW on average, and the "
        f"cell gives 77 uW for a year; expected ['energy'], {found}"
    )


def test_a_wearable_that_is_charged_is_not(work):
    daily = dict(COIN, joules=0.06 * 3.7 * 3600, life=86_400)
    found = list(work.broken(spotter(), daily))
    assert found == [], (
        "at the bound the wearable needs 18 % of its cell a day, so "
        f"nothing rejects it; you reject it for {found}. Its average "
        "power counts, not its power while awake."
    )


def test_a_bound_rejects_only_what_is_impossible(work):
    seconds = 2_656_768 / 160e6
    rich = dict(COIN, joules=1e9)
    exact = dict(rich, deadline=seconds, memory=38_016)
    assert list(work.broken(spotter(), exact)) == [], (
        "a design that just reaches a limit keeps it; a bound has no "
        "margin of safety in it"
    )
    late = dict(rich, deadline=0.999 * seconds)
    assert list(work.broken(spotter(), late)) == ["time"], (
        "no implementation can finish before macs / rate"
    )
    small = dict(rich, memory=38_015)
    assert list(work.broken(spotter(), small)) == ["memory"], (
        "one byte is missing, so the network does not fit"
    )


def test_all_limits_are_named_in_order(work):
    poor = dict(COIN, memory=1000, deadline=1e-6)
    found = list(work.broken(spotter(), poor))
    assert found == ["memory", "time", "energy"], (
        f"this device keeps no limit at all; you name {found}"
    )
