"""NegMAS, the field's own library: its full analysis of a scenario, by going through outcomes."""

import json
import math
import sys
import time

START = time.perf_counter()
import negmas  # noqa: E402  (its import is part of what is measured)

IMPORTED = time.perf_counter() - START

from negmas import LinearAdditiveUtilityFunction, Scenario, make_issue, make_os  # noqa: E402
from negmas.preferences.value_fun import TableFun  # noqa: E402

from problem import main, points  # noqa: E402


def analysis(problem, _clock):
    """`Scenario.calc_stats`; its frontier has only what is above the reservation values."""
    issues = [
        make_issue([str(it) for it in range(count)], name=f"i{at}")
        for at, count in enumerate(problem.options)
    ]
    space = make_os(issues)
    functions = []
    for utilities, reservation in zip(problem.utilities, problem.reservations):
        values = [TableFun({str(at): it for at, it in enumerate(worth)}) for worth in utilities]
        functions.append(LinearAdditiveUtilityFunction(
            values, weights=[1.0] * len(values), outcome_space=space, reserved_value=reservation,
        ))
    stats = Scenario(outcome_space=space, ufuns=tuple(functions)).calc_stats()
    whole = lambda point: [round(it) for it in point]
    frontier = [whole(point) for point in stats.pareto_utils]
    acceptable = [
        point for point in frontier
        if all(r <= u for u, r in zip(point, problem.reservations))
    ]
    best = whole(stats.nash_utils[0])
    product = math.prod(u - r for u, r in zip(best, problem.reservations))
    welfare = round(sum(stats.max_welfare_utils[0]))
    return f"{points(acceptable)} {product} {welfare}", f"{len(frontier)} points of its own"


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
        main("NegMAS", {"analysis": analysis})
