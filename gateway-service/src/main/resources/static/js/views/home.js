// The list of auctions.

import { get } from "../api.js";
import { el, fill, whileBusy } from "../dom.js";
import { bidCount, won } from "../format.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";
import { art, countDown, failure, reference, select, statusBadge } from "../parts.js";

const STATUSES = ["ACTIVE", "WAITING", "ENDED"];
const SORTS = ["recent", "end_soon", "price_asc", "price_desc"];

/** One auction as a card; the whole card is a link. */
export function card(auction) {
  const hasBids = auction.bidCount > 0 || auction.currentPrice > 0;
  const open = auction.status === "ACTIVE" || auction.status === "CLOSING";
  return el(
    "li.card",
    art(auction),
    statusBadge(auction.status),
    el("div.card-body",
      el("h3", el("a", { href: `#/auction/${auction.id}` }, auction.title)),
      el("div",
        el("small.muted", t(hasBids ? (open ? "currentPrice" : "finalPrice") : "startPrice")),
        el("div.card-price", won(hasBids ? auction.currentPrice : auction.startPrice))),
      el("div.card-foot",
        el("span", bidCount(auction.bidCount ?? 0)),
        open ? el("span.number", { "data-until": auction.endsAt, "data-over": t("closing") }) : el("span", t(auction.status)))),
  );
}

export async function homeView(main) {
  document.title = `NeighborBid · ${t("browse")}`;
  const query = el("input", { type: "search", placeholder: t("searchHint"), "aria-label": t("search"), maxlength: 100 });
  const category = labelled(select([["", t("anyCategory")]]), "category");
  const status = labelled(select([["", t("anyStatus")], ...STATUSES.map((key) => [key, t(key)])]), "status");
  const sort = labelled(select(SORTS.map((key) => [key, t(key)])), "sort");
  const list = el("ul.grid", { id: "auctions" });
  const after = el("div.more", { "aria-live": "polite" });
  const filters = { q: query, category, status, sort };
  const form = el("form.finder", { role: "search" }, el("div.wide-field", query), category, status, sort, el("button.button", t("find")));

  const load = async (cursor) => {
    const params = new URLSearchParams();
    for (const [name, control] of Object.entries(filters)) {
      const value = control.value.trim();
      if (value && !(name === "sort" && value === "recent")) params.set(name, value);
    }
    params.set("limit", "24");
    if (cursor) params.set("cursor", cursor);
    draw(await get(`/api/auctions?${params}`), Boolean(cursor));
  };
  const draw = (page, append) => {
    if (!append) fill(list);
    list.append(...page.items.map(card));
    fill(after);
    if (list.childElementCount === 0) {
      fill(after, el("div.empty", icon("box"), el("p", t("noAuctions")),
        el("a.button", { href: "#/sell" }, t("firstSeller"))));
    } else if (page.nextCursor) {
      const more = el("button.button.quiet", { type: "button", onclick: () => whileBusy(more, () => load(page.nextCursor)) }, t("more"));
      fill(after, more);
    }
  };
  const search = async () => {
    try {
      await load(null);
    } catch (error) {
      fill(list);
      fill(after, failure(error, search));
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  for (const control of [category, status, sort]) control.addEventListener("change", search);
  fill(main,
    el("div.hero", el("div", el("h1", { tabindex: "-1" }, t("tagline")), el("p", t("pitch"))), el("a.button.accent", { href: "#/sell" }, t("sellTitle"))),
    form, list, after);
  reference("categories").then((items) => category.append(...items.map(([code, name]) => el("option", { value: code }, name))));
  await search();
  return countDown(list);
}

function labelled(control, key) {
  control.setAttribute("aria-label", t(key));
  return control;
}
