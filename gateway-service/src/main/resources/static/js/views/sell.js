// List an item.

import { call, get, newKey, post } from "../api.js";
import { el, fill, toast, whileBusy } from "../dom.js";
import { parseWon, plainNumber, serverNow } from "../format.js";
import { t } from "../i18n.js";
import { errorNote, field, reference, select, showErrors, wonInput } from "../parts.js";

const MINUTE = 60_000;
const PICTURES_MAX = 10;
const DAY = 24 * 60 * MINUTE;
const CONDITIONS = ["NEW", "USED_S", "USED_A", "USED_B", "USED_C"];

const durations = () => [
  [5 * MINUTE, t("minutes", { n: 5 })], [30 * MINUTE, t("minutes", { n: 30 })], [60 * MINUTE, t("hour1")], [DAY, t("day1")],
  [3 * DAY, t("days", { n: 3 })], [7 * DAY, t("days", { n: 7 })],
];

export async function sellView(main) {
  document.title = `NeighborBid · ${t("sell")}`;
  const [regions, categories] = await Promise.all([reference("regions"), reference("categories")]);
  const controls = {
    title: el("input", { required: true, maxlength: 100 }),
    description: el("textarea", { required: true, maxlength: 10_000 }),
    category: categories.length ? select([["", t("choose")], ...categories]) : el("input", { required: true }),
    region: regions.length ? select([["", t("choose")], ...regions]) : el("input"),
    condition: select(CONDITIONS.map((key) => [key, t(key)]), "USED_A"),
    bidUnit: wonInput({ value: plainNumber(1000), required: true }),
    startPrice: wonInput({ required: true }),
    duration: select(durations(), DAY),
    pictures: el("input", { type: "file", accept: "image/jpeg,image/png,image/webp", multiple: true }),
  };
  const note = errorNote();
  const button = el("button.button.accent", t("list"));
  const form = el("form.panel.stack.sell", { novalidate: true },
    el("h1", { tabindex: "-1" }, t("sellTitle")), note,
    field("title", t("itemTitle"), controls.title),
    field("description", t("itemDescription"), controls.description),
    el("div.two", field("category", t("category"), controls.category), field("region", `${t("region")} (${t("optional")})`, controls.region)),
    radios("reach", t("reach"), ["NATIONAL", "NEIGHBORHOOD"]),
    el("div.two", field("startPrice", t("startPrice"), controls.startPrice, t("startHint")), field("bidUnit", t("bidUnit"), controls.bidUnit, t("unitHint"))),
    el("div.two", field("condition", t("condition"), controls.condition), field("endsAt", t("duration"), controls.duration)),
    radios("shippingPayer", t("shipping"), ["BUYER", "SELLER"]),
    field("pictures", `${t("pictures")} (${t("optional")})`, controls.pictures, t("picturesHint")),
    el("div", button));
  // A second press after an unclear answer is the same listing, where the service honours the key.
  const key = newKey();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { item, errors } = read(form, controls);
    if (errors.length) {
      showErrors(form, note, { fields: errors });
      return;
    }
    whileBusy(button, async () => {
      showErrors(form, note, null);
      try {
        const auction = await post("/api/auctions", item, { key });
        await opened(auction);
        await addPictures(auction.id, controls.pictures.files);
        toast(t("listed"));
        location.hash = `#/auction/${auction.id}`;
      } catch (error) {
        showErrors(form, note, error);
      }
    });
  });
  fill(main, form);
}

/** A listing that was only received is there a moment later. */
async function opened(auction) {
  for (let tries = 0; auction.status === "RECEIVED" && tries < 20; tries++) {
    const there = await get(`/api/auctions/${auction.id}`).catch(() => null);
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** One after the other, in their order; the listing stands even where a picture is refused. */
async function addPictures(id, files) {
  for (const file of Array.from(files).slice(0, PICTURES_MAX)) {
    const body = new FormData();
    body.append("file", file);
    await call("POST", `/api/auctions/${id}/images`, { body }).catch((error) => toast(`${file.name}: ${error.message}`, "bad"));
  }
}

function read(form, controls) {
  const item = {
    title: controls.title.value.trim(),
    description: controls.description.value.trim(),
    category: controls.category.value,
    condition: controls.condition.value,
    reach: form.elements.reach.value,
    shippingPayer: form.elements.shippingPayer.value,
    startPrice: parseWon(controls.startPrice.value),
    bidUnit: parseWon(controls.bidUnit.value),
    endsAt: new Date(serverNow() + Number(controls.duration.value)).toISOString(),
  };
  if (controls.region.value) item.region = controls.region.value;
  const errors = ["title", "description", "category"].filter((name) => !item[name]).map((name) => ({ field: name, message: t("required") }));
  for (const name of ["startPrice", "bidUnit"]) {
    if (!(item[name] >= 1)) errors.push({ field: name, message: t("wholeWon") });
  }
  if (errors.length === 0 && item.startPrice % item.bidUnit !== 0) errors.push({ field: "startPrice", message: t("startHint") });
  return { item, errors };
}

function radios(name, label, keys) {
  return el("fieldset", { "data-field": name }, el("legend.legend", label),
    el("div.choices", keys.map((key, index) => el("label.choice", el("input", { type: "radio", name, value: key, checked: index === 0 }), t(key)))),
    el("div.wrong", { hidden: true }));
}
