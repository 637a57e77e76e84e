// The text: one draft at a time, and one pair of drafts.
{
  const choice = one("#choose-draft");
  const drafts = all(".draft[data-draft]");
  const show = id => {
    for (const it of drafts) it.classList.toggle("away", id !== "" && it.dataset.draft !== id);
    for (const it of drafts) if (it.dataset.draft === id) one(".text", it).open = true;
    choice.value = id;
  };
  // What a link leads to is never out of sight, nor folded away.
  const reveal = hash => {
    const target = hash.length > 1 && byId(hash.slice(1));
    const draft = target && target.closest(".draft[data-draft]");
    if (!draft) return null;
    if (choice && choice.value !== "" && choice.value !== draft.dataset.draft) show(draft.dataset.draft);
    for (let it = target; it !== draft; it = it.parentElement) if (it.matches("details")) it.open = true;
    const own = target === draft ? one(".text", draft) : target.matches(".notes li") && one("details", target);
    if (own) own.open = true;
    return target;
  };
  if (choice) {
    when(choice, "change", () => show(choice.value));
    show(choice.value);
  }
  when(document, "click", event => {
    const link = event.target.closest('a[href^="#"]');
    if (link) reveal(link.hash);
  });
  const arrive = () => reveal(location.hash)?.scrollIntoView();
  when(window, "hashchange", arrive);
  arrive();

  const [from, to] = [one("#choose-from"), one("#choose-to")];
  if (from && to) {
    const pairs = all(".pair");
    const pair = to => pairs.find(it => it.dataset.from === from.value && it.dataset.to === to);
    const choose = () => {
      for (const it of to.options) it.disabled = !pair(it.value);
      if (!pair(to.value)) to.value = [...to.options].find(it => !it.disabled).value;
      const chosen = pair(to.value);
      for (const it of pairs) it.classList.toggle("away", it !== chosen);
      chosen.open = true;
      return chosen;
    };
    const tell = () => (one("#chosen-pair").textContent = one("summary", choose()).textContent);
    for (const it of [from, to]) when(it, "change", tell);
    choose();
  }
}
