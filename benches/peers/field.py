"""NegMAS, the field's own library: its full analysis of a scenario, by going through outcomes."""

import json
import math
import sys
import time

START = time.perf_counter()
import negmas  # noqa: E402  (its import is part of what is measured)

IMPORTED = time.perf_counter() - START

from negmas import LinearAdditiveUtilityFunction, Scenario, make_issue, make_os  # noqa: E402
from negmas.preferences import ops  # noqa: E402
from negmas.preferences.pareto_sampler import MOBANOSParetoSampler  # noqa: E402
from negmas.preferences.value_fun import TableFun  # noqa: E402

from problem import main, points  # noqa: E402


def functions_of(problem):
    """The parties' utilities over one space, in NegMAS's own types."""
    space = make_os([
        make_issue([str(it) for it in range(count)], name=f"i{at}")
        for at, count in enumerate(problem.options)
    ])
    functions = []
    for utilities, reservation in zip(problem.utilities, problem.reservations):
        values = [TableFun({str(at): it for at, it in enumerate(worth)}) for worth in utilities]
        functions.append(LinearAdditiveUtilityFunction(
            values, weights=[1.0] * len(values), outcome_space=space, reserved_value=reservation,
        ))
    return space, functions


def whole(point):
    return [round(it) for it in point]


def analyzed(problem, frontier, best, welfare):
    """Its frontier, of which what pleases all counts, with two of its solutions."""
    acceptable = [
        point for point in map(whole, frontier)
        if all(r <= u for u, r in zip(point, problem.reservations))
    ]
    product = math.prod(u - r for u, r in zip(whole(best), problem.reservations))
    return f"{points(acceptable)} {product} {round(sum(welfare))}", ""


def full_analysis(problem, _clock):
    """All that `Scenario.calc_stats` has, of which opposition takes the longest."""
    space, functions = functions_of(problem)
    stats = Scenario(outcome_space=space, ufuns=tuple(functions)).calc_stats()
    return analyzed(
        problem, stats.pareto_utils, stats.nash_utils[0], stats.max_welfare_utils[0]
    )


def solutions(problem, _clock):
    """The frontier and the solutions only."""
    space, functions = functions_of(problem)
    outcomes = list(space.enumerate_or_sample(max_cardinality=float("inf")))
    frontier, _ = ops.pareto_frontier(functions, outcomes=outcomes)
    ranges = [it.minmax(space, above_reserve=False) for it in functions]
    found = [
        ask(functions, frontier, ranges=ranges)
        for ask in (ops.nash_points, ops.kalai_points, ops.ks_points, ops.max_welfare_points)
    ]
    return analyzed(problem, frontier, found[0][0][0], found[-1][0][0])


def sampler(problem, _clock):
    """The sampler for two parties with additive utilities, which keeps all points here."""
    _, functions = functions_of(problem)
    search = MOBANOSParetoSampler()
    search.init(*functions)
    outcomes = search.pareto_outcomes()
    found = {tuple(problem.payoffs([int(it) for it in outcome])) for outcome in outcomes}
    return points(found), ""


def start(folder):
    """From nothing to the Nash point of a scenario on disk."""
    scenario = Scenario.load(folder)
    stats = scenario.calc_stats()
    print(json.dumps({
        "import": IMPORTED,
        "seconds": time.perf_counter() - START,
        "value": [[float(it) for it in point] for point in stats.nash_utils],
    }))


if __name__ == "__main__":
    if sys.argv[1] == "start":
        start(sys.argv[2])
    else:
        main("NegMAS", {
            "analysis-full": full_analysis, "analysis-solutions": solutions,
            "frontier-sampler": sampler,
        })
