"""hopsy: coordinate hit-and-run on the simplex slice of the reference problem, one thread.

    hopsy_run.py PROBLEM [SECONDS]

Prints one line of JSON. The problem is what `sampling write` of `onetext-elicit` writes.
"""

import json
import sys
import time
import warnings

import numpy

warnings.filterwarnings("ignore")
import hopsy  # noqa: E402

CHAINS = 4


def effective(series):
    """Effective draws of several chains: split in halves, Geyer's monotone sequence; as ours."""
    half = series.shape[1] // 2
    halves = numpy.concatenate([series[:, :half], series[:, -half:]])
    length = halves.shape[1]
    centered = halves - halves.mean(axis=1, keepdims=True)
    size = 1 << (2 * length - 1).bit_length()
    spectrum = numpy.fft.rfft(centered, size, axis=1)
    covariance = numpy.fft.irfft(spectrum * numpy.conj(spectrum), size, axis=1)[:, :length] / length
    within = covariance[:, 0].mean() * length / (length - 1)
    between = halves.mean(axis=1).var(ddof=1)
    if within <= 0:
        return None
    total = within * (length - 1) / length + between
    correlation = 1 - (within - covariance.mean(axis=0)) / total
    time, smallest = -1.0, numpy.inf
    for lag in range(0, length - 1, 2):
        pair = correlation[lag] + correlation[lag + 1]
        if pair <= 0:
            break
        smallest = min(smallest, pair)
        time += 2 * smallest
    draws = halves.size
    return min(draws / max(time, 1 / draws), draws)


def main():
    problem = json.load(open(sys.argv[1]))
    limit = float(sys.argv[2]) if 2 < len(sys.argv) else 10.0
    rows = numpy.array(problem["rows"])
    start = numpy.array(problem["start"])
    texts = numpy.array(problem["texts"])
    unknowns = len(start)
    # The slice of the cone on which all unknowns add up to one, by all unknowns but the last.
    reduce = lambda it: (it[:, :-1] - it[:, -1:], it[:, -1])
    slopes, constants = reduce(rows)
    below = numpy.concatenate([-slopes, -numpy.eye(unknowns - 1), numpy.ones((1, unknowns - 1))])
    bound = numpy.concatenate([constants, numpy.zeros(unknowns - 1), [1.0]])
    point = (start / start.sum())[:-1]
    made = hopsy.Problem(below, bound, starting_point=point)
    chains = [hopsy.MarkovChain(made, proposal=hopsy.UniformCoordinateHitAndRunProposal,
                                starting_point=point) for _ in range(CHAINS)]
    random = [hopsy.RandomNumberGenerator(seed=11, stream=it) for it in range(CHAINS)]
    thinning = 3 * unknowns
    hopsy.sample(chains, random, n_samples=300, thinning=thinning, n_procs=1)
    kept, spent = [], 0.0
    while spent < limit:
        begin = time.process_time()
        _, states = hopsy.sample(chains, random, n_samples=1000, thinning=thinning, n_procs=1)
        spent += time.process_time() - begin
        kept.append(states)
    states = numpy.concatenate(kept, axis=1)
    slopes, constants = reduce(texts)
    passes = (0 <= states @ slopes.T + constants).astype(float)
    shares = passes.mean(axis=(0, 1))
    doubtful = [it for it in range(len(texts)) if 0.02 < shares[it] < 0.98][:40]
    rates = sorted(effective(passes[:, :, it]) / spent for it in doubtful)
    print(json.dumps({
        "tool": f"hopsy {hopsy.__version__}", "kind": "hard", "seconds": spent,
        "median": round(rates[len(rates) // 2]), "min": round(rates[0]), "texts": len(rates),
        "steps": states.shape[0] * states.shape[1] * thinning / spent, "shares": shares.tolist(),
    }))


if __name__ == "__main__":
    main()
