"""CP-SAT of OR-Tools: one worker. Times include the making of the model."""

import numpy
from ortools.sat.python import cp_model

from problem import NotProved, main, points


class Model:
    """A Boolean for each option, and an integer for each party's utility."""

    def __init__(self, problem):
        self.problem = problem
        self.model = model = cp_model.CpModel()
        self.option = [
            [model.new_bool_var("") for _ in range(count)] for count in problem.options
        ]
        for variables in self.option:
            model.add_exactly_one(variables)
        for a, x, b, y in problem.requires:
            model.add_implication(self.option[a][x], self.option[b][y])
        both = [self.both(a, b) for a, b in problem.pairs()]
        self.utility = []
        for party, worths in enumerate(problem.utilities):
            variables, factors = [], []
            for options, worth in zip(self.option, worths):
                variables += options
                factors += worth
            for together, table in zip(both, problem.tables[party]):
                variables += together
                factors += table["worth"]
            utility = model.new_int_var(0, problem.largest(party), "")
            model.add(cp_model.LinearExpr.weighted_sum(variables, factors) == utility)
            self.utility.append(utility)

    def both(self, a, b):
        """A Boolean for each pair of options of two issues."""
        first, second = self.option[a], self.option[b]
        grid = [[self.model.new_bool_var("") for _ in second] for _ in first]
        for row, variable in zip(grid, first):
            self.model.add(sum(row) == variable)
        for place, variable in enumerate(second):
            self.model.add(sum(row[place] for row in grid) == variable)
        return [it for row in grid for it in row]

    def solve(self, clock, note=""):
        """The outcome; nothing where there is none."""
        if clock.left() <= 0:
            raise NotProved(note)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = clock.left()
        status = solver.solve(self.model)
        if status == cp_model.OPTIMAL:
            return [
                next(at for at, it in enumerate(options) if solver.boolean_value(it))
                for options in self.option
            ]
        if status == cp_model.INFEASIBLE:
            return None
        raise NotProved(note or f"ended as {solver.status_name(status)}")


def nash(problem, clock):
    """The product of gains, multiplied up party by party."""
    model = Model(problem)
    total, most = None, 1
    for party, (utility, reservation) in enumerate(zip(model.utility, problem.reservations)):
        top = problem.largest(party) - reservation
        gain = model.model.new_int_var(1, top, "")
        model.model.add(gain == utility - reservation)
        most *= top
        if 2**62 < most:
            raise NotProved("the product does not fit its integers")
        if total is None:
            total = gain
        else:
            product = model.model.new_int_var(1, most, "")
            model.model.add_multiplication_equality(product, [total, gain])
            total = product
    model.model.maximize(total)
    return str(problem.product(model.solve(clock))), ""


def egalitarian(problem, clock):
    """The largest least gain. Ours goes on to the second smallest gain, and so on."""
    model = Model(problem)
    least = model.model.new_int_var(0, problem.largest(0), "")
    for utility, reservation in zip(model.utility, problem.reservations):
        model.model.add(least <= utility - reservation)
    model.model.maximize(least)
    payoffs = problem.payoffs(model.solve(clock))
    return str(min(u - r for u, r in zip(payoffs, problem.reservations))), ""


def frontier(problem, clock):
    """By search zones: each is asked for its best sum, and what is found splits the zones."""
    if len(problem.utilities) == 2:
        return by_rising_bar(problem, clock)
    parties = len(problem.utilities)
    model = Model(problem)
    model.model.maximize(sum(model.utility))
    zones = numpy.full((1, parties), -1)
    found = []
    while len(zones):
        corner, zones = zones[-1], zones[:-1]
        outcome = above(model, corner).solve(clock, f"{len(found)} points")
        if outcome is None:
            continue
        point = numpy.array(problem.payoffs(outcome))
        found.append(point.tolist())
        zones = numpy.vstack([zones, corner])
        is_split = (zones < point).all(axis=1)
        kept, split = zones[~is_split], zones[is_split]
        parts = []
        for party in range(parties):
            part = split.copy()
            part[:, party] = point[party]
            parts.append(part)
        for part in numpy.unique(numpy.vstack(parts), axis=0):
            if not (kept <= part).all(axis=1).any():
                kept = numpy.vstack([kept[~(part <= kept).all(axis=1)], part])
        zones = kept
    return points(found), ""


def by_rising_bar(problem, clock):
    model = Model(problem)
    first, second = model.utility
    model.model.maximize(first * (problem.largest(1) + 1) + second)
    found, bar = [], -1
    while True:
        outcome = above(model, [-1, bar]).solve(clock, f"{len(found)} points")
        if outcome is None:
            return points(found), ""
        found.append(problem.payoffs(outcome))
        bar = found[-1][1]


def above(model, corner):
    """The model where every utility is above the corner: the bounds of its variables move."""
    for utility, bound in zip(model.utility, corner):
        domain = model.model.proto.variables[utility.index].domain
        domain[0] = min(int(bound) + 1, domain[1])
    # A corner at the top of a scale leaves nothing, which a domain cannot say.
    tops = [model.problem.largest(party) for party in range(len(model.utility))]
    if any(top <= bound for top, bound in zip(tops, corner)):
        return Empty()
    return model


class Empty:
    def solve(self, *_):
        return None


def nearest(problem, clock):
    model = Model(problem)
    for utility, reservation in zip(model.utility, problem.reservations):
        model.model.add(reservation <= utility)
    kept = [options[drafted] for options, drafted in zip(model.option, problem.draft)]
    model.model.maximize(sum(kept))
    outcome = model.solve(clock)
    changes = sum(a != b for a, b in zip(outcome, problem.draft))
    return f"{changes} changes", ""


def blocking(problem, clock):
    """A blocking set from assumptions, from which one is dropped after the other."""
    barriers = all_barriers(problem)
    kept = is_blocked(problem, barriers, clock)
    if kept is None:
        return "none", ""
    for barrier in list(kept):
        fewer = [it for it in kept if it != barrier]
        smaller = is_blocked(problem, fewer, clock) if barrier in kept else None
        if smaller is not None:
            kept = smaller
    return f"{len(kept)} barriers", " ".join(kept) + check_claim(problem, clock)


def all_barriers(problem):
    lines = [
        f"{party}.{index}"
        for party, lines in enumerate(problem.red_lines) for index in range(len(lines))
    ]
    return lines + [f"{party}" for party in range(len(problem.reservations))]


def is_blocked(problem, barriers, clock):
    """Those of the barriers that suffice to leave no outcome; nothing where some is left."""
    model = Model(problem)
    names = {}
    for barrier in barriers:
        holds = model.model.new_bool_var("")
        names[holds.index] = barrier
        party, _, line = barrier.partition(".")
        party = int(party)
        if line:
            for issue, option in problem.red_lines[party][int(line)]:
                model.model.add_implication(holds, ~model.option[issue][option])
        else:
            bar = problem.reservations[party]
            model.model.add(bar <= model.utility[party]).only_enforce_if(holds)
        model.model.add_assumption(holds)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = clock.left()
    status = solver.solve(model.model)
    if status == cp_model.INFEASIBLE:
        return [names[it] for it in solver.sufficient_assumptions_for_infeasibility()]
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    raise NotProved(f"ended as {solver.status_name(status)}")


CHECKED = {}


def check_claim(problem, clock):
    """Whether another tool's set blocks, and would not without any one of its members."""
    if not problem.claim:
        return ""
    if problem.claim not in CHECKED:
        claim = problem.claim.split()
        blocks = is_blocked(problem, claim, clock) is not None
        minimal = all(
            is_blocked(problem, [it for it in claim if it != barrier], clock) is None
            for barrier in claim
        )
        CHECKED[problem.claim] = "; ours blocks and is minimal" if blocks and minimal else "; OURS IS WRONG"
    return CHECKED[problem.claim]


class Counter(cp_model.CpSolverSolutionCallback):
    def __init__(self, clock):
        super().__init__()
        self.clock = clock
        self.count = 0

    def on_solution_callback(self):
        self.count += 1
        if self.clock.left() <= 0:
            self.stop_search()


def count(problem, clock):
    """Every outcome that pleases all, one by one."""
    model = Model(problem)
    for utility, reservation in zip(model.utility, problem.reservations):
        model.model.add(reservation <= utility)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.max_time_in_seconds = clock.left()
    counter = Counter(clock)
    status = solver.solve(model.model, counter)
    if status == cp_model.OPTIMAL and 0 < clock.left():
        return str(counter.count), ""
    raise NotProved(f"{counter.count} outcomes counted")


def zero_sum(problem, clock):
    """Of all questions only two."""
    least, _ = egalitarian(problem, clock)
    found, _ = frontier(problem, clock)
    return f"{least}, {found}", "least gain and frontier only"


if __name__ == "__main__":
    main("CP-SAT", {
        "nash": nash, "egalitarian": egalitarian, "frontier": frontier, "nearest": nearest,
        "blocking": blocking, "count": count, "all": zero_sum,
    })
