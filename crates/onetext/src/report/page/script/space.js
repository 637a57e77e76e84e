// The deal space: two parties are chosen from lists, the point nearest to the hand or the keys is
// told in words, and more points than a drawing bears go to a canvas beneath it.
for (const space of all("[data-space]")) {
  const slot = one(".space-slot", space), told = one(".space-told", space), why = one(".space-why", space);
  const planes = new Map(all(".space-plane", space).map(it => [it.dataset.pair, it]));
  const lists = all(".space-chooser select", space), axes = one(".space-axes", space);
  const template = one(".space-data", space);
  const data = template && JSON.parse(template.content.textContent);
  const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const numbers = text => text.split(" ").map(Number);
  let points = [], shown = one(".space-plane", slot), at = -1;

  // What each party gets by each outcome, as places from 0 to 1 on its axis.
  if (data) {
    const long = data.issues.length * data.wide, scale = 10 ** data.places;
    for (let from = 0; from + long <= data.points.length; from += long) {
      const outcome = data.issues.map((_, issue) => {
        let option = 0;
        for (let it = 0; it < data.wide; it++)
          option = option * letters.length + letters.indexOf(data.points[from + issue * data.wide + it]);
        return option;
      });
      const gets = data.utilities.map(of => outcome.reduce((sum, option, issue) => sum + of[issue][option], 0));
      points.push({ outcome, gets, shares: gets.map((it, party) => (it / scale - data.ends[party][0]) / (data.ends[party][1] - data.ends[party][0])) });
    }
  }
  const number = whole => String(whole / 10 ** data.places).replace("-", "−");

  // Where a point stands in the plane that is shown.
  const place = point => {
    const [a, b] = numbers(shown.dataset.pair), [left, top, right, bottom] = numbers(shown.dataset.field);
    return [left + point.shares[a] * (right - left), bottom - point.shares[b] * (bottom - top)];
  };

  const beneath = (svg, draw) => {
    if (!data || points.length <= 2000) return;
    const holder = svg.parentElement;
    let canvas = one("canvas", holder);
    if (!canvas) {
      canvas = make("canvas", { "aria-hidden": "true" });
      holder.style.position = "relative";
      holder.prepend(canvas);
    }
    svg.classList.add("drawn-below");
    const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal, sharp = devicePixelRatio || 1;
    if (!box.width) return;
    Object.assign(canvas.style, { width: `${box.width}px`, height: `${box.height}px` });
    set(canvas, { width: Math.round(box.width * sharp), height: Math.round(box.height * sharp) });
    const pen = canvas.getContext("2d"), scale = canvas.width / view.width;
    pen.scale(scale, scale);
    pen.fillStyle = pen.strokeStyle = getComputedStyle(svg).getPropertyValue("--soft");
    draw(pen);
  };
  const dots = pen => {
    pen.globalAlpha = 0.4;
    for (const it of points) {
      const [x, y] = place(it);
      pen.fillRect(x - 1, y - 1, 2, 2);
    }
  };
  const threads = pen => {
    const [left, top, bottom, step] = numbers(axes.dataset.field);
    pen.globalAlpha = Math.max(0.02, 150 / points.length);
    pen.lineWidth = 0.8;
    for (const it of points) {
      pen.beginPath();
      it.shares.forEach((share, axis) => pen.lineTo(left + step * axis, bottom - share * (bottom - top)));
      pen.stroke();
    }
  };
  const draw = () => {
    beneath(shown, dots);
    if (axes) beneath(axes, threads);
  };

  // A point in words, with a ring around it.
  const tell = index => {
    one(".space-here", shown)?.remove();
    at = index;
    if (index < 0) return told.replaceChildren();
    const point = points[index], [x, y] = place(point);
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    shown.append(set(ring, { class: "space-here", cx: x, cy: y, r: 7 }));
    const text = (tag, words) => make(tag, { dir: "auto" }, words);
    const gets = data.parties.map((it, party) => `${it} ${number(point.gets[party])}`).join(", ");
    const parts = data.issues.flatMap(([issue, options], it) => [" ", text("bdi", issue), " ", text("b", options[point.outcome[it]]), it + 1 < data.issues.length ? ";" : "."]);
    told.replaceChildren(text("b", gets), ". ", ...parts);
  };
  const listen = svg => {
    if (!points.length) return;
    set(svg, {
      tabindex: 0, role: "application",
      "aria-description": "Arrow keys go from outcome to outcome and tell each below.",
    });
    const near = event => {
      const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
      const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
      let best = -1, least = 14 ** 2;
      points.forEach((it, index) => {
        const [u, v] = place(it), far = (u - x) ** 2 + (v - y) ** 2;
        if (far < least) [best, least] = [index, far];
      });
      if (best !== at) tell(best);
    };
    when(svg, "pointermove", near);
    when(svg, "pointerdown", near);
    when(svg, "keydown", event => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") tell(-1);
      if (!step) return;
      event.preventDefault();
      // Along the first party's axis, which is what the eye expects.
      const [a] = numbers(svg.dataset.pair);
      const order = points.map((_, index) => index).sort((p, q) => points[p].shares[a] - points[q].shares[a] || p - q);
      const next = at < 0 ? 0 : order.indexOf(at) + step;
      tell(order[Math.min(Math.max(next, 0), order.length - 1)]);
    });
  };
  planes.forEach(listen);

  const choose = changed => {
    const [left, right] = lists.map(it => Number(it.value));
    if (left === right) {
      // Whoever was there before moves to the other list.
      const before = numbers(shown.dataset.pair).find(it => it !== left);
      lists[1 - changed].value = before;
      return choose(changed);
    }
    const next = planes.get(`${Math.min(left, right)} ${Math.max(left, right)}`);
    tell(-1);
    shown.replaceWith(next);
    shown = next;
    why.textContent = next.getAttribute("aria-label");
    draw();
  };
  lists.forEach((list, index) => when(list, "change", () => choose(index)));
  draw();
  when(window, "resize", draw);
  when(matchMedia("(prefers-color-scheme: dark)"), "change", draw);
}
