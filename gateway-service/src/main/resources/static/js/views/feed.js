// The bids of an auction, newest first.

import { get } from "../api.js";
import { el, fill } from "../dom.js";
import { clock, won } from "../format.js";
import { t } from "../i18n.js";
import { user } from "../session.js";

const SHOWN_MAX = 50;

export class Feed {
  root = el("div.feed");
  #list = el("ul", { id: "feed" });
  #seen = new Set();
  #loading = false;

  /** Reads the history; keeps what is shown where that fails. */
  async load(auctionId) {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const page = await get(`/api/auctions/${auctionId}/bids?limit=${SHOWN_MAX}`);
      this.#seen.clear();
      fill(this.#list);
      for (const bid of page.items.toReversed()) this.#put(bid, false);
    } catch {
      // The live part goes on without the past.
    } finally {
      this.#loading = false;
    }
    this.#draw();
  }

  /** Adds a bid that just came in. */
  add(bid) {
    this.#put(bid, true);
    this.#draw();
  }

  #put(bid, fresh) {
    const id = bid.bidId ?? bid.id ?? `${bid.bidder}-${bid.amount}`;
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    const who = typeof bid.bidder === "string" ? bid.bidder : (bid.bidder?.nickname ?? "–");
    const row = el("li", el("span.who", who), el("b.amount", won(bid.amount)), el("time", clock(bid.at ?? bid.createdAt)));
    row.classList.toggle("fresh", fresh);
    row.classList.toggle("mine", who === user()?.nickname);
    this.#list.prepend(row);
    while (this.#list.childElementCount > SHOWN_MAX) this.#list.lastElementChild.remove();
  }

  #draw() {
    fill(this.root, this.#list.childElementCount ? this.#list : el("p.muted", t("noLeader")));
  }
}
