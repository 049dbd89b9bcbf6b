"""Ten more places in the hexagone: time, memory, and what is proven, by radius and candidates.

python -m bench.siting [seconds]

Each line runs in a process of its own. `seconds`: time limit of each proof. Time is that of the
whole answer, from a catalogue in memory; memory is what it adds to the peak of the process.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from datetime import date
from typing import Final, NamedTuple

from webmap.coverage.siting.answer import Answer
from webmap.coverage.siting.question import Question
from webmap.coverage.siting.solve import site
from webmap.directory.catalogue import Catalogue
from webmap.directory.gazetteer import gazetteer
from webmap.directory.readers import read
from webmap.files import bundled
from webmap.geo.communes import load_communes
from webmap.geo.territories import load_territories

PLACES: Final = 10
RADII: Final = (30, 60, 100)
CANDIDATES: Final = (5_000, 10_000, 20_000)
#: Radius and candidates that must be proven within `AIM` seconds, with and without today's places.
AIMED: Final = ((30, 5_000), (60, 20_000), (100, 20_000))
AIM: Final = 60.0
DAY: Final = date(2026, 11, 22)


class Run(NamedTuple):
    """What one question cost."""

    answer: Answer
    seconds: float
    megabytes: float


def main(time_limit: float = AIM) -> None:
    """Print a line for each question, then those of equity."""
    print(f"hexagone, {PLACES} places, time limit {time_limit:g} s a proof, one thread")
    print("   km candidates today       s    MB     covered       bound  gap  status    aim")
    for radius in RADII:
        for candidates in CANDIDATES:
            for existing in (True, False):
                _line(Question(PLACES, radius, candidates_from=candidates, existing=existing,
                               time_limit=time_limit))  # fmt: skip
    print("equity: the smallest share of under-20s of a territory, then the most of them")
    for radius, candidates in AIMED:
        _line(Question(PLACES, radius, candidates_from=candidates, people="under_20", equity=True,
                       time_limit=time_limit))  # fmt: skip


def _line(question: Question) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        answer, seconds, megabytes = pool.apply(measure, (question,))
    today = "yes" if question.existing else "no"
    print(
        f"{question.radius_km:5g} {question.candidates_from:10,} {today:>5} {seconds:7.2f} "
        f"{megabytes:5.0f} {answer.after:11,} {answer.bound:11,} {answer.gap:4,}  "
        f"{answer.status:8} {_verdict(question, answer, seconds)}",
        flush=True,
    )
    if answer.share is not None:
        share = answer.share
        print(
            f"      smallest share {share.before:.4%} -> {share.after:.4%}, "
            f"bound {share.bound:.4%}, {share.status}"
        )


def _verdict(question: Question, answer: Answer, seconds: float) -> str:
    if question.equity or (question.radius_km, question.candidates_from) not in AIMED:
        return "none"
    met = answer.status == "optimum" and seconds <= AIM
    return f"{AIM:.0f} s: {'met' if met else 'MISSED'}"


def measure(question: Question) -> Run:
    """Answer one question on the real directory."""
    catalogue = _catalogue()
    before = _peak()
    begin = time.perf_counter()
    answer = site(catalogue, question)
    return Run(answer, time.perf_counter() - begin, _peak() - before)


def _catalogue() -> Catalogue:
    folder = bundled("data", "communes")
    territories, communes = load_territories(folder), load_communes(folder)
    resources = read(bundled("resources"), gazetteer(territories, communes), DAY)
    return Catalogue(resources, territories, communes, DAY)


def _peak() -> float:
    """Most memory of this process so far, in MB (Linux counts in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]))
