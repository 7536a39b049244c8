class Tool:
    """A tool with effects, that times out and errs by a script."""

    def __init__(self, script, limit=500):
        self.script = list(script)      # "ok", "lost", "late", "bad"
        self.limit = limit
        self.calls = []
        self.effects = []
        self.known = {}

    def __call__(self, key, action, hint):
        self.calls.append((key, action, hint))
        if len(self.calls) > self.limit:
            raise RuntimeError(
                f"{self.limit} calls: the loop does not stop. Calls "
                "that time out count against the budget as well.")
        what = self.script.pop(0) if self.script else "ok"
        if what == "lost":              # nothing happened
            raise TimeoutError
        if key not in self.known:
            self.effects.append(action)
            word = "bad" if what == "bad" else "good"
            self.known[key] = f"{word} {action}"
        if what == "late":              # it happened, unconfirmed
            raise TimeoutError
        return self.known[key]


def check(action, result):
    if result == f"good {action}":
        return None
    return f"{action} went wrong"


def test_all_goes_well(work):
    tool = Tool([])
    results, calls = work.run(["a", "b", "c"], tool, check, 10)
    assert list(results) == ["good a", "good b", "good c"], (
        f"three accepted results in order; got {results}"
    )
    assert calls == 3 == len(tool.calls), (
        f"three calls were enough; you made {len(tool.calls)} and "
        f"report {calls}"
    )


def test_a_timeout_has_no_second_effect(work):
    for script in (["ok", "late"], ["late", "late", "ok", "late"]):
        tool = Tool(script)
        results, calls = work.run(["pay", "send"], tool, check, 20)
        assert tool.effects == ["pay", "send"], (
            f"the effects were {tool.effects}: a call that timed out "
            "had been carried out, and was carried out again. Ask "
            "again with the same key."
        )
        assert len(results) == 2, f"two results expected: {results}"


def test_what_was_lost_is_done(work):
    tool = Tool(["lost", "lost", "ok"])
    results, calls = work.run(["pay"], tool, check, 20)
    assert tool.effects == ["pay"] and calls == 3, (
        "two calls were lost before anything happened, so the third "
        f"has to do it; effects {tool.effects}, calls {calls}"
    )


def test_a_rejected_result_needs_a_new_attempt(work):
    tool = Tool(["bad", "late", "ok"])
    results, calls = work.run(["draft"], tool, check, 20)
    assert list(results) == ["good draft"], (
        "the check rejected the first attempt. With the same key the "
        "tool returns the same result for ever: a retry that cannot "
        f"differ repairs nothing. Got {results} in {calls} calls"
    )
    hints = [hint for _, _, hint in tool.calls]
    assert hints[0] is None and hints[1] == "draft went wrong", (
        "the second attempt should be told what was wrong with the "
        f"first; the hints were {hints}"
    )
    assert hints[2] == hints[1], (
        f"after a timeout the hint stays what it was; {hints}"
    )


def test_the_same_action_twice_is_done_twice(work):
    tool = Tool([])
    results, calls = work.run(["pay", "pay"], tool, check, 9)
    assert tool.effects == ["pay", "pay"], (
        "the plan says to pay twice; the tool took the second for a "
        f"repetition of the first. Effects: {tool.effects}"
    )


def test_the_budget_counts_every_call(work):
    tool = Tool(["ok"] + ["lost"] * 400)
    results, calls = work.run(["a", "b"], tool, check, 7)
    assert calls == 7 == len(tool.calls), (
        f"a budget of 7 calls: you made {len(tool.calls)} and report "
        f"{calls}"
    )
    assert list(results) == ["good a"], (
        f"what was accepted before is returned; got {results}"
    )
