// The form to bid, and the way of one bid: sent, received, decided.

import { ApiError, call, get, newKey } from "../api.js";
import { el, fill, toast } from "../dom.js";
import { parseWon, plainNumber, won } from "../format.js";
import { t } from "../i18n.js";
import { confirmed, errorNote, field, showErrors, wonInput } from "../parts.js";
import { user } from "../session.js";

/** How long the room may take to answer before the same bid is asked about over REST. */
const ROOM_PATIENCE_MILLIS = 4000;
const DECIDED = new Set(["ACCEPTED", "REJECTED", "OUTBID", "WON"]);

/** The part of the desk where one bids; `state` is the auction as it is known. */
export function bidDesk(state) {
  const root = el("div");
  const amount = wonInput({ maxlength: 18, required: true });
  const note = errorNote();
  const progress = el("p.small", { role: "status", id: "bid-progress" });
  const button = el("button.button.accent", t("placeBid"));
  const chips = el("div.row");
  const hint = el("p.small", { id: "min-next" });
  const buy = el("button.button.quiet", { type: "button", id: "buy-now", hidden: true });
  const form = el("form.bid-form", { novalidate: true, id: "bid-form" }, hint, note, field("amount", t("yourBid"), amount), chips, button, buy, progress);
  let room = null;
  let reread = async () => {};
  let pending = null;
  let touched = false;
  let lastUpdate = null;

  amount.addEventListener("input", () => (touched = amount.value !== ""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = parseWon(amount.value);
    const wrong = check(value, state);
    showErrors(form, note, wrong ? { fields: [{ field: "amount", message: wrong }] } : null);
    if (!wrong && !pending) place(value);
  });

  buy.addEventListener("click", async () => {
    const price = state.instantPrice;
    if (pending || !(await confirmed(t("buyNowSure", { amount: won(price) })))) return;
    pending = { amount: price, key: newKey(), bidId: null, timer: 0 };
    busy(true, t("bidding"));
    try {
      const { status, data } = await call("POST", `/api/auctions/${state.id}/buy-now`, { body: { price }, key: pending.key });
      settle(status === 202 ? await follow(data.bidId) : data);
    } catch (error) {
      refuse(error);
    }
  });

  function place(value) {
    pending = { amount: value, key: newKey(), bidId: null, timer: 0 };
    busy(true, t("bidding"));
    const overRoom = room?.mayBid && room.send({ action: "bid", amount: value, id: pending.key });
    if (overRoom) pending.timer = setTimeout(() => askOverRest(), ROOM_PATIENCE_MILLIS);
    else askOverRest();
  }

  /** The key makes this the same bid, wherever it was sent first: asking again is safe. */
  async function askOverRest() {
    const mine = pending;
    if (!mine) return;
    try {
      const { status, data } = await call("POST", `/api/auctions/${state.id}/bids`, { body: { amount: mine.amount }, key: mine.key });
      const outcome = status === 202 ? await follow(data.bidId ?? mine.bidId) : data;
      if (mine === pending) settle(outcome);
    } catch (error) {
      if (mine === pending) refuse(error);
    }
  }

  async function follow(bidId) {
    for (let pause = 300; pause < 5000; pause *= 1.5) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const bid = await get(`/api/bids/${bidId}`).catch((error) => {
        if (error.isUnclear || error.status === 404) return null;
        throw error;
      });
      if (bid && DECIDED.has(bid.status)) return bid;
    }
    return null;
  }

  function settle(bid) {
    if (bid === null) done(t("unknownOutcome"));
    else if (bid.status === "REJECTED") refuse(new ApiError(409, { code: bid.code, detail: bid.detail ?? bid.code }));
    else if (bid.status === "OUTBID") done(t("bidOutbid", { amount: won(bid.amount) }));
    else accept(bid.status === "WON");
    reread();
  }

  function accept(bought = false) {
    const text = t(bought ? "bought" : "bidAccepted", { amount: won(pending.amount) });
    done(text);
    toast(text);
  }

  function refuse(error) {
    const minimum = error.problem?.minNextBid;
    if (minimum > (state.minNextBid ?? 0)) state.minNextBid = minimum;
    done("");
    showErrors(form, note, error);
    if (error.code === "INSUFFICIENT_FUNDS") note.append(" ", el("a", { href: "#/wallet" }, t("notEnough")));
    draw();
  }

  function done(text) {
    clearTimeout(pending?.timer);
    pending = null;
    touched = false;
    busy(false, text);
    draw();
    document.dispatchEvent(new Event("wallet-changed"));
  }

  function busy(on, text) {
    button.disabled = on;
    buy.disabled = on;
    button.classList.toggle("busy", on);
    amount.readOnly = on;
    progress.textContent = text;
  }

  /** Messages of the room that concern the bid on its way. */
  function hear(message) {
    if (message.type === "update") lastUpdate = message.bidId;
    if (!pending) return;
    if (message.type === "received" && message.id === pending.key) {
      pending.bidId = message.bidId;
      // The room may be told before the bidder.
      if (message.bidId === lastUpdate) accept();
      else progress.textContent = t("bidReceived");
    } else if (message.type === "accepted" && message.id === pending.key) {
      settle(message);
    } else if (message.type === "update" && pending.bidId !== null && message.bidId === pending.bidId) {
      accept();
    } else if (message.type === "error" && message.id === pending.key) {
      refuse(new ApiError(422, { ...message, detail: message.error }));
    }
  }

  function draw() {
    const open = state.status === "ACTIVE";
    if (!open) fill(root);
    else if (!user()) fill(root, el("div.bid-form", el("p.small", minimumText(state)), el("a.button.accent", { href: `#/login?back=/auction/${state.id}` }, t("loginToBid"))));
    else if (state.seller?.id === user().id) fill(root, el("div.note", t("ownAuction")));
    else {
      if (!form.isConnected) fill(root, form);
      hint.textContent = minimumText(state);
      buy.hidden = !(state.buyNowOpen && state.currentPrice < state.instantPrice);
      buy.textContent = t("buyNow", { amount: won(state.instantPrice ?? 0) });
      if (!touched && !pending) amount.value = plainNumber(minimum(state));
      fill(chips, [0, 1, 4, 9].map((steps) => minimum(state) + steps * (state.bidUnit ?? 1)).map((value) =>
        el("button.chip", { type: "button", disabled: pending !== null, onclick: () => choose(value) }, plainNumber(value))));
    }
  }

  function choose(value) {
    amount.value = plainNumber(value);
    touched = true;
    showErrors(form, note, null);
    amount.focus();
  }

  return {
    root, draw, hear,
    use: (live, again) => {
      room = live;
      reread = again;
    },
  };
}

const minimum = (state) => state.minNextBid ?? state.startPrice;
const minimumText = (state) => t("minNext", { amount: won(minimum(state)) });

/** What is certainly wrong already here; everything else is for the server to say. */
function check(value, state) {
  if (!(value >= 1)) return t("wholeWon");
  if (value < minimum(state)) return t("below", { amount: won(minimum(state)) });
  if (state.bidUnit > 1 && value % state.bidUnit !== 0) return t("multiple", { amount: won(state.bidUnit) });
  return null;
}

