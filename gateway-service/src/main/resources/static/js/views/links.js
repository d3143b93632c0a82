// What links in e-mails open: a confirmed address, a new password.

import { explain, post } from "../api.js";
import { el, fill, toast, whileBusy } from "../dom.js";
import { t } from "../i18n.js";
import { errorNote, field, showErrors } from "../parts.js";

/** Confirms an e-mail address. A button does it, not the visit: mail scanners visit links, too. */
export function verifyView(main, token) {
  document.title = `NeighborBid · ${t("verifyTitle")}`;
  const note = el("p", { role: "status" }, t("verifyHint"));
  const button = el("button.button.wide", { type: "button" }, t("verify"));
  button.addEventListener("click", () => whileBusy(button, async () => {
    try {
      await post("/api/auth/email-verification", { token });
      fill(note, t("verified"));
      button.remove();
    } catch (error) {
      fill(note, explain(error));
    }
  }));
  fill(main, el("div.narrow", el("div.panel.stack", el("h1", { tabindex: "-1" }, t("verifyTitle")), note, button,
    el("a", { href: "#/" }, t("home")))));
}

/** Asks for a link that sets a new password. */
export function forgotView(main) {
  document.title = `NeighborBid · ${t("forgot")}`;
  const email = el("input", { type: "email", autocomplete: "email", required: true, maxlength: 254 });
  form(main, "forgot", [field("email", t("email"), email, t("forgotHint"))], t("sendLink"), async () => {
    await post("/api/auth/password-reset", { email: email.value.trim() });
    toast(t("linkSent"));
    location.hash = "#/login";
  });
}

/** Sets a new password with the token of a mail. */
export function resetView(main, token) {
  document.title = `NeighborBid · ${t("resetTitle")}`;
  const password = el("input", { type: "password", autocomplete: "new-password", required: true, maxlength: 128 });
  form(main, "resetTitle", [field("password", t("newPassword"), password, t("passwordHint"))], t("save"), async () => {
    await post("/api/auth/password-reset/confirm", { token, password: password.value });
    toast(t("passwordSet"));
    location.hash = "#/login";
  });
}

function form(main, title, fields, label, send) {
  const note = errorNote();
  const button = el("button.button.wide", label);
  const body = el("form.panel.stack", { novalidate: true }, el("h1", { tabindex: "-1" }, t(title)), note, ...fields, button);
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, async () => {
      showErrors(body, note, null);
      try {
        await send();
      } catch (error) {
        showErrors(body, note, error);
      }
    });
  });
  fill(main, el("div.narrow", body));
}
