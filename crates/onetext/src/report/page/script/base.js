// What every part uses. Without this script the page reads in full; `html.live` marks that it runs.
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = id => document.getElementById(id);
const set = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const make = (name, attributes = {}, ...children) => {
  const made = set(document.createElement(name), attributes);
  made.append(...children);
  return made;
};
const when = (target, happens, act) => target.addEventListener(happens, act);
root.classList.add("live");
