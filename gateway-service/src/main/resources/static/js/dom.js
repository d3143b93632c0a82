// Small helpers to build the page. Text always arrives as a text node, never as markup.

/** Makes an element: el("p.muted", {id: "x"}, "text", child…). Absent children are left out. */
export function el(selector, ...rest) {
  const [tag, ...classes] = selector.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  const [first] = rest;
  const hasProps = first && typeof first === "object" && !(first instanceof Node) && !Array.isArray(first);
  if (hasProps) applyProps(node, rest.shift());
  append(node, rest);
  return node;
}

function applyProps(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "hue") node.style.setProperty("--hue", String(value));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

/** Replaces what is inside an element. */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

/** Shows a short message at the bottom for some seconds, leading somewhere if told so; screen readers say it. */
export function toast(text, kind = "", href = null) {
  const node = el("div.toast", href ? el("a", { href }, text) : text);
  if (kind) node.classList.add(kind);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 4500);
}

/** Marks a button as working and keeps it from being pressed twice. */
export async function whileBusy(button, work) {
  if (button.disabled) return undefined;
  button.disabled = true;
  button.classList.add("busy");
  try {
    return await work();
  } finally {
    button.disabled = false;
    button.classList.remove("busy");
  }
}

/** Restarts an animation class. */
export function flash(node, name = "fresh") {
  node.classList.remove(name);
  void node.offsetWidth;
  node.classList.add(name);
}
