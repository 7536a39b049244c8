"""Record PyTorch's results for every shared case: run with an interpreter that has torch.

    python tests/tinytorch/make_fixtures.py

Writes `fixtures/pytorch.npz`: for each case the output and the gradient by each input for the weights
`weights_for` (float64, then stored as float32 to stay small; compared to 1e-5).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from gradient_cases import CASES, weights_for
from module_cases import run_all

HERE = Path(__file__).parent / "fixtures"


def record() -> dict[str, np.ndarray]:
    import torch  # only this script and the live comparison need it
    import torch.nn.functional as functional

    found = {}
    for case in CASES:
        if case.ours:
            continue
        inputs = [torch.from_numpy(a.copy()).requires_grad_() for a in case.make()]
        out = case.call(functional, torch, *inputs)
        out.backward(torch.from_numpy(weights_for(tuple(out.shape))))
        found[f"{case.name}/out"] = out.detach().numpy().astype(np.float32)
        for i, x in enumerate(inputs):
            grad = np.zeros(x.shape) if x.grad is None else x.grad.numpy()
            found[f"{case.name}/grad{i}"] = grad.astype(np.float32)
    found |= {k: v.astype(np.float32) for k, v in run_all(torch).items()}
    found["version"] = np.array(torch.__version__)
    return found


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    np.savez_compressed(HERE / "pytorch.npz", **record())
    print((HERE / "pytorch.npz").stat().st_size, "bytes")
