"""A problem file, and one piece of work timed on it: the same for every Python solver."""

import argparse
import json
import math
import statistics
import sys
import time


class Problem:
    """What `cargo bench --bench peers -- write DIR` wrote. Ids count from zero."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        self.name = document["name"]
        self.question = document["question"]
        self.options = document["options"]
        self.requires = document["requires"]
        self.draft = document["draft"]
        self.samples = document["samples"]
        parties = document["parties"]
        self.utilities = [party["utilities"] for party in parties]
        self.reservations = [party["reservation"] for party in parties]
        self.red_lines = [party["red_lines"] for party in parties]
        self.tables = [party["tables"] for party in parties]

    def pairs(self):
        """The pairs of issues that interact, which are the same for all parties."""
        return [table["issues"] for table in self.tables[0]]

    def largest(self, party):
        """At least as much as an outcome can be worth to the party."""
        alone = sum(max(worth) for worth in self.utilities[party])
        return alone + sum(max(table["worth"]) for table in self.tables[party])

    def payoffs(self, outcome):
        """Each party's utility of the outcome, in whole numbers."""
        found = []
        for utilities, tables in zip(self.utilities, self.tables):
            payoff = sum(worth[option] for worth, option in zip(utilities, outcome))
            for table in tables:
                a, b = table["issues"]
                payoff += table["worth"][outcome[a] * self.options[b] + outcome[b]]
            found.append(payoff)
        return found

    def product(self, outcome):
        """The product of what the parties gain."""
        return math.prod(u - r for u, r in zip(self.payoffs(outcome), self.reservations))


class NotProved(Exception):
    """The time was over; `args[0]` says what was found by then."""


class Clock:
    """The seconds that are left of a run."""

    def __init__(self, limit):
        self.end = time.perf_counter() + limit

    def left(self):
        return max(self.end - time.perf_counter(), 0.0)


def points(found):
    """A frontier as our own program shows it, so that equal frontiers read the same."""
    total = 1469598103934665603
    for point in sorted(found):
        for value in point:
            total = ((total ^ abs(value)) * 1099511628211) % 2**64
    return f"{len(found)} points, checksum {total:016x}"


def peak_kilobytes():
    with open("/proc/self/status", encoding="utf-8") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return None


def main(tool, questions):
    """Runs the question of the file, where `questions` has it, and prints a JSON object.

    Times are of the processor, without the start of the interpreter and the imports, so that a
    busy machine does not count against the tool.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--patience", type=float, default=20.0)
    parser.add_argument("--limit", type=float, default=20.0)
    parser.add_argument("--claim", default="", help="an answer of ours to be checked")
    parser.add_argument("--way", default="", help="one of several ways to the answer")
    arguments = parser.parse_args()
    problem = Problem(arguments.file)
    problem.claim = arguments.claim
    answer = questions.get(problem.question + arguments.way)
    if answer is None:
        sys.exit(f"{tool} has no model of {problem.question}")
    times, proved, note = [], True, ""
    begin = time.perf_counter()
    is_first = True
    while len(times) < arguments.runs:
        start = time.process_time()
        try:
            value, note = answer(problem, Clock(arguments.limit))
        except NotProved as late:
            value, note, proved = None, str(late), False
        seconds = time.process_time() - start
        # As in our own program: a first run of less than a second is to warm up.
        if not is_first or 1.0 <= seconds:
            times.append(seconds)
        is_first = False
        if not proved or arguments.patience <= time.perf_counter() - begin:
            times = times or [seconds]
            break
    result = {
        "name": problem.name,
        "seconds": statistics.median(times),
        "fastest": min(times),
        "runs": len(times),
        "peak_kb": peak_kilobytes(),
        "value": value,
        "proved": proved,
        "note": note,
    }
    print(json.dumps(result))
