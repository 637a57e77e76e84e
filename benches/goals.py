"""What each piece of work may take, by the beginning of its name; the first that fits counts."""

GOALS = [
    ("analysis-1e5", "–", {}),
    ("analysis", "1/1,000 of NegMAS", {"least_ratio": 1000}),
    ("nash", "1/50", {"least_ratio": 50}),
    ("egalitarian", "1/20", {"least_ratio": 20}),
    ("frontier-2-uniform", "1 ms", {"most_seconds": 1e-3}),
    ("frontier-2-opposed", "1 ms", {"most_seconds": 1e-3}),
    ("frontier-3-uniform", "20 ms", {"most_seconds": 0.020}),
    ("frontier-3-opposed", "60 ms", {"most_seconds": 0.060}),
    ("frontier-4-uniform", "0.4 s, 500 MB",
     {"most_seconds": 0.4, "most_kilobytes": 500 * 1024}),
    ("frontier-4-opposed", "3 s, 500 MB", {"most_seconds": 3, "most_kilobytes": 500 * 1024}),
    ("frontier-5", "60 s, 1 GB", {"most_seconds": 60, "most_kilobytes": 1024 * 1024}),
    ("cover-6", "20 s", {"most_seconds": 20}),
    ("frontier-3-long", "0.5 s, 100 MB", {"most_seconds": 0.5, "most_kilobytes": 100 * 1024}),
    ("frontier-2-interacting", "0.1 s", {"most_seconds": 0.1}),
    ("frontier-3-interacting", "2.5 s", {"most_seconds": 2.5}),
    ("nearest", "1 ms", {"most_seconds": 1e-3}),
    ("blocking", "5 ms", {"most_seconds": 5e-3}),
    ("samples", "2 s", {"most_seconds": 2}),
    ("zero-sum", "1 s", {"most_seconds": 1}),
    ("count", "2 s", {"most_seconds": 2}),
    ("hyper-rectangles", "10 s", {"most_seconds": 10}),
    ("start", "20 ms", {"most_seconds": 0.020}),
]


def goal(name):
    for beginning, words, limits in GOALS:
        if name.startswith(beginning):
            return {"goal": words, **limits}
    return {}
