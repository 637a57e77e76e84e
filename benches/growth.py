"""How each question grows with issues, options, parties and linkages: figures and a plot."""

import csv
import json
import math
import subprocess
import sys

LIMIT = 10
QUESTIONS = ["nash", "egalitarian", "nearest", "frontier", "cover", "count"]
# The middle of all series: 28 issues, 4 options, 3 parties, no linkages.
MIDDLE = {"issues": 28, "options": 4, "parties": 3, "linkages": 0}
SERIES = {
    "issues": [10, 20, 30, 40, 50, 60],
    "options": [2, 3, 4, 5, 6, 8, 10],
    "parties": [2, 3, 4, 5, 6],
    "linkages": [0, 5, 10, 15, 20, 25, 30],
}
COLUMNS = ["axis", *MIDDLE, "question", "seconds", "size", "peak_kb", "state"]


def measure(ours, folder, environment):
    """Writes `growth.csv`. A series ends with the first point that takes longer than the limit."""
    rows = []
    for axis, values in SERIES.items():
        for question in QUESTIONS:
            for value in values:
                size = {**MIDDLE, axis: value}
                found = typical(ours, question, size, environment)
                state = found["state"]
                print(axis, value, question, found["seconds"], state, file=sys.stderr, flush=True)
                rows.append({"axis": axis, **size, "question": question, **found})
                if state == "over the limit":
                    break
    with open(folder / "growth.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def typical(ours, question, size, environment):
    """The median of three problems, or one where that takes more than a second."""
    found = [point(ours, question, size, 1, environment)]
    if found[0]["seconds"] and float(found[0]["seconds"]) < 1:
        found += [point(ours, question, size, seed, environment) for seed in (2, 3)]
        found = [it for it in found if it["seconds"]]
    return sorted(found, key=lambda it: float(it["seconds"] or LIMIT))[len(found) // 2]


def point(ours, question, size, seed, environment):
    command = [ours, "grow", question, *map(str, size.values()), str(seed), "--patience", "1",
               "--limit", str(3 * LIMIT)]
    nothing = {"seconds": LIMIT, "size": "", "peak_kb": ""}
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment,
                              timeout=6 * LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return {**nothing, "state": "over the limit"}
    if done.returncode != 0:
        return {**nothing, "seconds": "", "state": "failed"}
    found = json.loads(done.stdout)
    # The time is of the processor, and the limit of a run is by the clock: on a busy machine a run
    # gets more of the clock.
    if found["stopped"] or LIMIT < found["seconds"]:
        return {**nothing, "peak_kb": found["peak_kb"], "state": "over the limit"}
    if "error" in found:
        return {**nothing, "seconds": "", "state": found["error"]}
    proved = "exact" if found["proved"] else "not exact"
    if question == "cover" and found["proved"]:
        proved = "within the tolerance"
    return {
        "seconds": f"{found['seconds']:.6g}", "size": found["size"] or "",
        "peak_kb": found["peak_kb"], "state": proved,
    }


# Colors of M. Okabe and K. Ito, which people with any color vision tell apart; shapes tell, too.
STYLES = {
    "nash": ("#0072B2", "circle", "Nash"),
    "egalitarian": ("#56B4E9", "square", "egalitarian"),
    "nearest": ("#009E73", "triangle", "nearest outcome"),
    "frontier": ("#D55E00", "diamond", "frontier"),
    "cover": ("#CC79A7", "cross", "cover within 5 %"),
    "count": ("#444444", "ring", "count (○ estimated, ● exact)"),
}
TITLES = {
    "issues": "issues", "options": "options of each issue", "parties": "parties",
    "linkages": "linkages",
}
INK, GRID = "#222222", "#dddddd"
WIDTH, LEFT, GAP, PANEL = 1180, 70, 24, 254
TOPS = {"seconds": (92, 300), "size": (446, 170)}
RANGES = {"seconds": (-5, 1), "size": (1, 6)}
FONT = 'font-family="Helvetica, Arial, sans-serif"'


def plot(folder):
    """Draws `growth.svg` from `growth.csv`."""
    with open(folder / "growth.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    height = 650
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {FONT} '
        f'font-size="12" fill="{INK}">',
        "<title>How answers grow with issues, options, parties and linkages</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    parts += legend()
    for index, axis in enumerate(SERIES):
        left = LEFT + index * (PANEL + GAP)
        for what, (top, tall) in TOPS.items():
            parts += panel(rows, axis, what, left, top, tall, index == 0)
    parts.append("</svg>\n")
    (folder / "growth.svg").write_text("\n".join(parts), encoding="utf-8")


def legend():
    parts, x = [], LEFT
    for color, shape, name in STYLES.values():
        parts.append(f'<path d="M{x} 24h28" stroke="{color}" stroke-width="2"/>')
        parts.append(mark(shape, color, x + 14, 24))
        parts.append(f'<text x="{x + 36}" y="28">{name}</text>')
        x += 50 + 7.2 * len(name) + 16
    parts.append(f'<text x="{x}" y="28">▲ over {LIMIT} s</text>')
    parts.append(
        f'<text x="{LEFT}" y="52" fill="#555555">One thread. Where it is not the axis: 28 issues, '
        "4 options, 3 parties, no linkages; uniform random utilities. Both directions are "
        "logarithmic, but for parties and linkages.</text>"
    )
    return parts


def panel(rows, axis, what, left, top, tall, is_first):
    low, high = RANGES[what]
    values = SERIES[axis]
    is_logarithmic = axis in ("issues", "options")
    scale = math.log if is_logarithmic else float
    first, last = scale(values[0]), scale(values[-1])
    inner = PANEL - 24

    def across(value):
        return left + 12 + inner * (scale(value) - first) / (last - first)

    def up(value):
        share = (math.log10(value) - low) / (high - low)
        return top + tall * (1 - min(max(share, 0), 1))

    title = {"seconds": "time", "size": "points"}[what]
    parts = [f'<text x="{left}" y="{top - 10}" font-weight="bold">{title} by {TITLES[axis]}</text>']
    for power in range(low, high + 1):
        y = up(10.0**power)
        parts.append(f'<path d="M{left} {y:.1f}h{PANEL}" stroke="{GRID}"/>')
        if is_first:
            parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">'
                         f"{name_of(power, what)}</text>")
    for value in values:
        x = across(value)
        parts.append(f'<path d="M{x:.1f} {top}v{tall}" stroke="{GRID}"/>')
        parts.append(f'<text x="{x:.1f}" y="{top + tall + 18}" text-anchor="middle">{value}</text>')
    for question, (color, shape, _) in STYLES.items():
        if what == "size" and question not in ("frontier", "cover"):
            continue
        mine = [row for row in rows if row["axis"] == axis and row["question"] == question]
        mine = [row for row in mine if row[what] or row["state"] == "over the limit"]
        done = [(across(int(row[axis])), up(float(row[what]))) for row in mine
                if row["state"] != "over the limit"]
        over = [across(int(row[axis])) for row in mine if row["state"] == "over the limit"]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in done)
        if what == "seconds" and over and done:
            x, y = done[-1]
            parts.append(f'<path d="M{x:.1f} {y:.1f}L{over[0]:.1f} {top:.1f}" stroke="{color}" '
                         'stroke-width="2" stroke-dasharray="4 4"/>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2"/>')
        sure = [row["state"] != "not exact" for row in mine if row["state"] != "over the limit"]
        parts += [
            mark("dot" if shape == "ring" and is_sure else shape, color, x, y)
            for (x, y), is_sure in zip(done, sure)
        ]
        if what == "seconds":
            parts += [f'<path d="M{x:.1f} {top - 7}l5 8h-10z" fill="{color}"/>' for x in over]
    return parts


def name_of(power, what):
    if what == "seconds":
        return {-5: "10 µs", -4: "0.1 ms", -3: "1 ms", -2: "10 ms", -1: "0.1 s", 0: "1 s", 1: "10 s"}[power]
    return f"{10**power:,}"


def mark(shape, color, x, y):
    x, y = round(x, 1), round(y, 1)
    filled = f'fill="{color}" stroke="#ffffff"'
    return {
        "circle": f'<circle cx="{x}" cy="{y}" r="4.5" {filled}/>',
        "square": f'<path d="M{x - 4} {y - 4}h8v8h-8z" {filled}/>',
        "triangle": f'<path d="M{x} {y - 5}l5 9h-10z" {filled}/>',
        "diamond": f'<path d="M{x} {y - 6}l5.5 6l-5.5 6l-5.5 -6z" {filled}/>',
        "cross": f'<path d="M{x - 4} {y - 4}l8 8m0 -8l-8 8" stroke="{color}" stroke-width="2.5"/>',
        "dot": f'<circle cx="{x}" cy="{y}" r="4" {filled}/>',
        "ring": f'<circle cx="{x}" cy="{y}" r="4" fill="#ffffff" stroke="{color}" '
                'stroke-width="2"/>',
    }[shape]
