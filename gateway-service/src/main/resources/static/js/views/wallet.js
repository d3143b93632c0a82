// Balance, deposits, withdrawals, what is held and what has moved.

import { ApiError, get, newKey, post } from "../api.js";
import { el, fill, toast, whileBusy } from "../dom.js";
import { parseWon, plainNumber, signedWon, when, won } from "../format.js";
import { t } from "../i18n.js";
import { errorNote, failure, field, showErrors, wonInput } from "../parts.js";

const QUICK = [10_000, 50_000, 100_000];
const WALLET_TRIES = 6;
const WALLET_PAUSE_MILLIS = 500;

export async function walletView(main) {
  document.title = `NeighborBid · ${t("wallet")}`;
  const balances = el("div.balances", { "aria-live": "polite" });
  const holds = el("div");
  const moves = el("div");
  const reload = async () => {
    const [wallet, held] = await Promise.all([freshWallet(), get("/api/wallet/holds").catch(() => ({ items: [] }))]);
    drawBalances(balances, wallet);
    drawHolds(holds, held.items ?? []);
    await drawMoves(moves);
    document.dispatchEvent(new Event("wallet-changed"));
  };
  fill(main, el("div.page", el("h1", { tabindex: "-1" }, t("wallet")), balances,
    el("div.two", moneyForm("deposits", reload), moneyForm("withdrawals", reload)), holds,
    el("section.panel", el("h2", t("transactions")), moves)));
  await reload();
}

/** A new account gets its wallet a moment after signing up. */
async function freshWallet(tries = WALLET_TRIES) {
  try {
    return await get("/api/wallet");
  } catch (error) {
    if (error.status !== 404 || tries <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, WALLET_PAUSE_MILLIS));
    return freshWallet(tries - 1);
  }
}

function drawBalances(place, wallet) {
  fill(place,
    el("div.balance.main", el("span", t("available")), el("b", { id: "available" }, won(wallet.available)), el("small", t("availableHint"))),
    el("div.balance", el("span", t("held")), el("b", { id: "held" }, won(wallet.held)), el("small", t("heldHint"))));
}

function moneyForm(kind, reload) {
  const deposit = kind === "deposits";
  const amount = wonInput({ required: true, maxlength: 14 });
  const note = errorNote();
  const button = el(deposit ? "button.button" : "button.button.quiet", t(deposit ? "deposit" : "withdrawMoney"));
  const quick = QUICK.map((step) =>
    el("button.chip", { type: "button", onclick: () => (amount.value = plainNumber((parseWon(amount.value) || 0) + step)) }, `+${plainNumber(step)}`));
  const form = el("form.panel.stack", { novalidate: true, id: kind }, el("h2", t(deposit ? "deposit" : "withdrawMoney")), note,
    labelApart(field("amount", t("amount"), amount), kind), deposit && el("div.row", quick), el("div", button));
  // The same try keeps its key until its outcome is certain: pressing again cannot pay twice.
  let pending = null;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = parseWon(amount.value);
    if (!(value >= 1)) {
      showErrors(form, note, { fields: [{ field: "amount", message: t("wholeWon") }] });
      return;
    }
    whileBusy(button, async () => {
      showErrors(form, note, null);
      if (pending?.amount !== value) pending = { amount: value, key: newKey() };
      try {
        const moved = await post(`/api/wallet/${kind}`, { amount: value }, { key: pending.key });
        pending = null;
        if (moved?.confirmUrl) {
          location.assign(moved.confirmUrl); // the payment provider's page
          return;
        }
        amount.value = "";
        toast(t(deposit ? "deposited" : "withdrawn", { amount: won(value) }));
        await reload();
      } catch (error) {
        if (error instanceof ApiError && !error.isUnclear) pending = null;
        showErrors(form, note, error);
      }
    });
  });
  return form;
}

/** Two forms on one page have the same field: their ids must differ. */
function labelApart(node, kind) {
  for (const part of node.querySelectorAll("[id]")) part.id = `${kind}-${part.id}`;
  const control = node.querySelector("input");
  node.querySelector("label").setAttribute("for", control.id);
  control.setAttribute("aria-describedby", `${control.id}-hint ${control.id}-wrong`);
  return node;
}

function drawHolds(place, items) {
  if (items.length === 0) {
    fill(place);
    return;
  }
  fill(place, el("section.panel", el("h2", t("holds")), el("div.scroll", el("table",
    el("tbody", items.map((hold) => el("tr",
      el("td", el("a", { href: `#/auction/${hold.auctionId}` }, t("auction", { id: hold.auctionId }))),
      el("td.muted", when(hold.since)), el("td.amount", won(hold.amount)))))))));
}

async function drawMoves(place) {
  const body = el("tbody", { id: "transactions" });
  const after = el("div.more");
  const load = async (cursor) => {
    const page = await get(`/api/wallet/transactions?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    body.append(...page.items.map(moveRow));
    const more = el("button.button.quiet.small", { type: "button", onclick: () => whileBusy(more, () => load(page.nextCursor)) }, t("more"));
    fill(after, page.nextCursor ? more : null);
  };
  try {
    await load(null);
  } catch (error) {
    fill(place, failure(error, () => drawMoves(place)));
    return;
  }
  if (body.childElementCount === 0) {
    fill(place, el("p.muted", t("noTransactions")));
    return;
  }
  fill(place, el("div.scroll", el("table", el("thead", el("tr", el("th", { scope: "col" }, t("when")), el("th", { scope: "col" }, t("what")),
    el("th.amount", { scope: "col" }, t("change")), el("th.amount", { scope: "col" }, t("heldChange")), el("th.amount", { scope: "col" }, t("after")))), body)), after);
}

function moveRow(move) {
  return el("tr",
    el("td.muted", when(move.createdAt)),
    el("td", t(move.type), move.auctionId ? [" · ", el("a", { href: `#/auction/${move.auctionId}` }, t("auction", { id: move.auctionId }))] : null),
    el(move.available > 0 ? "td.amount.plus" : "td.amount", signedWon(move.available)),
    el("td.amount.muted", signedWon(move.held)),
    el("td.amount", plainNumber(move.availableAfter)));
}
