"""Links that are due → an outcome each: lychee first, then a second look, with the waits that hosts ask."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.checks.links import lychee
from build_tools.checks.links.answer import Answer, Outcome, judge
from build_tools.checks.links.look import look
from build_tools.checks.links.policy import Policy


@dataclass(frozen=True)
class Clock:
    """How time passes and what chance says (0 to 1); tests bring their own."""

    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True)
class Asked:
    """An outcome, and whether the host answered at all."""

    outcome: Outcome
    answered: bool


def ask_all(urls: Sequence[str], policy: Policy, clock: Clock) -> dict[str, Asked]:
    """Ask for every link. Hosts are asked side by side, the links of one host one after another."""
    first = lychee.ask(urls, policy) if urls else {}
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host(url), []).append(url)

    def ask_host(links: list[str]) -> list[tuple[str, Asked]]:
        done: list[tuple[str, Asked]] = []
        for url in links:
            answer = first.get(url)
            # A host that never answered its first link is not waited for once a link.
            silent = bool(done) and not any(asked.answered for _, asked in done)
            if silent and answer is not None and answer.status is None:
                done.append((url, Asked(judge(url, answer), False)))
            else:
                done.append((url, _ask(url, answer, policy, clock)))
        return done

    with ThreadPoolExecutor(8) as pool:
        return {url: asked for done in pool.map(ask_host, hosts.values()) for url, asked in done}


def host(url: str) -> str:
    """Return host and port, in lower case."""
    return urlsplit(url).netloc.lower().rpartition("@")[2]


def _ask(url: str, answer: Answer | None, policy: Policy, clock: Clock) -> Asked:
    """Return lychee's verdict where it is final, else what a second look, or a third, says."""
    if answer is not None and judge(url, answer).kind == "broken":
        return Asked(judge(url, answer), True)
    answered = answer is not None and answer.status is not None
    for attempt in range(1, max(2, policy.tries)):
        clock.sleep(wait(answer, attempt, policy, clock))
        answer = look(url, policy.timeout)
        answered = answered or answer.status is not None
        if not answer.later or (answer.retry_after or 0) > policy.patience:
            break
    return Asked(judge(url, answer or Answer(None)), answered)


def wait(answer: Answer | None, attempt: int, policy: Policy, clock: Clock) -> float:
    """Return the seconds until the next request: what the host asked for, else twice as long each time."""
    if answer is None or not answer.later:
        return policy.interval
    if answer.retry_after is not None:
        return max(policy.interval, answer.retry_after)
    doubled = policy.pause * float(2 ** (attempt - 1))
    return max(policy.interval, doubled * (0.5 + clock.chance()))
