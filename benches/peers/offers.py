"""NegMAS on the problem of `benches/offers`: rounds per CPU second of stacked alternating offers.

    offers.py PROBLEM.json
"""

import json
import statistics
import sys
import time

from negmas import (
    BoulwareTBNegotiator,
    ConcederTBNegotiator,
    LinearTBNegotiator,
    LinearUtilityAggregationFunction as Additive,
    MiCRONegotiator,
    NaiveTitForTatNegotiator,
    SAOMechanism,
    TableFun,
    make_issue,
)

KINDS = {
    "boulware": BoulwareTBNegotiator,
    "linear": LinearTBNegotiator,
    "conceder": ConcederTBNegotiator,
    "micro": MiCRONegotiator,
    "tit-for-tat": NaiveTitForTatNegotiator,
}


def main():
    with open(sys.argv[1]) as file:
        problem = json.load(file)
    issues = [
        make_issue([str(it) for it in range(count)], f"issue {place}")
        for place, count in enumerate(problem["options"])
    ]
    wanted = [
        Additive(
            [TableFun({str(o): float(it) for o, it in enumerate(options)}) for options in party],
            issues=issues,
        ).normalize()
        for party in problem["parties"]
    ]
    pairs = [(it, it) for it in ("boulware", "linear", "conceder", "micro")]
    for first, second in [*pairs, ("boulware", "tit-for-tat")]:
        rates = []
        for _ in range(3):
            mechanism = SAOMechanism(issues=issues, n_steps=2000)
            for name, ufun in zip((first, second), wanted):
                mechanism.add(KINDS[name](name=name), ufun=ufun)
            mechanism.step()
            begun = time.process_time()
            mechanism.run()
            seconds = time.process_time() - begun
            if 1 < mechanism.current_step:
                rates.append((mechanism.current_step - 1) / seconds)
        rate = statistics.median(rates) if rates else None
        print(json.dumps({"first": first, "second": second, "rate": rate}), flush=True)


main()
