// Starts the page: header, footer, and the view that belongs to the address.

import { explain, get, post } from "./api.js";
import { el, fill, toast, whileBusy } from "./dom.js";
import { won } from "./format.js";
import { switchLanguage, t } from "./i18n.js";
import { icon } from "./icons.js";
import { forget, onSession, session, user } from "./session.js";
import { accountView } from "./views/account.js";
import { auctionView } from "./views/auction.js";
import { homeView } from "./views/home.js";
import { forgotView, resetView, verifyView } from "./views/links.js";
import { mineView } from "./views/mine.js";
import { sellView } from "./views/sell.js";
import { walletView } from "./views/wallet.js";

const ROUTES = [
  [/^\/$/, homeView, "browse"],
  [/^\/auction\/(\d+)$/, auctionView, "browse"],
  [/^\/sell$/, sellView, "sell"],
  [/^\/wallet$/, walletView, "wallet"],
  [/^\/me$/, mineView, "mine"],
  [/^\/(login|signup)$/, accountView, null],
  [/^\/forgot$/, forgotView, null],
  [/^\/verify-email\/([\w-]+)$/, verifyView, null],
  [/^\/reset-password\/([\w-]+)$/, resetView, null],
];
const NEEDS_LOGIN = new Set([sellView, walletView, mineView]);

const main = document.getElementById("main");
let leave = () => {};
let turn = 0;

const path = () => location.hash.slice(1).split("?")[0] || "/";

/** Where to go after signing in. */
export function openAfterLogin() {
  const back = new URLSearchParams(location.hash.split("?")[1] ?? "").get("back");
  // No event follows from this: the view is drawn once, when the session is kept.
  history.replaceState(null, "", back?.startsWith("/") ? `#${back}` : "#/");
}

async function show() {
  leave();
  leave = () => {};
  const mine = ++turn;
  const match = ROUTES.map(([pattern, view, nav]) => ({ found: path().match(pattern), view, nav })).find(({ found }) => found);
  drawNav(match?.nav);
  if (match && NEEDS_LOGIN.has(match.view) && !user()) {
    location.replace(`#/login?back=${encodeURIComponent(path())}`);
    return;
  }
  fill(main, el("p.muted", t("loading")));
  const stop = match ? await open(match) : notFound();
  if (mine === turn) leave = stop ?? leave;
  else stop?.();
  scrollTo(0, 0);
  main.querySelector("h1")?.focus({ preventScroll: true });
}

async function open({ view, found }) {
  try {
    return await view(main, ...found.slice(1));
  } catch (error) {
    if (error.status === 404) return notFound();
    fill(main, el("div.panel.empty", el("h1", { tabindex: "-1" }, "NeighborBid"), el("p", explain(error)),
      el("button.button", { type: "button", onclick: show }, t("retry"))));
    document.title = "NeighborBid";
    return undefined;
  }
}

function notFound() {
  fill(main, el("div.panel.empty", icon("home"), el("h1", { tabindex: "-1" }, t("notFound")),
    el("a.button", { href: "#/" }, t("home"))));
}

function drawNav(active) {
  const nav = document.getElementById("nav");
  nav.setAttribute("aria-label", t("nav"));
  const link = (key, href) => el("a", { href, "aria-current": key === active ? "page" : null }, t(key));
  fill(nav, link("browse", "#/"), link("sell", "#/sell"), user() && link("mine", "#/me"), user() && link("wallet", "#/wallet"));
}

function drawAccount() {
  const account = document.getElementById("account");
  if (!user()) {
    fill(account, el("a.button.quiet.small", { href: "#/login" }, t("login")), el("a.button.small", { href: "#/signup" }, t("signup")));
    return;
  }
  const out = el("button.button.plain.small", { type: "button", onclick: () => whileBusy(out, logout) }, t("logout"));
  fill(account, el("a.purse", { href: "#/wallet", id: "purse" }, el("small", user().nickname ?? user().username), el("span", { id: "purse-amount" }, "…")), out);
  refreshPurse();
}

/** Shows the money in the header as it is now. */
export async function refreshPurse() {
  if (!user()) return;
  try {
    const wallet = await get("/api/wallet");
    const place = document.getElementById("purse-amount");
    if (place) place.textContent = won(wallet.available);
  } catch {
    // A fresh account has its wallet a moment later; the header is no place for errors.
  }
}

async function logout() {
  const { refreshToken } = session();
  await post("/api/auth/logout", { refreshToken }).catch(() => {});
  history.replaceState(null, "", "#/");
  forget();
  toast(t("loggedOut"));
}

function drawFooter() {
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  fill(document.getElementById("footer"), el("span", t("footer")), el("a", { href: "/swagger-ui.html" }, t("apiDocs")),
    el("a", { href: "/health" }, t("health")), el("button.button.plain.small", { type: "button", onclick: switchLanguage }, t("otherLanguage")));
}

onSession(() => {
  drawAccount();
  show();
});
addEventListener("hashchange", show);
document.addEventListener("wallet-changed", refreshPurse);
drawFooter();
drawAccount();
show();
