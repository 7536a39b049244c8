import numpy as np


def sample(seed, power=1.0, n=400):
    draw = np.random.default_rng(seed)
    truth = draw.uniform(0.2, 1, n)
    correct = draw.random(n) < truth
    return truth**power, correct


def cost_of(limit, confidence, correct, wrong, ask):
    asked = confidence < limit
    return ask * asked.mean() + wrong * (~asked & ~correct).mean()


def least(confidence, correct, wrong, ask):
    limits = [0.0, 2.0, *np.nextafter(confidence, 2)]
    return min(cost_of(limit, confidence, correct, wrong, ask)
               for limit in limits)


def check(work, confidence, correct, wrong, ask, what):
    limit, cost = work.best_policy(confidence, correct, wrong, ask)
    want = least(confidence, correct, wrong, ask)
    real = cost_of(limit, confidence, correct, wrong, ask)
    assert abs(real - cost) < 1e-9, (
        f"{what}: the limit {limit:.3f} has the cost {real:.4f}, "
        f"and you say {cost:.4f}")
    assert real <= want + 1e-9, (
        f"{what}: your limit {limit:.3f} costs {real:.4f} a letter, "
        f"and {want:.4f} is possible. A mistake costs {wrong}, a "
        f"question {ask}: how sure must an answer be to stand?")


def test_honest_probabilities(work):
    for seed, (wrong, ask) in enumerate(((10, 1), (3, 1), (50, 2))):
        check(work, *sample(seed), wrong, ask,
              "honest probabilities")


def test_dishonest_probabilities(work):
    for seed, power in ((11, 0.1), (12, 5.0)):
        check(work, *sample(seed, power), 8, 1,
              "the confidence is not the probability of being right; "
              "only the labeled sample knows")


def test_never_and_always(work):
    confidence, correct = sample(21)
    check(work, confidence, np.ones(400, bool), 10, 1, "all right")
    check(work, confidence, np.zeros(400, bool), 10, 1, "all wrong")
    check(work, confidence, correct, 1, 5, "questions cost more")


def test_alarms_where_new_kinds_are_rare(work):
    for prevalence, caught, false in (
            (0.02, 0.3, 0.05), (0.001, 1.0, 0.01), (0.5, 0.8, 0.2)):
        new, old = 1e6 * prevalence, 1e6 * (1 - prevalence)
        want = new * caught / (new * caught + old * false)
        got = work.alarm_precision(prevalence, caught, false)
        assert abs(got - want) < 1e-9, (
            f"of a million letters {new:,.0f} are new; {caught:.0%} "
            f"of them and {false:.0%} of the others raise an alarm, "
            f"so {want:.3f} of the alarms are right; got {got:.3f}"
        )


def test_no_alarms_at_all(work):
    assert work.alarm_precision(0.1, 0.0, 0.0) is None, (
        "without alarms there is no share: return None")
