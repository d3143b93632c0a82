// Questions about an item and their answers. Text only: nothing in it becomes a link or markup.

import { call, get, post } from "../api.js";
import { el, fill, toast, whileBusy } from "../dom.js";
import { when } from "../format.js";
import { t } from "../i18n.js";
import { user } from "../session.js";

const LENGTH_MAX = 1000;

export class Comments {
  root = el("section.panel.stack", { id: "comments" });
  #auction;
  #list = el("ul.comments");
  #after = el("div.more");
  #entry = el("div");

  constructor(auction) {
    this.#auction = auction;
    this.root.append(el("h2", t("questions")), this.#entry, this.#list, this.#after);
    if (auction.status !== "CANCELLED") fill(this.#entry, this.#form(null, t("yourQuestion"), t("ask")));
  }

  get #path() {
    return `/api/auctions/${this.#auction.id}/comments`;
  }

  async load(cursor) {
    const page = await get(`${this.#path}?limit=10${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`).catch(() => null);
    if (!page) return;
    if (!cursor) fill(this.#list);
    this.#list.append(...page.items.map((question) => this.#question(question)));
    if (this.#list.childElementCount === 0) fill(this.#list, el("li.muted", t("noQuestions")));
    const more = page.nextCursor && el("button.button.quiet.small", { type: "button", onclick: () => whileBusy(more, () => this.load(page.nextCursor)) }, t("more"));
    fill(this.#after, more);
  }

  #question(question) {
    const replies = el("ul.replies", question.replies.map((reply) => el("li", this.#comment(reply))));
    const place = el("div");
    const open = user() && !question.deleted && this.#auction.status !== "CANCELLED" && el("button.button.quiet.small", {
      type: "button",
      onclick: () => {
        fill(place, this.#form(question.id, t("yourAnswer"), t("answer")));
        place.querySelector("textarea").focus();
      },
    }, t("answer"));
    return el("li", this.#comment(question), replies, fill(place, open));
  }

  #comment(comment) {
    if (comment.deleted) return el("p.muted", t("deletedComment"));
    const own = user() && comment.author?.id === user().id;
    return el("article",
      el("div.row.tight", el("strong", comment.author?.nickname ?? "–"), comment.bySeller && el("span.badge.good", t("seller")), el("small.muted", when(comment.createdAt)),
        own && el("button.button.quiet.small", { type: "button", "aria-label": t("removeMessage"), onclick: () => this.#send(call("DELETE", `${this.#path}/${comment.id}`)) }, "×")),
      el("p.comment-text", comment.text));
  }

  #form(parentId, label, action) {
    if (!user()) return el("a.small", { href: `#/login?back=/auction/${this.#auction.id}` }, t("loginToAsk"));
    const text = el("textarea", { name: "text", maxlength: LENGTH_MAX, rows: 2, "aria-label": label, placeholder: label });
    const button = el("button.button", action);
    const form = el("form.stack", text, el("div", button));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!text.value.trim()) return;
      const body = parentId === null ? { text: text.value } : { text: text.value, parentId };
      whileBusy(button, async () => {
        if (await this.#send(post(this.#path, body))) text.value = "";
      });
    });
    return form;
  }

  async #send(request) {
    try {
      await request;
      await this.load();
      return true;
    } catch (error) {
      toast(error.fields?.[0]?.message ?? error.message, "bad");
      return false;
    }
  }
}
