"""The integer programs, given whole to HiGHS: columns in compressed form, no loop over rows.

The only module that knows highspy, which comes with `webmap[analysis]` and is imported when a
program must be solved.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from webmap.coverage.siting.cover import Matrix
from webmap.coverage.siting.model import Model
from webmap.errors import WebmapError
from webmap.geo.distance import Floats

SEED: Final = 2026
#: One thread: with more, what is found first could depend on the machine.
_OPTIONS: Final[dict[str, Any]] = {
    "output_flag": False,
    "random_seed": SEED,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
}


class AnalysisMissing(WebmapError):
    """The library that proves an answer is not installed."""


@dataclass(slots=True)
class Budget:
    """Seconds left to the solver. What a part spends is spent of the whole."""

    left: float
    whole: Budget | None = None

    def spend(self, seconds: float) -> None:
        """Take away what a run has used."""
        self.left -= seconds
        if self.whole is not None:
            self.whole.spend(seconds)


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Maximise costs @ x, with lower <= rows @ x <= upper, x from 0 to 1, the first `whole` of
    them whole numbers. `gap`: how far below the optimum an answer may stop."""

    costs: Floats
    rows: Matrix
    lower: Floats
    upper: Floats
    whole: int
    gap: float


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """`values` of the columns, None when none was found; `bound`: nothing exceeds it, -inf when
    nothing at all fits; `optimal`: within the gap of the bound."""

    values: Floats | None
    bound: float
    optimal: bool


def covering_program(model: Model, gap: float) -> Program:
    """Maximal covering: x for the candidates, then z for the demands, z at most their x's sum."""
    demands, candidates = model.cover.shape
    return Program(
        np.concatenate([np.zeros(candidates), model.people]),
        sparse.vstack([covers(model.cover), at_most(candidates, demands)]),
        np.zeros(demands + 1),
        np.append(np.full(demands, np.inf), model.places),
        candidates,
        gap,
    )


def covers(cover: Matrix) -> Matrix:
    """Rows that keep each demand's z at most the sum of the x's that cover it."""
    return sparse.hstack([cover, -sparse.eye_array(cover.shape[0])])


def at_most(candidates: int, others: int) -> Matrix:
    """The row that counts the candidates taken; `others` columns do not count."""
    ones = np.concatenate([np.ones(candidates), np.zeros(others)])
    return sparse.csr_array(ones.reshape(1, -1))


def start_of(model: Model, chosen: Iterable[int]) -> Floats:
    """The columns of a covering program for an answer already known."""
    taken = np.zeros(model.candidates)
    taken[list(chosen)] = 1
    return np.concatenate([taken, model.served(np.flatnonzero(taken))])


def solve(program: Program, budget: Budget, start: Floats | None = None) -> Outcome:
    """Solve within the budget, from an answer already known if there is one.

    Raises AnalysisMissing without highspy.
    """
    if budget.left <= 0:
        return Outcome(None, np.inf, False)
    highs = _highspy()
    solver = highs.Highs()
    options = {**_OPTIONS, "time_limit": budget.left, "mip_abs_gap": program.gap}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    _pass(highs, solver, program)
    if start is not None:
        solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    solver.run()
    budget.spend(solver.getRunTime())
    return _outcome(highs, solver)


def taken(outcome: Outcome, candidates: NDArray[np.intp]) -> list[int]:
    """Which of these candidates, the first columns, the outcome takes."""
    if outcome.values is None:
        return []
    return [int(c) for c in candidates[outcome.values[: len(candidates)] > 0.5]]


def _highspy() -> Any:
    try:
        return importlib.import_module("highspy")
    except ImportError as error:
        raise AnalysisMissing("install webmap[analysis] to prove where places help most") from error


def _pass(highs: Any, solver: Any, program: Program) -> None:
    """Hand the program over in one call."""
    matrix = program.rows.tocsc()
    columns = len(program.costs)
    kinds = np.zeros(columns, dtype=np.int32)
    kinds[: program.whole] = int(highs.HighsVarType.kInteger)
    solver.passModel(
        columns,
        matrix.shape[0],
        matrix.nnz,
        int(highs.MatrixFormat.kColwise),
        int(highs.ObjSense.kMaximize),
        0.0,
        program.costs,
        np.zeros(columns),
        np.ones(columns),
        program.lower,
        program.upper,
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data,
        kinds,
    )


def _outcome(highs: Any, solver: Any) -> Outcome:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highs.HighsModelStatus.kInfeasible:
        return Outcome(None, -np.inf, True)
    found = info.primal_solution_status == int(highs.SolutionStatus.kSolutionStatusFeasible)
    values = np.array(solver.getSolution().col_value) if found else None
    return Outcome(values, info.mip_dual_bound, status == highs.HighsModelStatus.kOptimal)
