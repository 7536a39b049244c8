import numpy as np


class Linear:
    """Scores that are linear in the input, times a scale."""

    def __init__(self, seed, classes, d=30, scale=1.0):
        draw = np.random.default_rng(seed)
        self.w = draw.normal(size=(classes, d))
        self.b = -self.w.sum(1) / 2
        self.scale, self.low, self.high = scale, 1.0, 0.0
        self.x = draw.uniform(0, 1, (300, d))
        self.y = (self.x @ self.w.T + self.b).argmax(1)

    def scores(self, x):
        self.low = min(self.low, float(x.min()))
        self.high = max(self.high, float(x.max()))
        return self.scale * (x @ self.w.T + self.b)

    def gradient(self, x, weights):
        return self.scale * np.asarray(weights) @ self.w

    def exact(self, eps):
        """Robust accuracy by the best point of the box."""
        low = np.maximum(self.x - eps, 0)
        high = np.minimum(self.x + eps, 1)
        right = np.ones(len(self.x), bool)
        for j in range(len(self.w)):
            v = self.w[j] - self.w[self.y]
            at = np.where(v > 0, high, low)
            lead = (v * at).sum(1) + self.b[j] - self.b[self.y]
            right &= (lead < 0) | (self.y == j)
        return float(right.mean())


def test_two_classes_are_exact(work):
    model = Linear(1, 2)
    for eps in (0.0, 0.01, 0.05, 0.2):
        got = work.robust_accuracy(model, model.x, model.y, eps)
        want = model.exact(eps)
        assert abs(got - want) < 1e-9, (
            f"eps {eps}: a share of {want:.3f} can withstand every "
            f"change, you found {got:.3f}. Random changes find the "
            "average case, signs of the gradient the worst one."
        )


def test_the_scale_of_the_scores_does_not_matter(work):
    for scale in (1e-3, 1e3, 1e6):
        model = Linear(2, 2, scale=scale)
        got = work.robust_accuracy(model, model.x, model.y, 0.05)
        want = model.exact(0.05)
        assert abs(got - want) < 1e-9, (
            f"all scores times {scale:g}: every answer is as before, "
            f"so the robust accuracy is {want:.3f}; you report "
            f"{got:.3f}. Look at your gradient: is it zero?"
        )


def test_many_classes_are_exact(work):
    model = Linear(3, 7)
    for eps in (0.01, 0.03, 0.08):
        got = work.robust_accuracy(model, model.x, model.y, eps)
        want = model.exact(eps)
        assert abs(got - want) < 1e-9, (
            f"eps {eps}, 7 classes: {want:.3f} withstand every "
            f"change, you found {got:.3f}. Is the second class now "
            "always the one that is easiest to reach?"
        )


def test_changes_stay_in_the_box(work):
    model = Linear(4, 3)
    for eps in (0.02, 0.3):
        changed = np.asarray(
            work.worst_inputs(model, model.x, model.y, eps))
        far = np.abs(changed - model.x).max()
        assert far <= eps + 1e-12, (
            f"a change of {far:.3f} where {eps} was allowed")
        assert changed.min() >= 0 and changed.max() <= 1, (
            "a changed input leaves [0, 1]; no camera produces it")


def test_wrong_answers_without_attack_count(work):
    model = Linear(5, 3)
    y = model.y.copy()
    y[:30] = (y[:30] + 1) % 3
    got = work.robust_accuracy(model, model.x, y, 0.0)
    assert abs(got - 0.9) < 1e-9, (
        "30 of 300 labels differ from the answers, and nothing is "
        f"attacked: expected 0.9, got {got:.3f}"
    )
