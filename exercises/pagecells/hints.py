"""An exception → a sentence on why a page cannot do it and what can; empty where Python says enough."""

from __future__ import annotations

_NETWORK = {"socket", "ssl", "http.client", "urllib.request", "requests", "urllib3", "httpx"}
_PROCESSES = {"subprocess", "multiprocessing", "threading", "signal", "fcntl", "resource"}


def hint(error: BaseException, packages: tuple[str, ...] = ()) -> str:
    """Return the sentence. `packages` are those that a page has, besides the standard library."""
    text = str(error)
    if isinstance(error, ModuleNotFoundError):
        return _missing(str(error.name or ""), packages)
    if isinstance(error, MemoryError):
        return (
            "A page has room for about a gigabyte. Make the array smaller, or delete what is no longer "
            "needed; what was computed before is still there."
        )
    if isinstance(error, ValueError) and ("Maximum allowed" in text or "array is too big" in text):
        return "Addresses in a page have 32 bits: no array can hold more than two gigabytes."
    if isinstance(error, OverflowError) and (
        "too large to convert" in text or "index-sized" in text
    ):
        return "Addresses in a page have 32 bits, so no length can exceed two billion."
    if isinstance(error, RecursionError):
        return "A function calls itself without end, or deeper than a browser's stack allows."
    if isinstance(error, OSError) and "emscripten" in text:
        return "A page can start no other program. Run the downloaded notebook for that."
    if isinstance(error, OSError) and _asks_network(error, text):
        return (
            "Code in a page asks no other host for anything. Run the downloaded notebook for that."
        )
    if isinstance(error, RuntimeError) and "start new thread" in text:
        return "A page has one thread. Run the downloaded notebook to see threads at work."
    return ""


def _asks_network(error: OSError, text: str) -> bool:
    kind = type(error).__name__
    return (
        kind in {"URLError", "gaierror", "HTTPError"} or "urlopen" in text or "unreachable" in text
    )


def _missing(name: str, packages: tuple[str, ...]) -> str:
    top = name.partition(".")[0]
    if top in _NETWORK:
        return (
            "Code in a page asks no other host for anything. Run the downloaded notebook for that."
        )
    if top in _PROCESSES:
        return (
            "A page can start neither processes nor threads. Run the downloaded notebook for that."
        )
    have = ", ".join(packages)
    return f"A page has Python's standard library{' and ' + have if have else ''}; {top} is not among them."
