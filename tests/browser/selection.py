"""Which of tinytorch's tests run in the page: all of them, but for those named here with their reason."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = "tests/tinytorch"

PROCESSES = "starts processes, which a page has not"
THREADS = "starts threads, which a page has not"
REFERENCE = "compares with the package safetensors, which is compiled"
# Files, or tests of a file as pytest names them without parameters.
LEFT_OUT = {
    "test_around_torch.py": "compares with an installed PyTorch",
    "test_mutants.py": PROCESSES,
    "test_onnx_nodes.py": "compares with the package onnx, which is compiled",
    "test_learns.py": "trains for accuracy, which takes minutes",
    "test_checkpoint.py::test_a_process_killed_inside_save_leaves_a_whole_checkpoint": PROCESSES,
    "test_checkpoint.py::test_a_process_killed_at_any_moment_leaves_its_last_finished_"
    "checkpoint_or_the_next": PROCESSES,
    "test_checkpoint.py::test_content_reaches_the_disk_before_the_name": "a page has no disk, and its "
    "folders cannot be forced to one",
    "test_trainer.py::test_runs_killed_by_sigkill_and_resumed_are_the_uninterrupted_run_bit_for_bit": (
        PROCESSES
    ),
    "test_kernels.py::test_two_user_threads_may_compute_at_once": THREADS,
    "test_data_loader.py::test_batches_are_prepared_ahead_but_not_all_of_them": THREADS,
    "test_benchmark.py::test_a_longer_function_takes_longer": "a page's clock ticks in tenths of a "
    "millisecond and may show a wait of 2 ms as less",
    "test_safetensors.py::test_the_reference_reads_what_we_write": REFERENCE,
    "test_safetensors.py::test_we_read_what_the_reference_writes": REFERENCE,
    "test_datasets.py::test_mnist_is_balanced_and_not_sorted": "np.bincount refuses int64 where "
    "addresses have 32 bits",
}


def files() -> list[str]:
    """Return the files that run, relative to the checkout."""
    names = sorted(path.name for path in (ROOT / FOLDER).glob("test_*.py"))
    return [f"{FOLDER}/{name}" for name in names if name not in LEFT_OUT]


def deselected() -> list[str]:
    """Return the node ids of tests that do not run, though their file does."""
    return [f"{FOLDER}/{name}" for name in LEFT_OUT if "::" in name]
