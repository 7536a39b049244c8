import itertools
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import tinytorch as torch
from tests.tinytorch import training_run
from tinytorch import nn, optim, serialization
from tinytorch.callbacks import Callback, EarlyStopping, History, Log
from tinytorch.checkpoint import Checkpoints
from tinytorch.trainer import Trainer, accuracy
from tinytorch.utils.data import DataLoader, TensorDataset

SCRIPT = Path(training_run.__file__)


def flat(tree, path=""):
    if isinstance(tree, dict):
        items = tree.items()
    elif isinstance(tree, list | tuple):
        items = enumerate(tree)
    else:
        return {path: tree.array.tobytes() if isinstance(tree, torch.Tensor) else tree}
    return dict(itertools.chain(*(flat(v, f"{path}.{k}").items() for k, v in items)))


@pytest.mark.slow
def test_runs_killed_by_sigkill_and_resumed_are_the_uninterrupted_run_bit_for_bit(tmp_path):
    straight, history = training_run.run(tmp_path / "straight")
    assert straight.step == 12
    out = tmp_path / "result"
    # Dies at the first step, inside an epoch, right after a checkpoint, and then not any more.
    for die_at, code in [(1, -signal.SIGKILL), (5, -signal.SIGKILL), (9, -signal.SIGKILL), (99, 0)]:
        child = subprocess.run(
            [sys.executable, SCRIPT, tmp_path / "killed", str(die_at), out], timeout=50
        )
        assert child.returncode == code
    resumed = serialization.load(out)
    assert flat(resumed["state"]) == flat(straight.state_dict())
    # Epoch 4 ran after the last resumption; its mean loss includes what came before it.
    assert resumed["history"][-1] == history[-1]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_run_resumes_exactly_from_every_single_step(tmp_path, workers):
    class Stop(Callback):
        def on_step(self, trainer, metrics):
            trainer.checkpoints.save(trainer.step, trainer.state_dict(loader))
            trainer.stop = trainer.step == at

    straight, history = training_run.run(tmp_path / "straight", epochs=2)
    for at in range(1, straight.step + 1):
        stopped, loader = training_run.make(tmp_path / str(at), Stop())
        loader.num_workers = workers
        stopped.fit(loader, 2)
        resumed, rest = training_run.run(tmp_path / str(at), epochs=2)
        assert resumed.step == straight.step
        assert flat(resumed.state_dict()) == flat(straight.state_dict())
        assert rest == history[-len(rest) :]


def test_another_seed_is_another_run(tmp_path):
    one, _ = training_run.run(tmp_path / "a", seed=1)
    two, _ = training_run.run(tmp_path / "b", seed=2)
    assert flat(one.state_dict())[".model.0.weight"] != flat(two.state_dict())[".model.0.weight"]


def test_resuming_needs_the_parts_that_were_saved(tmp_path):
    trainer, loader = training_run.make(tmp_path)
    state = trainer.state_dict(loader)
    trainer.scheduler = None
    with pytest.raises(ValueError, match="scheduler"):
        trainer.load_state_dict(state, loader)


def test_nothing_to_resume_is_no_error(tmp_path):
    trainer, loader = training_run.make(tmp_path)
    assert trainer.resume(loader) is False


def small(**options):
    torch.manual_seed(0)
    model = nn.Linear(4, 2)
    optimizer = optim.SGD(model.parameters(), lr=0.3)
    return Trainer(model, optimizer, nn.CrossEntropyLoss(), **options)


def test_accumulated_batches_give_the_gradient_of_their_union():
    data = training_run.data()
    whole, parts = small(), small(accumulate=4)
    whole.train_step([data.batch(range(10))])
    metrics = parts.train_step([data.batch(range(a, b)) for a, b in [(0, 4), (4, 8), (8, 10)]])
    np.testing.assert_allclose(
        whole.model.weight.grad.numpy(), parts.model.weight.grad.numpy(), rtol=1e-5, atol=1e-7
    )
    model = small().model
    x, y = data.batch(range(10))
    assert metrics["loss"] == pytest.approx(float(nn.CrossEntropyLoss()(model(x), y)), rel=1e-5)


def test_one_batch_a_step_is_exactly_the_plain_loop():
    data = training_run.data()
    trainer = small()
    plain = small()
    for batch in DataLoader(data, 7):
        trainer.train_step([batch])
        plain.optimizer.zero_grad()
        plain.criterion(plain.model(batch[0]), batch[1]).backward()
        plain.optimizer.step()
    np.testing.assert_array_equal(trainer.model.weight.array, plain.model.weight.array)


def test_clipping_limits_the_gradient():
    trainer = small(clip_norm=1e-3)
    metrics = trainer.train_step([training_run.data().batch(range(10))])
    assert metrics["grad_norm"] > 1e-3
    grads = [p.grad.numpy() for p in trainer.model.parameters()]
    assert sum(float((g**2).sum()) for g in grads) ** 0.5 == pytest.approx(1e-3, rel=1e-3)


def test_evaluation_weighs_samples_and_restores_the_mode():
    data = training_run.data()
    trainer = small(metrics={"accuracy": accuracy})
    results = [trainer.evaluate(DataLoader(data, size)) for size in (30, 7, 1)]
    for result in results[1:]:
        assert result == pytest.approx(results[0], rel=1e-5)
    assert trainer.model.training
    assert 0 <= results[0]["accuracy"] <= 1


def test_training_learns_and_history_tells():
    history, lines = History(), []
    trainer = small(callbacks=[history, Log(lines.append)], metrics={"accuracy": accuracy})
    data = training_run.data()
    trainer.fit(DataLoader(data, 10, shuffle=True), 20, validation=DataLoader(data, 30))
    assert len(history.steps) == 60
    assert [entry["step"] for entry in history.steps] == list(range(1, 61))
    assert history.epochs[-1]["loss"] < history.epochs[0]["loss"]
    assert history.epochs[-1]["val_accuracy"] > 0.9
    assert lines[0].startswith("epoch 1  step 3  loss ")


def test_early_stopping_waits_its_patience():
    class Worse(nn.CrossEntropyLoss):
        calls = 0

        def forward(self, x, y):
            Worse.calls += 1
            return super().forward(x, y) * Worse.calls

    trainer = small(callbacks=[EarlyStopping("loss", patience=2)])
    trainer.criterion = Worse()
    assert len(trainer.fit(DataLoader(training_run.data(), 30), 50)) == 3


def test_a_callback_can_stop_inside_an_epoch():
    class Stop(Callback):
        def on_step(self, trainer, metrics):
            trainer.stop = trainer.step == 2

    trainer = small(callbacks=[Stop()])
    assert trainer.fit(DataLoader(training_run.data(), 10), 5) == []
    assert (trainer.step, trainer.epoch) == (2, 0)


def test_a_loss_that_is_not_a_number_stops_with_advice_before_it_harms(tmp_path):
    trainer = small(checkpoints=Checkpoints(tmp_path), checkpoint_every=1)
    before = trainer.model.weight.array.copy()
    x = torch.tensor(np.full((2, 4), np.inf, np.float32))
    loader = DataLoader(TensorDataset(x, torch.tensor([0, 1])), 2)
    with (
        np.errstate(invalid="ignore"),
        pytest.raises(FloatingPointError, match="learning rate"),
    ):
        trainer.fit(loader, 1)
    np.testing.assert_array_equal(trainer.model.weight.array, before)
    assert trainer.checkpoints.steps() == []


def test_other_batches_need_one_method():
    class Reversed(Trainer):
        def predict(self, batch):
            y, x = batch
            return self.model(x), y, len(y)

    plain = small()
    swapped = Reversed(small().model, None, nn.CrossEntropyLoss())
    x, y = training_run.data().batch(range(10))
    assert plain.evaluate([(x, y)]) == swapped.evaluate([(y, x)])


@pytest.mark.parametrize("options", [{"accumulate": 0}, {"checkpoint_every": 5}])
def test_impossible_options_are_refused(options):
    with pytest.raises(ValueError, match=r"accumulate|checkpoint_every"):
        small(**options)
