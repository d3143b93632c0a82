// One auction: its story on the left, the live desk on the right.

import { call, explain, get, post } from "../api.js";
import { el, fill, flash, toast, whileBusy } from "../dom.js";
import { bidCount, plainNumber, when, won } from "../format.js";
import { t } from "../i18n.js";
import { confirmed, countDown, nameOf, statusBadge } from "../parts.js";
import { Room } from "../room.js";
import { user } from "../session.js";
import { bidDesk } from "./bidding.js";
import { Chat } from "./chat.js";
import { Comments } from "./comments.js";
import { Feed } from "./feed.js";
import { Gallery } from "./gallery.js";

const POLL_MILLIS = 4000;

export async function auctionView(main, id) {
  const auction = await get(`/api/auctions/${id}`);
  document.title = `${auction.title} · NeighborBid`;
  const state = {
    ...auction,
    leaderName: nickname(auction.leader),
    winnerName: nickname(auction.winner),
    winnerId: winnerId(auction),
    viewers: null,
  };
  const view = build(state);
  fill(main, view.root);
  view.draw();
  const stopClock = countDown(view.root);
  view.feed.load(id);
  view.comments.load();
  let poll = 0;

  const changed = (next) => {
    Object.assign(state, next);
    view.draw();
  };
  const reread = async () => {
    const fresh = await get(`/api/auctions/${id}`).catch(() => null);
    if (fresh && fresh.seq >= state.seq) {
      if (fresh.seq > state.seq) view.feed.load(id);
      changed({ ...fresh, leaderName: nickname(fresh.leader), winnerName: nickname(fresh.winner), winnerId: winnerId(fresh) });
    }
  };
  const room = new Room(id, (message) => hear(message, state, view, changed, reread), (link) => {
    view.link(link);
    clearInterval(poll);
    // Neighbourhood auctions have no room: the page asks instead.
    if (link === "away" || link === "refused") poll = setInterval(reread, POLL_MILLIS);
  });
  view.desk.use(room, reread);
  const pictures = awaitPictures(state, reread);
  view.chat.use(room);
  return () => {
    stopClock();
    clearInterval(poll);
    clearInterval(pictures);
    room.leave();
  };
}

/** Looks again for some seconds while sizes of pictures are being made. */
function awaitPictures(state, reread) {
  let tries = 0;
  const timer = setInterval(() => {
    const isPending = (state.images ?? []).some((image) => image.status === "PENDING");
    if (!isPending || ++tries > 10) clearInterval(timer);
    else reread();
  }, 1500);
  return timer;
}

const winnerId = (auction) => auction.winnerId ?? auction.winner?.id ?? null;
const nickname = (person) => (typeof person === "string" ? person : (person?.nickname ?? null));

/** What a message of the room changes. */
function hear(message, state, view, changed, reread) {
  view.desk.hear(message);
  view.chat.hear(message);
  switch (message.type) {
    case "snapshot":
    case "changed":
      if (message.seq > state.seq) view.feed.load(state.id);
      changed({ ...figures(message), status: message.status ?? state.status, viewers: message.viewers ?? state.viewers });
      if (message.type === "changed") reread();
      break;
    case "update":
      changed({ ...figures(message), bidCount: (state.bidCount ?? 0) + 1 });
      view.feed.add({ id: message.bidId, bidder: message.bidder, amount: message.amount, at: message.at });
      view.say(t("newPrice", { amount: won(message.amount), name: message.bidder }));
      break;
    case "sold_out":
    case "auction_end":
      changed({ ...figures(message), status: "ENDED", winnerId: message.winner_id ?? null, winnerName: message.winner_nickname ?? null });
      document.dispatchEvent(new Event("wallet-changed"));
      reread();
      break;
    case "cancelled":
      changed({ seq: message.seq, status: "CANCELLED" });
      break;
    case "outbid":
      toast(t("outbid"), "bad", placeOf(message, state));
      document.dispatchEvent(new Event("wallet-changed"));
      break;
    case "won":
    case "sold":
    case "refunded":
      document.dispatchEvent(new Event("wallet-changed"));
      toast(message.msg, "", placeOf(message, state));
      break;
    case "offered":
    case "ending_soon":
      toast(message.msg, "", placeOf(message, state));
      break;
    case "presence":
      changed({ viewers: message.viewers });
      break;
    case "delayed":
      view.link("delayed");
      break;
  }
}

/** Where a message about another auction leads. */
const placeOf = (message, state) => (message.auctionId && message.auctionId !== state.id ? `#/auction/${message.auctionId}` : null);

/** The figures of a message in the words of the REST answer; absent ones stay as they are. */
function figures(message) {
  const known = { seq: message.seq };
  if (message.amount !== undefined) known.currentPrice = message.amount;
  if (message.bidder !== undefined) known.leaderName = message.bidder;
  if (message.minNextBid !== undefined) known.minNextBid = message.minNextBid;
  if (message.endsAt !== undefined) known.endsAt = message.endsAt;
  return known;
}

function build(state) {
  const price = el("div.price", { id: "price" });
  const priceLabel = el("small");
  const clockLabel = el("small");
  const clock = el("div.clock", { id: "clock" });
  const badge = el("div.row.tight");
  const leader = el("p.small", { id: "leader" });
  const result = el("div");
  const link = el("span.small", { id: "link", role: "status" });
  const viewers = el("span.small");
  const voice = el("p.sr", { "aria-live": "polite" });
  const desk = bidDesk(state);
  const feed = new Feed();
  const chat = new Chat(state);
  const gallery = new Gallery();
  const comments = new Comments(state);
  const owner = el("div.row");
  const watch = watchButton(state);
  let shown = null;

  const root = el("div.room",
    gallery.root,
    el("div.stack.story",
      el("section.panel.stack", el("h2", t("description")), el("p.description", state.description ?? "")),
      el("section.panel", el("h2", t("details")), facts(state)),
      comments.root),
    el("div.stack.desk",
      el("section.panel.stack", el("div.row.spread", badge, viewers), el("h1", { tabindex: "-1" }, state.title),
        el("div.desk-top", priceLabel, el("div.amount", clockLabel), price, clock), leader, voice, result, desk.root, el("div.row", watch.root, owner), link),
      el("section.panel", el("h2", t("history")), feed.root), chat.root));

  const draw = () => {
    gallery.draw(state);
    const hasBid = state.currentPrice > 0;
    const over = state.status === "ENDED" || state.status === "CANCELLED";
    fill(badge, statusBadge(state.status), el("span.badge", t(state.reach ?? "NATIONAL")));
    priceLabel.textContent = t(over && hasBid ? "finalPrice" : hasBid ? "currentPrice" : "startPrice");
    price.textContent = won(hasBid ? state.currentPrice : state.startPrice);
    if (shown !== null && shown !== state.currentPrice) flash(price);
    shown = state.currentPrice;
    drawClock(clock, clockLabel, state);
    const mine = Boolean(user()) && state.leaderName === user().nickname;
    leader.textContent = !hasBid ? t("noLeader") : mine && !over ? t("youLead") : t("leader", { name: state.leaderName ?? "–" });
    viewers.textContent = state.viewers ? t("viewers", { n: plainNumber(state.viewers) }) : bidCount(state.bidCount ?? 0);
    fill(result, outcome(state));
    fill(owner, ...(ownerButtons(state) ?? []));
    watch.draw();
    desk.draw();
  };
  return {
    root, desk, feed, chat, comments, draw,
    say: (text) => (voice.textContent = text),
    link: (kind) => {
      const text = { live: "live", connecting: "connecting", reconnecting: "reconnecting", away: "polling", refused: "kicked", delayed: "delayed" }[kind];
      link.textContent = `${kind === "live" ? "● " : ""}${t(text)}`;
      link.dataset.link = kind;
      chat.show(kind !== "away" && kind !== "refused");
      if (kind === "live") chat.begin();
    },
  };
}

/** Puts the auction on one's watchlist or takes it off. */
function watchButton(state) {
  const root = el("button.button.quiet.small", { type: "button", id: "watch" });
  const draw = () => {
    root.textContent = `${state.watching ? "★" : "☆"} ${t(state.watching ? "watching" : "watch")}${state.watchCount ? ` · ${plainNumber(state.watchCount)}` : ""}`;
    root.setAttribute("aria-pressed", String(Boolean(state.watching)));
  };
  root.addEventListener("click", () => {
    if (!user()) {
      location.hash = `#/login?back=/auction/${state.id}`;
      return undefined;
    }
    return whileBusy(root, async () => {
      try {
        await call(state.watching ? "DELETE" : "PUT", `/api/auctions/${state.id}/watch`);
        state.watchCount = Math.max(0, (state.watchCount ?? 0) + (state.watching ? -1 : 1));
        state.watching = !state.watching;
        draw();
      } catch (error) {
        toast(explain(error), "bad");
      }
    });
  });
  return { root, draw };
}

function drawClock(clock, label, state) {
  const waiting = state.status === "WAITING";
  const running = waiting || state.status === "ACTIVE";
  label.textContent = running ? t(waiting ? "startsIn" : "endsIn") : "";
  if (running) {
    clock.dataset.until = waiting ? state.startsAt : state.endsAt;
    clock.dataset.over = t("closing");
  } else {
    delete clock.dataset.until;
    clock.textContent = t(state.status === "CLOSING" ? "closing" : state.status);
    clock.classList.remove("soon");
  }
}

function outcome(state) {
  if (state.status === "CANCELLED") return el("div.note.warn", t("cancelled"));
  if (state.suspended && state.status !== "ENDED") return el("div.note.warn", t("suspended"));
  if (state.status !== "ENDED") return null;
  if (state.winnerId === null && !state.winnerName) return el("div.note", t("unsold"));
  const amount = won(state.currentPrice);
  return state.winnerId !== null && state.winnerId === user()?.id
    ? el("div.note.good", t("winnerYou", { amount }))
    : el("div.note", t("winnerOther", { name: state.winnerName ?? "–", amount }));
}

function ownerButtons(state) {
  if (!user() || state.seller?.id !== user().id || !["ACTIVE", "WAITING"].includes(state.status)) return null;
  const act = (call, text, question) => {
    const button = el("button.button.quiet.small", { type: "button" }, t(text));
    button.addEventListener("click", async () => {
      if (!(await confirmed(t(question)))) return;
      await whileBusy(button, () => post(`/api/auctions/${state.id}/${call}`, {}).catch((error) => toast(error.message, "bad")));
    });
    return button;
  };
  const withdraw = state.bidCount === 0 && act("cancel", "withdraw", "withdrawSure");
  const close = state.status === "ACTIVE" && act("close", "endNow", "endNowSure");
  return [close, withdraw].filter(Boolean);
}

function facts(state) {
  const place = (kind, code) => {
    const node = el("dd", code ?? "–");
    if (code) nameOf(kind, code).then((name) => (node.textContent = name));
    return node;
  };
  const fact = (label, value) => el("div", el("dt", label), value instanceof Node ? value : el("dd", value));
  const reputation = state.seller?.reputation;
  return el("dl.facts",
    fact(t("seller"), `${nickname(state.seller) ?? "–"}${typeof reputation === "number" ? ` (${t("reputation")} ${reputation})` : ""}`),
    fact(t("category"), place("categories", state.category)),
    fact(t("region"), place("regions", state.region)),
    state.condition && fact(t("condition"), t(state.condition)),
    state.shippingPayer && fact(t("shipping"), t(state.shippingPayer)),
    fact(t("startPrice"), won(state.startPrice)),
    fact(t("bidUnit"), won(state.bidUnit)),
    state.instantPrice && fact(t("instantPrice"), won(state.instantPrice)),
    fact(t("opens"), when(state.startsAt)),
    fact(t("ends"), when(state.endsAt)));
}
