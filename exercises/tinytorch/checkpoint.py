"""A folder of numbered checkpoints, of which the newest is always whole.

    checkpoints = Checkpoints("runs/a", keep=3)
    checkpoints.save(step, {"model": model.state_dict(), ...})
    state = checkpoints.load()          # the newest, or None at the first start

A run that is killed at any moment, even inside ``save``, resumes from the newest file in the folder:
`durable.write` gives a file its name only after its bytes are on the disk.
"""

import os
import re
from pathlib import Path
from typing import Any

from tinytorch import durable, serialization

_NAME = re.compile(r"step-(\d+)\.safetensors")


class Checkpoints:
    """The checkpoints in ``folder`` (made if missing), the newest ``keep`` of them kept.

    One training run writes to a folder at a time.

    Raises:
        ValueError: ``keep`` is less than one.
    """

    def __init__(self, folder: str | os.PathLike[str], keep: int = 3) -> None:
        if keep < 1:
            raise ValueError(f"keep={keep}: at least one checkpoint must stay")
        self.folder = Path(folder)
        self.keep = keep

    def __repr__(self) -> str:
        return f"Checkpoints({str(self.folder)!r}, keep={self.keep}, steps={self.steps()})"

    def steps(self) -> list[int]:
        """Return the steps of which there is a checkpoint, oldest first."""
        names = [path.name for path in self.folder.glob("step-*.safetensors")]
        return sorted(int(match[1]) for match in map(_NAME.fullmatch, names) if match)

    def path(self, step: int) -> Path:
        """Return where the checkpoint of ``step`` lies."""
        return self.folder / f"step-{step:08d}.safetensors"

    def save(self, step: int, state: Any) -> Path:
        """Write ``state`` as the checkpoint of ``step``; old ones go after the new one is safe."""
        self.folder.mkdir(parents=True, exist_ok=True)
        durable.sweep(self.folder)
        path = serialization.save(state, self.path(step))
        for old in self.steps()[: -self.keep]:
            self.path(old).unlink()
        return path

    def load(self, step: int | None = None) -> Any:
        """Return the state at ``step``, by default the newest; None when there is none at all.

        Raises:
            FileNotFoundError: there is no checkpoint of the step asked for.
            SafetensorsError: the file was damaged after it had been written.
        """
        if step is None:
            steps = self.steps()
            if not steps:
                return None
            step = steps[-1]
        return serialization.load(self.path(step))
