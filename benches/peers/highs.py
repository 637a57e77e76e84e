"""HiGHS: mixed integer models, one thread, no gap. Times include the making of the model."""

import math

import highspy
import numpy

from problem import NotProved, Problem, main, points

INFINITY = highspy.kHighsInf


class Model:
    """A binary column for each option, then an integer column for each party's utility."""

    def __init__(self, problem, sense, more=()):
        self.problem = problem
        self.solver = None
        self.lower, self.upper, self.cost, self.integral = [], [], [], []
        self.rows = []
        self.option = [[self.column(0, 1) for _ in range(count)] for count in problem.options]
        for columns in self.option:
            self.row(1, 1, [(column, 1) for column in columns])
        for a, x, b, y in problem.requires:
            self.row(-INFINITY, 0, [(self.option[a][x], 1), (self.option[b][y], -1)])
        both = [self.both(a, b) for a, b in problem.pairs()]
        self.utility = []
        for party, worths in enumerate(problem.utilities):
            column = self.column(0, problem.largest(party))
            terms = [(column, -1)]
            for columns, worth in zip(self.option, worths):
                terms += list(zip(columns, worth))
            for columns, table in zip(both, problem.tables[party]):
                terms += list(zip(columns, table["worth"]))
            self.row(0, 0, terms)
            self.utility.append(column)
        self.more = [self.column(lower, upper, integral) for lower, upper, integral in more]
        self.sense = sense

    def both(self, a, b):
        """A column for each pair of options of two issues."""
        first, second = self.option[a], self.option[b]
        grid = [[self.column(0, 1, False) for _ in second] for _ in first]
        for row, column in zip(grid, first):
            self.row(0, 0, [(it, 1) for it in row] + [(column, -1)])
        for place, column in enumerate(second):
            self.row(0, 0, [(row[place], 1) for row in grid] + [(column, -1)])
        return [it for row in grid for it in row]

    def column(self, lower, upper, integral=True):
        self.lower.append(lower)
        self.upper.append(upper)
        self.cost.append(0)
        self.integral.append(integral)
        return len(self.cost) - 1

    def row(self, lower, upper, terms):
        """A row, before or after the model was given to the solver."""
        terms = [term for term in terms if term[1] != 0]
        if self.solver is None:
            self.rows.append((lower, upper, terms))
        else:
            places, factors = zip(*terms)
            self.solver.addRow(
                lower, upper, len(places), numpy.array(places, dtype=numpy.int32),
                numpy.array(factors, dtype=numpy.float64),
            )

    def start(self, absolute_gap, presolve="choose"):
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.rows)
        lp.col_cost_ = numpy.array(self.cost, dtype=numpy.float64)
        lp.col_lower_ = numpy.array(self.lower, dtype=numpy.float64)
        lp.col_upper_ = numpy.array(self.upper, dtype=numpy.float64)
        lp.row_lower_ = numpy.array([row[0] for row in self.rows], dtype=numpy.float64)
        lp.row_upper_ = numpy.array([row[1] for row in self.rows], dtype=numpy.float64)
        starts, places, factors = [0], [], []
        for _, _, terms in self.rows:
            places += [place for place, _ in terms]
            factors += [factor for _, factor in terms]
            starts.append(len(places))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = numpy.array(starts, dtype=numpy.int32)
        lp.a_matrix_.index_ = numpy.array(places, dtype=numpy.int32)
        lp.a_matrix_.value_ = numpy.array(factors, dtype=numpy.float64)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if it else kinds.kContinuous for it in self.integral]
        lp.sense_ = self.sense
        self.solver = highspy.Highs()
        self.solver.silent()
        for name, value in [
            ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", absolute_gap), ("presolve", presolve),
        ]:
            self.solver.setOptionValue(name, value)
        self.solver.passModel(lp)

    def solve(self, clock, note=""):
        """Values of all columns; nothing where there is no outcome."""
        if clock.left() <= 0:
            raise NotProved(note)
        # HiGHS counts its time over all calls of one solver.
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + clock.left())
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return list(self.solver.getSolution().col_value)
        if status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return None
        raise NotProved(note or f"ended as {status.name}")

    def outcome(self, values):
        return [max(range(len(it)), key=lambda at: values[it[at]]) for it in self.option]


MAXIMIZE = highspy.ObjSense.kMaximize
MINIMIZE = highspy.ObjSense.kMinimize


def best_product(problem, clock):
    """The product of gains by its logarithm, which is cut off by secants between whole gains."""
    top = [problem.largest(party) - r for party, r in enumerate(problem.reservations)]
    logarithms = [(-INFINITY, math.log(it), False) for it in top]
    model = Model(problem, MAXIMIZE, logarithms)
    for party, reservation in enumerate(problem.reservations):
        model.lower[model.utility[party]] = reservation + 1
        model.cost[model.more[party]] = 1

    def cut(party, gain):
        rise = math.log(gain + 1) - math.log(gain)
        bound = math.log(gain) - rise * (gain + problem.reservations[party])
        model.row(
            -INFINITY, bound, [(model.more[party], 1), (model.utility[party], -rise)]
        )

    for party, most in enumerate(top):
        gain = 1
        while gain <= most:
            cut(party, gain)
            gain = max(gain + 1, int(gain * 1.25))
    # It is the quicker way for many parties, by a factor of three for six.
    model.start(0.0, presolve="off")
    while True:
        values = model.solve(clock)
        if values is None:
            return None
        is_done = True
        for party, reservation in enumerate(problem.reservations):
            gain = round(values[model.utility[party]]) - reservation
            if math.log(gain) + 1e-7 < values[model.more[party]]:
                is_done = False
                for at in {max(gain - 1, 1), gain}:
                    cut(party, at)
        if is_done:
            return problem.product(model.outcome(values))


def nash(problem, clock):
    return str(best_product(problem, clock)), ""


def samples(problem, clock):
    """The first ones only; the runner says so and multiplies."""
    total = 0
    for utilities in problem.samples:
        problem.utilities = utilities
        total += best_product(problem, clock)
    return str(total), f"{len(problem.samples)} problems"


def egalitarian(problem, clock):
    """The largest least gain. Ours goes on to the second smallest gain, and so on."""
    model = Model(problem, MAXIMIZE, [(0, INFINITY, True)])
    least = model.more[0]
    model.cost[least] = 1
    for utility, reservation in zip(model.utility, problem.reservations):
        model.row(reservation, INFINITY, [(utility, 1), (least, -1)])
    model.start(0.999)
    payoffs = problem.payoffs(model.outcome(model.solve(clock)))
    return str(min(u - r for u, r in zip(payoffs, problem.reservations))), ""


def frontier(problem, clock):
    """Two parties: the best for one under a rising bar of the other."""
    if len(problem.utilities) != 2:
        raise NotProved("no model for more than two parties")
    model = Model(problem, MAXIMIZE)
    first, second = model.utility
    most = problem.largest(1)
    model.cost[first], model.cost[second] = most + 1, 1
    model.start(0.999)
    found = []
    while True:
        values = model.solve(clock, f"{len(found)} points")
        if values is None:
            return points(found), ""
        found.append(problem.payoffs(model.outcome(values)))
        if most <= found[-1][1]:
            return points(found), ""
        model.solver.changeColBounds(second, found[-1][1] + 1, most)


def nearest(problem, clock):
    model = Model(problem, MINIMIZE)
    for utility, reservation in zip(model.utility, problem.reservations):
        model.lower[utility] = reservation
    for columns, drafted in zip(model.option, problem.draft):
        for option, column in enumerate(columns):
            model.cost[column] = int(option != drafted)
    model.start(0.999)
    outcome = model.outcome(model.solve(clock))
    changes = sum(a != b for a, b in zip(outcome, problem.draft))
    return f"{changes} changes", ""


def zero_sum(problem, clock):
    """Of all questions only two."""
    least, _ = egalitarian(problem, clock)
    found, _ = frontier(problem, clock)
    return f"{least}, {found}", "least gain and frontier only"


if __name__ == "__main__":
    main("HiGHS", {
        "nash": nash, "samples": samples, "egalitarian": egalitarian, "frontier": frontier,
        "nearest": nearest, "all": zero_sum,
    })
