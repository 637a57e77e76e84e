// Another text, tried by hand: a chip chooses, and every party's range answers.
if (one("#try-data")) {
  const data = JSON.parse(one("#try-data").textContent);
  const model = worlds.unpack(data);
  const section = one("#try");
  const points = all("fieldset", section);
  const part = selector => one(selector, section);
  const picker = part("select");
  const gauges = all(".gauge[data-party]", section);
  const docked = all(".try-dock figure", section);
  const names = it => one("bdi", it)?.textContent ?? "";
  const issues = points.map(it => ({
    id: it.dataset.issue,
    name: names(one("legend", it)),
    options: all("input[data-option]", it).map(input => ({ input, id: input.dataset.option, name: names(input.parentElement) })),
    own: one("input[value=own]", it),
  }));

  // A state is a draft and, by the number of the issue, the options that are taken instead.
  let states = [{ text: 0, taken: new Map() }], at = 0;
  const state = () => states[at];
  const levels = ({ text, taken }) => data.texts[text].levels.map((own, issue) => taken.has(issue) ? [taken.get(issue)] : own);
  const isSilent = (text, issue) => data.texts[text].silent.includes(issue);
  // The option that the draft itself has, and undefined where it is open or silent.
  const ownOption = (text, issue) => {
    const own = data.texts[text].levels[issue];
    return own.length === 1 && !isSilent(text, issue) ? own[0] : undefined;
  };
  const answers = new Map();
  const answer = of => {
    const key = JSON.stringify(levels(of));
    if (!answers.has(key)) answers.set(key, worlds.judge(model, levels(of)));
    return answers.get(key);
  };
  const shares = found => found.error ? gauges.map(() => ({ why: found.error }))
    : [...found.parties, found.joint].slice(0, gauges.length);

  function draw(bar, from, to, ghost) {
    const place = (rect, low, high) => {
      const width = Math.max(high - low, 1), start = Math.min(low, 100 - width);
      set(rect, { x: start, width });
      return [start, start + width];
    };
    place(one(".ghost", bar), ghost.from, ghost.to);
    const ends = place(one(".span", bar), from, to);
    all(".end", bar).forEach((line, side) => set(line, { x1: ends[side], x2: ends[side] }));
  }

  function direction(before, after) {
    if ("why" in before || "why" in after) return ["", ""];
    const [one, other] = [worlds.printed(before), worlds.printed(after)];
    if (one.range[1] < other.range[0]) return ["▲", "easier to accept than the draft"];
    if (other.range[1] < one.range[0]) return ["▼", "harder to accept than the draft"];
    if (one.range.join() === other.range.join()) return ["", ""];
    return one.from <= other.from && other.to <= one.to ? ["≈", "within the range of the draft"] : ["≈", "no clear change from the draft"];
  }

  function inTheWay(place, blocker, open) {
    place.replaceChildren();
    if (!blocker) return;
    place.append("In the way: ");
    if (blocker.explains < 0.25) return place.append("nothing in particular.");
    const issue = issues[blocker.issue], option = issue.options[blocker.level];
    const silent = !option || (isSilent(state().text, blocker.issue) && !state().taken.has(blocker.issue));
    const strong = make("strong");
    if (option) strong.append("“", make("bdi", {}, option.name), "”");
    else strong.append("the silence of the text");
    place.append(strong, silent && option ? ", as the text is silent (" : " (", make("bdi", {}, issue.name), "). ");
    place.append(blocker.redLine ? "A red line" : "What it is worth", ", behind ",
      make("span", { class: "figure" }, `${Math.round(blocker.explains * 100)} %`), " of the rejections. ");
    // The newest statement in its words, the others by their numbers.
    const said = blocker.said.map(it => data.statements[it]).sort((one, other) => other[1] - one[1]);
    if (!said.length) return place.append(make("span", { class: "assumed" }, "assumed"));
    const [id, , speaker, day, gist] = said[0];
    const words = byId(`s-${id}`)?.querySelector("blockquote mark")?.textContent.trim();
    const told = words ? make("q", { dir: "auto" }, words) : make("bdi", {}, gist);
    const line = make("span", { class: "said" });
    line.append(make("bdi", {}, speaker), `, ${day}: `, told);
    place.append(line);
    for (const [id, number] of said) {
      line.append(" ", make("a", { class: "ref", href: `#s-${id}`, "aria-label": `Statement ${number}` }, number));
    }
  }

  function command({ text, taken }) {
    const id = data.texts[text].id;
    const otherwise = [...taken].map(([issue, option]) => `${issues[issue].id}=${issues[issue].options[option].id}`).join();
    return `onetext whatif .${id && ` --draft ${id}`}${otherwise && ` --set ${otherwise}`} --as-page${data.drawing}`;
  }

  const fragment = ({ text, taken }) => `#try=${[encodeURIComponent(data.texts[text].id),
    ...[...taken].map(([issue, option]) => [issues[issue].id, issues[issue].options[option].id].map(encodeURIComponent).join("="))].join(";")}`;

  function show(previous) {
    const now = state(), draft = { text: now.text, taken: new Map() };
    picker.value = now.text;
    issues.forEach((issue, place) => {
      const own = ownOption(now.text, place), taken = now.taken.get(place) ?? own;
      const silent = isSilent(now.text, place);
      issue.options.forEach(({ input }, option) => {
        input.checked = option === taken;
        one(".tag", input.parentElement).hidden = silent || !data.texts[now.text].levels[place].includes(option);
      });
      const chip = issue.own.parentElement;
      chip.hidden = own !== undefined;
      issue.own.checked = taken === undefined;
      one("bdi", chip).textContent = silent ? chip.dataset.silent : `in brackets: ${data.texts[now.text].levels[place].length} options`;
      points[place].classList.toggle("is-changed", now.taken.has(place));
    });
    const started = performance.now();
    const judged = answer(now);
    section.dataset.took = (performance.now() - started).toFixed(1);
    const [before, after] = [shares(answer(draft)), shares(judged)];
    const last = previous && shares(answer(previous));
    const moved = [];
    gauges.forEach((gauge, place) => {
      const known = !("why" in after[place]);
      const told = known ? worlds.printed(after[place]) : null;
      const [sign, words] = direction(before[place], after[place]);
      const number = one(".number", gauge);
      number.replaceChildren(...(known
        ? [make("span", { class: "figure" }, told.text), " ", make("span", { class: "word" }, told.word)]
        : [make("span", { class: "word" }, `no number: ${after[place].why}`)]));
      const bar = one("svg", gauge);
      bar.style.display = known ? "" : "none";
      if (known) {
        const ghost = "why" in before[place] ? told : worlds.printed(before[place]);
        draw(bar, told.from, told.to, ghost);
        set(bar, { "aria-label": `${told.text}, ${told.word}; in the draft ${ghost.text}` });
      }
      gauge.classList.toggle("is-clear", sign !== "≈");
      one(".moved", gauge).textContent = sign ? `${sign} ${words}` : "";
      const way = one(".way", gauge);
      if (way) inTheWay(way, after[place].blocker, judged);
      if (docked[place]) one("span:last-child", docked[place]).textContent = known ? `${sign === "≈" ? "" : sign} ${told.text}` : "–";
      const was = last && !("why" in last[place]) ? worlds.printed(last[place]).text : "";
      if (last && (known ? told.text : "") !== was)
        moved.push(`${gauge.dataset.name}: ${known ? `${told.text}, ${told.word}${words ? `, ${words}` : ""}` : `no number, ${after[place].why}`}`);
    });
    part(".outer").hidden = !judged.outer;
    part(".try-command code").textContent = command(now);
    const count = now.taken.size;
    part(".try-changes").textContent = count === 0 ? "As drafted" : `${count} ${count === 1 ? "point" : "points"} otherwise than in the draft`;
    part("[data-do=undo]").disabled = at === 0;
    part("[data-do=redo]").disabled = at + 1 === states.length;
    part("[data-do=draft]").disabled = count === 0;
    if (last) tell(moved.length ? `${moved.join(". ")}.` : "No range changed.");
  }

  const tell = text => { part(".try-told").textContent = text; };

  function step(by, keep = true) {
    if (!states[at + by]) return;
    const previous = state();
    at += by;
    show(previous);
    if (keep) history.replaceState(null, "", fragment(state()));
  }

  function go(next, keep) {
    states = [...states.slice(0, at + 1), next];
    step(1, keep);
  }

  when(section, "change", ({ target }) => {
    if (target === picker) return go({ text: Number(picker.value), taken: new Map() });
    if (target.type === "checkbox") return section.classList.toggle("only-contested", target.checked);
    const place = points.indexOf(target.closest("fieldset"));
    if (place < 0) return;
    const option = issues[place].options.findIndex(it => it.input === target);
    const taken = new Map(state().taken);
    taken.delete(place);
    if (option >= 0 && option !== ownOption(state().text, place)) taken.set(place, option);
    go({ text: state().text, taken: new Map([...taken].sort((one, other) => one[0] - other[0])) });
  });
  when(section, "click", ({ target }) => {
    const what = target.closest("button")?.dataset.do;
    if (what === "undo") step(-1);
    if (what === "redo") step(1);
    if (what === "draft") go({ text: state().text, taken: new Map() });
    if (what === "copy") {
      const code = part(".try-command code");
      getSelection().selectAllChildren(code);
      navigator.clipboard?.writeText(code.textContent).then(() => tell("Copied."), () => tell("Selected: copy it with the keyboard."));
    }
  });
  when(section, "keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    step(key === "y" || event.shiftKey ? 1 : -1);
  });

  // The address keeps the choice: #try=draft;issue=option;…
  function restore() {
    if (!location.hash.startsWith("#try=")) return false;
    const read = it => { try { return decodeURIComponent(it); } catch { return it; } };
    const [draft, ...parts] = location.hash.slice(5).split(";");
    const text = data.texts.findIndex(it => it.id === read(draft));
    const unknown = text < 0 ? [read(draft)] : [];
    const taken = new Map();
    for (const part of parts.filter(Boolean)) {
      const [id, wanted] = part.split("=").map(read);
      const place = issues.findIndex(it => it.id === id);
      const option = place < 0 ? -1 : issues[place].options.findIndex(it => it.id === wanted);
      if (option < 0) unknown.push(read(part));
      else if (option !== ownOption(Math.max(text, 0), place)) taken.set(place, option);
    }
    go({ text: Math.max(text, 0), taken }, false);
    if (unknown.length) tell(`Not in this case, and left out: ${unknown.join(", ")}.`);
    part(".try-notice").textContent = unknown.length ? `The address names what this case does not have: ${unknown.join(", ")}.` : "";
    section.scrollIntoView();
    return true;
  }
  when(window, "hashchange", restore);
  if (!restore()) show();
}
