// What every part uses. Without this script the page reads in full; `html.live` marks that it runs.
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
root.classList.add("live");
