"""Floor 1: a chapter's code cells → outputs and recorded values, through a content-addressed cache.

`plan` says what has to run and why, `run` runs it in kernels of its own, here or on a Dask cluster, and
`load` returns what is published. Nothing here imports Sphinx, and planning imports little of anything.
"""

from build_tools.execute.job import Outcome, Progress, RunOptions
from build_tools.execute.planning import Plan, plan
from build_tools.execute.records import Claim, Record
from build_tools.execute.running import run
from build_tools.execute.store import Executed, load, load_records

__all__ = [
    "Claim",
    "Executed",
    "Outcome",
    "Plan",
    "Progress",
    "Record",
    "RunOptions",
    "load",
    "load_records",
    "plan",
    "run",
]
