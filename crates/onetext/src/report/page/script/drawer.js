// The evidence drawer: what stands behind a reference or a cell, taken from the ledger on the page.
{
  const button = (label, sign) => make("button", { type: "button", "aria-label": label, title: label }, sign);
  const heading = make("h2", { id: "drawer-title", tabindex: "-1" });
  const place = make("p", { class: "small", role: "status" });
  const back = button("Previous", "←"), on = button("Next", "→"), shut = button("Close", "×");
  const body = make("div", { class: "drawer-body", tabindex: "0", role: "region", "aria-labelledby": "drawer-title" });
  const drawer = make("dialog", { class: "drawer", "aria-labelledby": "drawer-title" },
    make("header", {}, make("div", {}, heading, place), make("div", { class: "drawer-ways" }, back, on, shut)), body);
  document.body.append(drawer);

  const idOf = link => decodeURIComponent(link.hash.slice(3));
  const entryOf = id => byId(`s-${id}`);
  const ledger = all("article.entry").map(it => it.id.slice(2));
  // What can be walked with Previous and Next: each has a title and shows itself in the body.
  let walk = [], at = 0, opener = null;

  /** A copy of a statement's entry, with a way to it in the ledger. */
  const copy = id => {
    const found = entryOf(id);
    if (!found) return "";
    const made = found.cloneNode(true);
    // The original alone has an anchor and the marks for machines.
    for (const it of [made, ...all("*", made)]) {
      for (const name of ["id", "itemscope", "itemtype", "itemprop"]) it.removeAttribute(name);
    }
    const there = make("a", { href: `#s-${id}`, class: "there" }, "In the ledger");
    made.lastElementChild.append(make("p", { class: "small" }, there));
    return made;
  };
  const statement = id => ({
    title: `Statement ${one(".number", entryOf(id)).textContent}`,
    show: () => [copy(id)],
  });
  const side = (word, refs) => make("div", {}, make("h4", {}, word), ...refs.map(it => copy(idOf(it))));
  const cell = field => ({
    field,
    title: `${field.dataset.label}: ${one("th bdi", field.parentElement).textContent}`,
    show: () => {
      const shown = new Set();
      const parts = all(".contrary", field).map(found => {
        const [wanted, unwanted] = [".wanted .ref", ".unwanted .ref"].map(it => all(it, found));
        for (const it of [...wanted, ...unwanted]) shown.add(idOf(it));
        const option = one("bdi", found).textContent;
        return make("section", { class: "sides" }, make("h3", {}, `These reports contradict each other on “${option}”`),
          make("div", {}, side("Open to it", wanted), side("Against it", unwanted)));
      });
      const rest = field.dataset.said.split(" ").filter(it => !shown.has(it));
      if (parts.length && rest.length) parts.push(make("h3", {}, "What else is said, the newest first"));
      return [...parts, ...rest.map(copy)];
    },
  });
  const show = index => {
    at = Math.max(0, Math.min(walk.length - 1, index));
    const it = walk[at];
    heading.textContent = it.title;
    const count = it.field ? it.field.dataset.said.split(" ").length : 0;
    place.textContent = it.field ? `${count} statement${count === 1 ? "" : "s"}` : `${at + 1} of ${walk.length}`;
    body.replaceChildren(...it.show());
    body.scrollTop = 0;
    back.disabled = at === 0;
    on.disabled = at === walk.length - 1;
    if (drawer.open && drawer.contains(document.activeElement) && document.activeElement.disabled) heading.focus();
  };
  const open = (steps, index, from) => {
    walk = steps;
    if (!drawer.open) {
      opener = from;
      drawer.showModal();
    }
    show(index);
    heading.focus();
  };
  const openRef = link => {
    const near = link.closest(".refs");
    const ids = near ? all(".ref", near).map(idOf) : [idOf(link)];
    const walked = ids.length > 1 ? ids : ledger;
    open(walked.map(statement), walked.indexOf(idOf(link)), link);
  };
  const openCell = (field, from) => {
    const fields = all("td.cell");
    open(fields.map(cell), fields.indexOf(field), from);
  };

  when(document, "click", event => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target === drawer) return drawer.close();
    const link = event.target.closest("a");
    if (link) {
      const target = link.getAttribute("href") ?? "";
      if (link.matches(".ref") && entryOf(idOf(link))) openRef(link);
      else if (link.matches(".all")) openCell(link.closest("td"), link);
      else if (link.matches("svg .cell")) openCell(byId(target.slice(1)), one(`${target} .all`));
      else {
        // A way out of the drawer: where it leads, the reader goes on.
        if (target.startsWith("#") && drawer.contains(link)) {
          opener = null;
          drawer.close();
        }
        return;
      }
      event.preventDefault();
    } else if (!event.target.closest("button, summary, dialog") && getSelection().isCollapsed) {
      const field = event.target.closest("td.cell");
      if (field) openCell(field, one(".all", field));
    }
  });
  when(back, "click", () => show(at - 1));
  when(on, "click", () => show(at + 1));
  when(shut, "click", () => drawer.close());
  when(drawer, "keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  when(drawer, "close", () => {
    body.replaceChildren();
    opener?.focus({ preventScroll: true });
    opener = null;
  });
}
