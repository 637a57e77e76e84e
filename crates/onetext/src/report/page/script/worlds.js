// The worlds that the page carries, and what they say of a text: in the same steps as the program,
// so that the numbers are the same. Nothing here touches the page.
const worlds = (() => {
  const bytes = text => Uint8Array.from(atob(text), it => it.charCodeAt(0));

  function unpack(data) {
    const parties = data.parties.map(it => {
      if ("why" in it) return it;
      const fine = it.exact ? 1 : 256;
      const raw = it.exact ? null : bytes(it.gains);
      const gains = it.exact ? Float64Array.from(it.gains)
        : Int32Array.from({ length: raw.length / 4 }, (_, at) => new DataView(raw.buffer).getInt32(4 * at, true));
      const count = gains.length;
      const flat = it.exact ? it.worths : new Int8Array(bytes(it.worths).buffer);
      let next = 0;
      const none = gains.map(() => 0);
      const column = () => none.map(() => fine * flat[next++]);
      const worths = data.levels.map(issue => new Map(
        issue.kept.map(level => [level, level === issue.reference ? none : column()])));
      const ties = it.ties.map(issues => ({ issues, columns: [column(), column()] }));
      const lines = it.lines.map(line => {
        const bits = bytes(line.real);
        return { ...line, real: Uint8Array.from(gains, (_, at) => bits[at >> 3] >> (at & 7) & 1) };
      });
      return { ...it, gains, count, worths, ties, lines };
    });
    const reference = data.levels.map(it => [it.reference]);
    return { ...data, parties, reference };
  }

  // Whether at each issue of a pattern "some" or "every" level of a text is among the pattern's.
  const meets = (pattern, text, how) =>
    pattern.every(([issue, levels]) => text[issue][how](it => levels.includes(it)));

  const add = (gains, column, times = 1) => {
    for (let world = 0; world < gains.length; world++) gains[world] += times * column[world];
  };

  // What the ties add to a text beyond the reference: columns, and how often each counts.
  function tied(model, party, reading, best) {
    const times = text => party.ties.map(({ issues }) =>
      meets(issues, text, "every") ? [1, -1] : !meets(issues, text, "some") ? [0, 0] : best ? [1, 0] : [0, -1]);
    const before = times(model.reference);
    return times(reading).flatMap((it, at) => [0, 1].map(end =>
      [party.ties[at].columns[end], it[end] - before[at][end]])).filter(it => it[1] !== 0);
  }

  function gainsOf(model, party, reading, best) {
    const gains = party.gains.slice();
    reading.forEach((levels, issue) => {
      if (levels.length === 1 && levels[0] === model.levels[issue].reference) return;
      const columns = levels.map(it => party.worths[issue].get(it));
      add(gains, columns.reduce((one, other) =>
        one.map((it, world) => (best ? it < other[world] : other[world] < it) ? other[world] : it)));
    });
    for (const it of tied(model, party, reading, best)) add(gains, ...it);
    return gains;
  }

  // The places of the red lines that some reading crosses, or at its best every reading.
  function crossed(party, reading, best) {
    const some = ({ when, unless }) => meets(when, reading, "some") &&
      (!unless.length || unless.some(([issue, levels]) => {
        const within = when.find(it => it[0] === issue);
        return reading[issue].some(it => !levels.includes(it) && (!within || within[1].includes(it)));
      }));
    const every = ({ when, unless }) => meets(when, reading, "every") &&
      (!unless.length || unless.some(it => !meets([it], reading, "some")));
    return party.lines.flatMap((line, at) => (best ? every(line) : some(line)) ? [at] : []);
  }

  function blocked(party, lines) {
    party.blocked ??= new Map();
    const key = lines.join();
    if (!party.blocked.has(key)) {
      party.blocked.set(key, party.gains.map((_, world) => lines.some(at => party.lines[at].real[world])));
    }
    return party.blocked.get(key);
  }

  const passing = (party, gains, lines) => {
    const shut = blocked(party, lines);
    return gains.map((it, world) => it >= 0 && !shut[world]);
  };

  const mean = list => list.reduce((sum, it) => sum + it, 0) / list.length;

  // The readings of a text that respect the linkages; null if there are too many to look at.
  function readingsOf(model, open) {
    if (open.reduce((all, it) => all * it.length, 1) > 512) return null;
    let all = [[]];
    for (const levels of open) all = all.flatMap(head => levels.map(it => [...head, [it]]));
    return all.filter(it => !model.links.some(([when, then]) => meets(when, it, "every") && !meets(then, it, "every")));
  }

  // For each settled reading the share of worlds that accept it. From one reading to the next, only
  // what differs is added anew.
  function sharesOf(model, party, open, each) {
    const free = open.flatMap((it, issue) => it.length > 1 ? [issue] : []);
    const plain = { ...party, ties: [] };
    const sums = [gainsOf(model, plain, open.map((it, issue) => it.length > 1 ? model.reference[issue] : it), false)];
    free.forEach(() => sums.push(party.gains.slice()));
    let last = null;
    return each.map(reading => {
      let depth = last ? free.findIndex(issue => last[issue][0] !== reading[issue][0]) : 0;
      for (depth = depth < 0 ? free.length : depth; depth < free.length; depth++) {
        sums[depth + 1].set(sums[depth]);
        add(sums[depth + 1], party.worths[free[depth]].get(reading[free[depth]][0]));
      }
      last = reading;
      let gains = sums[free.length];
      const terms = tied(model, party, reading, false);
      if (terms.length) gains = gains.slice();
      for (const it of terms) add(gains, ...it);
      return mean(passing(party, gains, crossed(party, reading, false)));
    });
  }

  // The places of the smallest and of the largest number, the first of equal ones.
  const extremes = list => list.reduce(([low, high], it, at) =>
    [it < list[low] ? at : low, it > list[high] ? at : high], [0, 0]);

  // Split R-hat of a series of four chains, and how many draws it is worth.
  function mixing(series) {
    const length = Math.max(1, Math.floor(series.length / 4));
    const halves = [0, 1, 2, 3].flatMap(it => {
      const chain = series.slice(it * length, (it + 1) * length);
      const half = Math.floor(chain.length / 2);
      return [chain.slice(0, half), chain.slice(chain.length - half)];
    });
    const n = halves[0].length;
    if (n < 4) return [Infinity, 0];
    const means = halves.map(mean);
    const covariance = (it, center, lag) => {
      let sum = 0;
      for (let at = lag; at < n; at++) sum += (it[at - lag] - center) * (it[at] - center);
      return sum / n;
    };
    const within = mean(halves.map((it, at) => covariance(it, means[at], 0) * n / (n - 1)));
    const center = mean(means);
    const between = means.reduce((sum, it) => sum + (it - center) * (it - center), 0) / (means.length - 1);
    if (within <= 0) return between <= 0 ? [1, series.length] : [Infinity, 0];
    const total = within * (n - 1) / n + between;
    const correlation = lag =>
      1 - (within - halves.reduce((sum, it, at) => sum + covariance(it, means[at], lag), 0) / halves.length) / total;
    let time = -1, smallest = Infinity;
    for (let lag = 0; lag < n - 1; lag += 2) {
      const pair = correlation(lag) + correlation(lag + 1);
      if (pair <= 0) break;
      smallest = Math.min(smallest, pair);
      time += 2 * smallest;
    }
    const draws = n * halves.length;
    return [Math.sqrt(total / within), Math.min(draws / Math.max(time, 1 / draws), draws)];
  }

  // Half-width of the 95 % interval of a share, or why there is none.
  function half(share, passes, gains) {
    const varies = passes.some(it => it !== passes[0]);
    const [rhat, effective] = mixing(varies ? passes : Array.from(gains, it => it / (Math.abs(it) + 32512)));
    if (!(rhat <= 1.1 && effective >= 40))
      throw new Error(`not converged: R-hat ${Number.isFinite(rhat) ? rhat.toFixed(3) : "inf"}, ${effective.toFixed(0)} effective draws`);
    const draws = effective + 4;
    const middle = (share * effective + 2) / draws;
    return 1.96 * Math.sqrt(middle * (1 - middle) / draws);
  }

  // The share of a party's worlds, from its lowest to its highest end, and what stands in the way.
  function found(model, party, low, high) {
    const ends = [[low, false], [high, true]].map(([reading, best]) => {
      const gains = gainsOf(model, party, reading, best);
      const passes = passing(party, gains, crossed(party, reading, best));
      return { gains, passes, share: mean(passes) };
    });
    return {
      low: ends[0].share, high: ends[1].share,
      error: party.exact ? 0 : Math.max(...ends.map(it => half(it.share, it.passes, it.gains))),
      blocker: party.exact ? null : inTheWay(model, party, low, ends[0]),
    };
  }

  // What explains most of the rejections: a red line, or the issue that costs most.
  function inTheWay(model, party, reading, { gains, passes }) {
    const rejecting = [...passes.keys()].filter(world => !passes[world]);
    if (!rejecting.length) return null;
    const share = count => count / rejecting.length;
    const most = list => list.length ? extremes(list)[1] : -1;
    const lines = crossed(party, reading, false);
    const real = lines.map(at => share(rejecting.filter(world => party.lines[at].real[world]).length));
    const line = most(real);
    const levels = party.worths.map((columns, issue) => [...columns].map(([level, column]) =>
      ({ level, column, ties: tied(model, party, reading.map((it, at) => at === issue ? [level] : it), false) })));
    const dearest = levels.map(() => 0);
    for (const world of rejecting) {
      if (gains[world] >= 0) continue;
      let worst = -Infinity, place = 0;
      levels.forEach((kept, issue) => {
        let best = -Infinity, least = Infinity;
        for (const { level, column, ties } of kept) {
          let worth = column[world];
          for (const [tie, times] of ties) worth += times * tie[world];
          if (worth > best) best = worth;
          if (worth < least && reading[issue].includes(level)) least = worth;
        }
        if (best - least > worst) [worst, place] = [best - least, issue];
      });
      dearest[place]++;
    }
    const issue = most(dearest), dear = issue < 0 ? 0 : share(dearest[issue]);
    if (line >= 0 && dear <= real[line]) {
      const { when, unless, said } = party.lines[lines[line]];
      for (const [pattern, wanted] of [[when, true], [unless, false]])
        for (const [at, named] of pattern) {
          const level = reading[at].find(it => named.includes(it) === wanted);
          if (level !== undefined) return { issue: at, level, redLine: true, said, explains: real[line] };
        }
      return null;
    }
    if (!(dear > 0)) return null;
    const sum = level => rejecting.reduce((all, world) => all + party.worths[issue].get(level)[world], 0);
    const level = reading[issue].reduce((one, other) => sum(other) < sum(one) ? other : one);
    return { issue, level, redLine: false, said: party.about[issue], explains: dear };
  }

  // What the worlds say of a text: for each issue, the levels that it may still take.
  function judge(model, open) {
    const each = readingsOf(model, open);
    if (each && !each.length) return { error: "no reading of the text respects all linkages" };
    const tell = find => {
      try { return find(); } catch (error) { return { why: error.message }; }
    };
    const columns = [];
    const parties = model.parties.map((party, at) => "why" in party ? { why: party.why } : tell(() => {
      if (!each) return found(model, party, open, open);
      columns[at] = each.length > 1 ? sharesOf(model, party, open, each) : [0];
      return found(model, party, ...extremes(columns[at]).map(it => each[it]));
    }));
    const seated = model.parties.flatMap((it, at) => it.seat ? [at] : []);
    const joint = () => {
      if (!seated.length) return { why: "nobody signs" };
      const silent = seated.find(at => "why" in parties[at]);
      if (silent !== undefined) return { why: parties[silent].why };
      let ends = [0, 1].map(() => seated.map(at => parties[at]));
      if (each && each.length > 1) {
        const products = each.map((_, it) => seated.reduce((all, at) => all * columns[at][it], 1));
        ends = extremes(products).map(it => seated.map(at => found(model, model.parties[at], each[it], each[it])));
      }
      const product = (shares, end) => shares.reduce((all, it) => all * it[end], 1);
      const error = (shares, end) => Math.sqrt(shares.reduce((sum, it, at) => {
        const part = it.error * shares.reduce((all, other, place) => place === at ? all : all * other[end], 1);
        return sum + part * part;
      }, 0));
      return {
        low: product(ends[0], "low"), high: product(ends[1], "high"),
        error: Math.max(error(ends[0], "low"), error(ends[1], "high")),
      };
    };
    return { parties, joint: tell(joint), outer: !each };
  }

  // A share as it is printed: its range in whole percents, rounded outwards, and its word.
  function printed({ low, high, error }) {
    const within = it => Math.min(Math.max(it, 0), 1);
    const range = [within(low - error), within(high + error)];
    const whole = it => Math.min(Math.max(it, 0), 100);
    const [from, to] = [whole(Math.floor(range[0] * 100 + 1e-9)), whole(Math.ceil(range[1] * 100 - 1e-9))];
    const step = it => it <= 0.05 ? 0 : it <= 0.35 ? 1 : it < 0.65 ? 2 : it < 0.95 ? 3 : 4;
    const [one, other] = [step(low), step(high)];
    const words = ["near-excluded", "unlikely", "open", "likely", "near-certain"];
    const word = Math.abs(other - one) >= 2 ? "wide" : words[other < 2 ? other : one > 2 ? one : 2];
    return { range, from, to, text: from === to ? `${from} %` : `${from}–${to} %`, word };
  }

  return { unpack, judge, printed };
})();
