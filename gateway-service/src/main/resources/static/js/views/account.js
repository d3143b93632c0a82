// Log in and sign up.

import { post } from "../api.js";
import { el, fill, toast, whileBusy } from "../dom.js";
import { t } from "../i18n.js";
import { openAfterLogin } from "../main.js";
import { errorNote, field, showErrors } from "../parts.js";
import { keep } from "../session.js";

export function accountView(main, kind) {
  const signup = kind === "signup";
  document.title = `NeighborBid · ${t(kind)}`;
  const username = el("input", { autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true, maxlength: 30 });
  const password = el("input", { type: "password", autocomplete: signup ? "new-password" : "current-password", required: true, maxlength: 128 });
  const nickname = el("input", { autocomplete: "nickname", maxlength: 30 });
  const email = el("input", { type: "email", autocomplete: "email", maxlength: 254 });
  const note = errorNote();
  const button = el("button.button.wide", t(kind));
  const form = el("form.panel.stack", { novalidate: true },
    el("h1", { tabindex: "-1" }, t(kind)),
    note,
    field("username", t("username"), username, signup ? t("usernameHint") : null),
    field("password", t("password"), password, signup ? t("passwordHint") : null),
    signup && field("nickname", `${t("nickname")} (${t("optional")})`, nickname),
    signup && field("email", `${t("email")} (${t("optional")})`, email, t("emailHint")),
    button,
    !signup && el("a", { href: "#/forgot" }, t("forgot")),
    el("p.muted", t(signup ? "haveAccount" : "needAccount"), " ", el("a", { href: other(signup) }, t(signup ? "login" : "signup"))));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const empty = [username, password].filter((control) => !control.value).map((control) => ({ field: control.name, message: t("required") }));
    if (empty.length) {
      showErrors(form, note, { fields: empty });
      return;
    }
    whileBusy(button, async () => {
      showErrors(form, note, null);
      const body = { username: username.value.trim().toLowerCase(), password: password.value };
      if (signup && nickname.value.trim()) body.nickname = nickname.value.trim();
      if (signup && email.value.trim()) body.email = email.value.trim();
      try {
        const tokens = await post(`/api/auth/${kind}`, body);
        openAfterLogin();
        keep(tokens);
        toast(t("welcome", { name: tokens.user?.nickname ?? body.username }));
      } catch (error) {
        showErrors(form, note, error);
      }
    });
  });
  fill(main, el("div.narrow", form));
}

function other(signup) {
  const back = location.hash.split("?")[1];
  return `#/${signup ? "login" : "signup"}${back ? `?${back}` : ""}`;
}
