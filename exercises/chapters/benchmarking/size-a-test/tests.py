from math import comb, exp, isclose


def chance(n, late, share):
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k)
               for k in range(late + 1))


def test_silent_hours(work):
    found = work.hours(1 / 24, 0.05)
    assert abs(found - 71.897) < 0.01, (
        "a day of silence happens with probability 37 % at one false "
        f"alarm a day; 5 % need 71.9 hours, got {found:.1f}"
    )


def test_silence_has_the_risk_as_its_probability(work):
    for rate, risk in ((0.5, 0.01), (3.0, 0.1), (1 / 168, 0.05)):
        found = work.hours(rate, risk)
        assert isclose(exp(-rate * found), risk, rel_tol=1e-6), (
            f"at {rate:.3f} events an hour, {found:.2f} hours without "
            f"one have the probability {exp(-rate * found):.3f}; "
            f"{risk} was asked for"
        )


def test_a_percentile_without_a_late_request(work):
    found = work.queries(0.01, 0, 0.05)
    assert found == 299, (
        f"0.99**n falls below 5 % at n = 299, not at {found}; with "
        "100 requests none is late in 37 % of the cases"
    )


def test_late_requests_cost_more(work):
    for share, late, risk in ((0.01, 1, 0.05), (0.05, 3, 0.1),
                              (0.1, 0, 0.01), (0.01, 10, 0.05)):
        n = work.queries(share, late, risk)
        assert chance(n, late, share) <= risk, (
            f"{n} requests with {late} late: if the true share were "
            f"{share}, that has the probability "
            f"{chance(n, late, share):.3f}, more than {risk}. Have "
            f"you added up 0 to {late} late ones?"
        )
        assert chance(n - 1, late, share) > risk, (
            f"{n - 1} requests would have been enough for {late} late "
            f"ones of {share}"
        )
