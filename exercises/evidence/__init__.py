"""What a cell needs to be believed: measure, record, claim, machine.

`measure` turns callables into samples of time, `record` turns a number into a value with its provenance,
`claim` turns a sentence into something that is checked at every build, `machine` says where it all ran.
Standard library and NumPy only, so that the same cell runs in a notebook, in the build, in a plain script
and in a browser under Pyodide. Nothing here knows the build: it only displays, and the build listens.
"""

from evidence.channel import collected
from evidence.claims import ClaimFailed, claim
from evidence.machines import machine
from evidence.records import record
from evidence.size import smoke
from evidence.timing import Timing, measure, resolution

__all__ = [
    "ClaimFailed",
    "Timing",
    "claim",
    "collected",
    "machine",
    "measure",
    "record",
    "resolution",
    "smoke",
]
