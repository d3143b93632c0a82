// My bids, what I watch, and my auctions.

import { get } from "../api.js";
import { el, fill, whileBusy } from "../dom.js";
import { when, won } from "../format.js";
import { t } from "../i18n.js";
import { countDown, failure } from "../parts.js";
import { user } from "../session.js";
import { card } from "./home.js";

const KINDS = { LEADING: "good", WON: "good", LOST: "bad", OUTBID: "warn" };

export async function mineView(main) {
  document.title = `NeighborBid · ${t("mine")}`;
  const bids = el("section.panel", el("h2", t("myBids")));
  const auctions = el("section.stack", el("h2", t("myAuctions")));
  const watched = el("section.stack", el("h2", t("myWatchlist")));
  const page = el("div.page", el("h1", { tabindex: "-1" }, t("mine")), bids, watched, auctions);
  fill(main, page);
  await Promise.all([drawBids(bids), drawWatched(watched), drawAuctions(auctions)]);
  return countDown(page);
}

async function drawBids(place) {
  const body = el("tbody", { id: "my-bids" });
  const table = el("div.scroll", el("table", body));
  await paged(place, t("myBids"), table, body, "/api/me/bids", bidRow, () => nothing(t("noBids")));
}

async function drawWatched(place) {
  const list = el("ul.grid", { id: "watchlist" });
  await paged(place, t("myWatchlist"), list, list, "/api/me/watchlist", card, () => nothing(t("noWatched")));
}

async function drawAuctions(place) {
  const list = el("ul.grid");
  await paged(place, t("myAuctions"), list, list, "/api/me/auctions", card, () => nothing(t("noOwn")), `/api/auctions?seller=${user().id}`);
}

/** Fills a place with a list that grows on demand. */
async function paged(place, title, shell, body, path, row, none, otherwise) {
  const after = el("div.more");
  const load = async (from, cursor) => {
    const join = from.includes("?") ? "&" : "?";
    const page = await get(`${from}${join}limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    body.append(...page.items.map(row));
    const more = el("button.button.quiet.small", { type: "button", onclick: () => whileBusy(more, () => load(from, page.nextCursor)) }, t("more"));
    fill(after, page.nextCursor ? more : null);
  };
  try {
    await load(path).catch((error) => {
      if (error.status === 404 && otherwise) return load(otherwise);
      if (error.status === 404) return undefined;
      throw error;
    });
    fill(place, el("h2", title), body.childElementCount ? [shell, after] : none());
  } catch (error) {
    fill(place, el("h2", title), failure(error, () => paged(place, title, shell, body, path, row, none, otherwise)));
  }
}

function nothing(text) {
  return el("div.empty", el("p", text), el("a.button.quiet", { href: "#/" }, t("toAuctions")));
}

function bidRow({ auctionId, standing, amount, currentPrice, endsAt, auction }) {
  const kind = KINDS[standing];
  return el("tr",
    el("td", el("a", { href: `#/auction/${auctionId}` }, auction.title)),
    el("td.muted", when(endsAt)),
    el("td.amount", won(amount), standing === "OUTBID" && el("div.muted", won(currentPrice))),
    el("td", el(kind ? `span.badge.${kind}` : "span.badge", t(standing))));
}
