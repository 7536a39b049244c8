import numpy as np


def walk(step, gradients, w, **more):
    state = {}
    for g in gradients:
        w = step(w, g, state, **more)
    return w


def right(w, g, s, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    s["t"] = s.get("t", 0) + 1
    s["m"] = betas[0] * s.get("m", 0) + (1 - betas[0]) * g
    s["v"] = betas[1] * s.get("v", 0) + (1 - betas[1]) * g**2
    m = s["m"] / (1 - betas[0] ** s["t"])
    v = s["v"] / (1 - betas[1] ** s["t"])
    return w - lr * decay * w - lr * m / (np.sqrt(v) + eps)


def drawn(seed, steps=12, size=6):
    draw = np.random.default_rng(seed)
    scale = 10.0 ** draw.uniform(-4, 2, size)
    return (draw.standard_normal((steps, size)) * scale,
            draw.standard_normal(size))


def test_the_first_step_has_the_length_of_the_rate(work):
    for size in (2e-3, 5.0, 300.0):
        found = work.step(np.array([1.0]), np.array([size]), {},
                          lr=0.1)
        assert np.allclose(found, 0.9, atol=1e-4), (
            f"the first step with a gradient of {size} goes from 1 to "
            f"{found[0]:.4f}; expected 0.9. Without the corrections "
            "for the start at zero it is 3.16 times as long."
        )


def test_many_steps(work):
    for seed in range(4):
        gradients, w = drawn(seed)
        found = walk(work.step, gradients, w, lr=0.01)
        want = walk(right, gradients, w, lr=0.01)
        assert np.allclose(found, want, atol=1e-7), (
            f"after 12 steps expected {want.round(4)}, got "
            f"{np.round(found, 4)}. Is the count of steps kept?"
        )


def test_the_scale_of_the_loss_does_not_matter(work):
    gradients, w = drawn(7)
    gradients = gradients + np.sign(gradients)
    one = walk(work.step, gradients, w, lr=0.01)
    many = walk(work.step, 1000 * gradients, w, lr=0.01)
    assert np.allclose(one, many, atol=1e-6), (
        "a loss that is 1,000 times as large must lead to the same "
        f"weights; they differ by {abs(one - many).max():.2e}"
    )


def test_decay_is_decoupled(work):
    gradients, w = drawn(5)
    w = w + 3
    found = walk(work.step, gradients, w, lr=0.01, decay=0.5)
    want = walk(right, gradients, w, lr=0.01, decay=0.5)
    assert np.allclose(found, want, atol=1e-7), (
        "with decay the weights are off by "
        f"{abs(found - want).max():.2e}. Added to the gradient, "
        "the decay is divided by the root of v, and weights with "
        "large gradients hardly decay."
    )


def test_inputs_stay(work):
    gradients, w = drawn(6)
    before, g = w.copy(), gradients[0].copy()
    work.step(w, gradients[0], {}, lr=0.1, decay=0.1)
    assert (w == before).all() and (g == gradients[0]).all(), (
        "return new weights; w and g belong to the caller"
    )
