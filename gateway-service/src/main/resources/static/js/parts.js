// Parts used by several views.

import { ApiError, explain, get } from "./api.js";
import { el, fill } from "./dom.js";
import { serverNow, span } from "./format.js";
import { language, t } from "./i18n.js";
import { icon, iconFor } from "./icons.js";

const LONGEST_SIDE = { small: 320, medium: 800, large: 1600 };

/** How wide a picture is shown in a list, for the browser to choose among the sizes. */
export const CARD_WIDTH = "(max-width: 600px) 92vw, 300px";

/** The picture of an auction, or a drawn stand-in. */
export function art(auction, width = CARD_WIDTH, image = readyImages(auction)[0]) {
  const hue = ((auction.id ?? 0) * 67 + 20) % 360;
  if (image) return el("div.art", { hue }, picture(image, width));
  return el("div.art", { hue, "aria-hidden": "true" }, iconFor(auction.category, auction.title));
}

/** Pictures that can be shown; only of this site: one from elsewhere would tell others who looks. */
export function readyImages(auction) {
  return (auction.images ?? []).filter((image) => image.status === "READY" && isLocal(image.url));
}

/** Loads the size that fits, when it is about to be seen. */
export function picture(image, width) {
  const longest = Math.max(image.width, image.height);
  const sizes = Object.entries(image.sizes ?? {}).filter(([, url]) => isLocal(url));
  const wide = (size) => Math.round((image.width * Math.min(LONGEST_SIDE[size], longest)) / longest);
  return el("img", {
    loading: "lazy", decoding: "async", alt: "", width: image.width, height: image.height, sizes: width,
    srcset: sizes.map(([size, url]) => `${url} ${wide(size)}w`).join(", ") || null,
    src: isLocal(image.sizes?.medium) ? image.sizes.medium : image.url,
  });
}

const isLocal = (url) => typeof url === "string" && /^\/api\/images\/[\w.-]+$/.test(url);

export function statusBadge(status) {
  const kind = { ACTIVE: "live", CLOSING: "warn", CANCELLED: "bad", WAITING: "good" }[status] ?? "";
  return el(kind ? `span.badge.${kind}` : "span.badge", t(status));
}

/** Keeps all [data-until] texts of a view counting down; returns how to stop. */
export function countDown(root) {
  const tick = () => {
    for (const node of root.querySelectorAll("[data-until]")) {
      const left = Date.parse(node.dataset.until) - serverNow();
      node.textContent = left > 0 ? span(left) : (node.dataset.over ?? t("closing"));
      node.classList.toggle("soon", left > 0 && left < 60_000);
    }
  };
  tick();
  const timer = setInterval(tick, 250);
  return () => clearInterval(timer);
}

/** A form field with label, hint and place for an error. */
export function field(name, label, control, hint) {
  const id = `f-${name}`;
  control.id = id;
  control.name = name;
  control.setAttribute("aria-describedby", `${id}-hint ${id}-wrong`);
  // What was wrong is being put right: the mark goes with the first change.
  const change = (event) => event.target === control && markField(event.currentTarget, null);
  return el(
    "div.field",
    { "data-field": name, oninput: change, onchange: change },
    el("label", { for: id }, label),
    control.type === "text" && control.dataset.won !== undefined
      ? el("div.won", control, el("span", { "aria-hidden": "true" }, t("won")))
      : control,
    el("div.hint", { id: `${id}-hint`, hidden: !hint }, hint ?? ""),
    el("div.wrong", { id: `${id}-wrong`, hidden: true }),
  );
}

export const wonInput = (props = {}) =>
  el("input", { type: "text", inputmode: "numeric", autocomplete: "off", "data-won": "", ...props });

export function select(options, value) {
  return el("select", options.map(([key, text]) => el("option", { value: key, selected: key === value }, text)));
}

/** Shows what is wrong, at the fields it belongs to and as a whole; clears it when given nothing. */
export function showErrors(form, note, error) {
  for (const place of form.querySelectorAll("[data-field]")) markField(place, null);
  fill(note).hidden = true;
  if (!error) return;
  const fields = error instanceof ApiError ? error.fields : (error.fields ?? []);
  const unplaced = fields.filter(({ field: name, message }) => {
    const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (place) markField(place, message);
    return !place;
  });
  form.querySelector('[aria-invalid="true"]')?.focus();
  if (fields.length === 0 || unplaced.length > 0) {
    const texts = unplaced.map(({ field: name, message }) => `${name}: ${message}`);
    fill(note, texts.length ? texts.join(" ") : explain(error)).hidden = false;
  }
}

function markField(place, message) {
  const wrong = place.querySelector(".wrong");
  fill(wrong, message ?? "").hidden = !message;
  const control = place.querySelector("input, select, textarea");
  if (message) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}

export const errorNote = () => el("div.note.bad", { role: "alert", hidden: true });

/** Asks before something that cannot be taken back. */
export function confirmed(question) {
  return new Promise((resolve) => {
    const dialog = el(
      "dialog",
      el("form.stack", { method: "dialog" }, el("p", question),
        el("div.row", el("button.button.accent", { value: "yes" }, t("yes")), el("button.button.quiet", { value: "no" }, t("no")))),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const references = new Map();

/** Regions or categories as [code, name]; empty where they cannot be had. */
export function reference(kind) {
  if (!references.has(kind)) {
    const load = get(`/api/${kind}`)
      .then((data) => flatten(Array.isArray(data) ? data : (data.items ?? [])))
      .catch(() => {
        references.delete(kind);
        return [];
      });
    references.set(kind, load);
  }
  return references.get(kind);
}

function flatten(items, depth = 0) {
  return items.flatMap((item) => {
    if (typeof item === "string") return [[item, item]];
    const code = item.code ?? item.slug ?? item.id;
    const name = typeof item.name === "object" ? (item.name?.[language] ?? item.name?.en) : item.name;
    return [[code, `${"\u2003".repeat(depth)}${name ?? code}`], ...flatten(item.children ?? [], depth + 1)];
  });
}

/** The name behind a code. */
export async function nameOf(kind, code) {
  const found = (await reference(kind)).find(([known]) => known === code);
  return found ? found[1].trim() : (code ?? "–");
}

/** What to show in place of a list that could not be loaded. */
export function failure(error, retry) {
  return el("div.panel.empty", icon("home"), el("p", explain(error)),
    el("button.button.quiet", { type: "button", onclick: retry }, t("retry")));
}
