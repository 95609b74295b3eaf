"""Requests a second with wrk: ours and bare Flask in turns within one run, so that noise troubles both alike.

Each has one worker, bound to one processor, and wrk has another one (:func:`benchmarks.servers.apart`).
"""

from __future__ import annotations

import re
import statistics
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.servers import HOST, Server, apart, bound_to

CONNECTIONS = 32
"""Enough to keep all threads of a worker busy."""
CLEAR, CALM, MOST_TIMES = 0.05, 1.2, 4
"""A ratio this near to its mark, or whose rounds differ by such a factor in their middle half, is measured again, on
whichever side it is, up to so many times as many rounds: a shared machine has bad seconds."""
LONGEST_WARM_UP = 20
"""Seconds."""
MOST_HEADER_BYTES = 2_000
UNITS = {"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


class LoadFailed(RuntimeError):
    """What came back was not what was asked for; no rate is worth anything then."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of a server again and again, and the size of each answer's body."""

    server: Server
    path: str
    headers: Mapping[str, str]
    body_bytes: int
    script: Path | None = None
    """What wrk asks instead of the path, in Lua."""


@dataclass(frozen=True, slots=True)
class Round:
    """Requests a second, and requests per second of the workers' processor time."""

    rate: float
    per_cpu_second: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several rounds of both; every number is a median, ``lowest`` and ``highest`` are of the rounds' ratios."""

    ours: float
    bare: float
    ratio: float
    lowest: float
    highest: float
    per_cpu_second: float


def compare(ours: Target, bare: Target, *, rounds: int, seconds: int, mark: float | None = None) -> Comparison:
    """Both in turns, ``rounds`` times; who begins changes, and nothing counts before both are warm."""
    for target in (ours, bare):
        _warm_up(target)
    asked = (partial(one_round, target, seconds=seconds) for target in (ours, bare))
    return compare_rounds(*asked, rounds=rounds, mark=mark)


def compare_rounds(
    ours: Callable[[], Round], bare: Callable[[], Round], *, rounds: int, mark: float | None
) -> Comparison:
    """Both are warm: rounds of them in turns, more of them while it is not clear on which side of the mark they lie."""
    pairs = _pairs(ours, bare, rounds)
    while mark is not None and len(pairs) < MOST_TIMES * rounds and _is_open(pairs, mark):
        pairs += _pairs(ours, bare, rounds)
    return _comparison(pairs)


def _is_open(pairs: list[tuple[Round, Round]], mark: float) -> bool:
    """Whether more rounds are needed to say on which side of the mark it lies: the ratio is near it, or its rounds do
    not agree."""
    ratios = sorted(ours.rate / bare.rate for ours, bare in pairs)
    quarter = max(1, len(ratios) // 4)
    middle = ratios[quarter:-quarter] or ratios
    return abs(statistics.median(ratios) - mark) < CLEAR or middle[-1] > CALM * middle[0]


def _warm_up(target: Target) -> None:
    """The worker has made the answer, and each connection has had one."""
    for _ in range(LONGEST_WARM_UP):
        if _answers(_wrk(target, seconds=1)) >= CONNECTIONS:
            return
    raise LoadFailed(f"{target.path}: fewer than {CONNECTIONS} answers in a second, even after {LONGEST_WARM_UP}")


def _pairs(ours: Callable[[], Round], bare: Callable[[], Round], rounds: int) -> list[tuple[Round, Round]]:
    pairs = []
    for number in range(rounds):
        first, second = (ours, bare) if number % 2 == 0 else (bare, ours)
        done = [first(), second()]
        pairs.append((done[0], done[1]) if first is ours else (done[1], done[0]))
    return pairs


def _comparison(pairs: list[tuple[Round, Round]]) -> Comparison:
    ratios = [ours.rate / bare.rate for ours, bare in pairs]
    return Comparison(
        ours=statistics.median(ours.rate for ours, _ in pairs),
        bare=statistics.median(bare.rate for _, bare in pairs),
        ratio=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        per_cpu_second=statistics.median(ours.per_cpu_second / bare.per_cpu_second for ours, bare in pairs),
    )


def one_round(target: Target, *, seconds: int) -> Round:
    """One run of wrk; refuses a rate of errors, or of answers that are not as long as the one asked for."""
    before = sum(target.server.cpu_seconds())
    said = _wrk(target, seconds=seconds)
    used = sum(target.server.cpu_seconds()) - before
    _check(said, target)
    return Round(float(_found(r"Requests/sec:\s+([\d.]+)", said)), _answers(said) / max(used, 0.01))


def _wrk(target: Target, *, seconds: int) -> str:
    """What wrk says after so many seconds."""
    headers = [part for name, text in target.headers.items() for part in ("-H", f"{name}: {text}")]
    headers += ["-s", str(target.script)] if target.script else []
    address = f"http://{HOST}:{target.server.port}{target.path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", *headers, address]
    _, processors = apart()
    return subprocess.run(
        command, capture_output=True, text=True, timeout=seconds + 30, check=True, preexec_fn=bound_to(processors)
    ).stdout


def _answers(said: str) -> int:
    return int(_found(r"(\d+) requests in", said))


def _check(said: str, target: Target) -> None:
    if "Non-2xx" in said or re.search(r"Socket errors:.* (?:read|write|timeout) [1-9]", said):
        raise LoadFailed(f"{target.path}: {said.strip()}")
    answers = max(1, _answers(said))
    each = float(_found(r"([\d.]+)[KMG]?B read", said)) * UNITS[_found(r"[\d.]+([KMG]?B) read", said)] / answers
    unfinished = CONNECTIONS * target.body_bytes / answers
    if not target.body_bytes * 0.98 <= each <= target.body_bytes * 1.02 + unfinished + MOST_HEADER_BYTES:
        raise LoadFailed(f"{target.path}: answers of {each:.0f} bytes instead of {target.body_bytes}")


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise LoadFailed(f"wrk said nothing of {pattern}: {text.strip()}")
    return found[1]
