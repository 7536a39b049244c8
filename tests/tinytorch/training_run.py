"""A small training run with everything that has state; run as a script, it can be made to die.

    python training_run.py FOLDER DIE_AT_STEP OUTPUT

`test_trainer.py` compares a run that was killed and resumed with one that was not.
"""

import os
import signal
import sys

import numpy as np

import tinytorch as torch
from tinytorch import nn, optim
from tinytorch.amp import GradScaler
from tinytorch.callbacks import Callback
from tinytorch.checkpoint import Checkpoints
from tinytorch.trainer import Trainer
from tinytorch.utils.data import DataLoader, TensorDataset


class Noise(nn.Module):
    """Draws from the default generator at each step, as dropout does."""

    def forward(self, x):
        return x * torch.bernoulli(torch.full(x.shape, 0.9)) if self.training else x


class Decay:
    """A schedule with a state of its own."""

    def __init__(self, optimizer):
        self.optimizer, self.count = optimizer, 0

    def step(self):
        self.count += 1
        self.optimizer.param_groups[0]["lr"] = 0.05 / (1 + 0.1 * self.count)

    def state_dict(self):
        return {"count": self.count}

    def load_state_dict(self, state):
        self.count = state["count"]


class Die(Callback):
    """Kills this process, as kill -9 does, right after a step and before its checkpoint."""

    def __init__(self, at):
        self.at = at

    def on_step(self, trainer, metrics):
        if trainer.step == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def data():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((30, 4)).astype(np.float32)
    return TensorDataset(torch.tensor(x), torch.tensor((x[:, 0] > 0).astype(np.int64)))


def make(folder, *callbacks, seed=1):
    torch.manual_seed(seed)
    order = torch.Generator(seed)
    loader = DataLoader(data(), 4, shuffle=True, generator=order, num_workers=1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), Noise(), nn.Linear(8, 2))
    optimizer = optim.AdamW(model.parameters(), lr=0.05)
    trainer = Trainer(
        model,
        optimizer,
        nn.CrossEntropyLoss(),
        scheduler=Decay(optimizer),
        scaler=GradScaler(init_scale=2.0**10, growth_interval=3),
        accumulate=3,
        clip_norm=1.0,
        callbacks=callbacks,
        checkpoints=Checkpoints(folder),
        checkpoint_every=2,
        generators={"order": order},
    )
    return trainer, loader


def run(folder, *callbacks, epochs=4, seed=1):
    trainer, loader = make(folder, *callbacks, seed=seed)
    trainer.resume(loader)
    history = trainer.fit(loader, epochs)
    return trainer, history


if __name__ == "__main__":
    trainer, history = run(sys.argv[1], Die(int(sys.argv[2])))
    torch.serialization.save({"state": trainer.state_dict(), "history": history}, sys.argv[3])
