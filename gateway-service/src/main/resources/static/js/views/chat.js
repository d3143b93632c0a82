// What people say in an auction's room. Text only: nothing in it becomes a link or markup.

import { el, fill, toast } from "../dom.js";
import { clock } from "../format.js";
import { t } from "../i18n.js";
import { user } from "../session.js";

const SHOWN_MAX = 200;
const LENGTH_MAX = 500;
const REQUEST = "chat-";

export class Chat {
  root = el("section.panel.stack", { id: "chat" });
  #state;
  #room = null;
  #rows = new Map();
  #list = el("ul", { "aria-live": "polite" });
  #requests = 0;
  #input = null;
  #lastSaid = "";

  constructor(state) {
    this.#state = state;
    this.root.append(el("h2", t("chat")), el("div.feed", this.#list), this.#entry());
    this.#draw();
  }

  use(room) {
    this.#room = room;
  }

  /** The room is there: it tells anew what was said, without what was removed meanwhile. */
  begin() {
    this.#rows.clear();
    fill(this.#list);
    this.#draw();
  }

  /** Neighbourhood auctions have no room to talk in. */
  show(isShown) {
    this.root.hidden = !isShown;
  }

  hear(message) {
    if (message.type === "chat") this.#add(message);
    else if (message.type === "chat_removed") this.#remove(message.id);
    else if (message.type === "error" && message.id?.startsWith(REQUEST)) {
      toast(message.error, "bad");
      if (this.#input && !this.#input.value) this.#input.value = this.#lastSaid;
    }
  }

  #entry() {
    if (!user()) return el("a.small", { href: `#/login?back=/auction/${this.#state.id}` }, t("loginToChat"));
    const input = el("input", { name: "text", maxlength: LENGTH_MAX, autocomplete: "off", "aria-label": t("yourMessage"), placeholder: t("yourMessage") });
    this.#input = input;
    const form = el("form.bid-line", input, el("button.button", t("say")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (!text) return;
      if (this.#send({ action: "chat", text })) {
        this.#lastSaid = text;
        input.value = "";
      } else toast(t("reconnecting"), "bad");
    });
    return form;
  }

  #send(message) {
    return this.#room?.send({ ...message, id: `${REQUEST}${++this.#requests}` }) ?? false;
  }

  #add(message) {
    if (this.#rows.has(message.id)) return;
    const mayRemove = user() && (user().id === this.#state.seller?.id);
    const row = el("li.chat-row",
      el("span.who", message.from), el("time", clock(message.at)), el("p.chat-text", message.text),
      mayRemove && el("button.button.quiet.small", { type: "button", "aria-label": t("removeMessage"), onclick: () => this.#send({ action: "remove_chat", messageId: message.id }) }, "×"));
    row.classList.toggle("mine", message.from === user()?.nickname);
    this.#rows.set(message.id, row);
    if (this.#rows.size > SHOWN_MAX) this.#remove(this.#rows.keys().next().value);
    this.#draw();
    this.#list.append(row);
    this.#list.parentElement.scrollTop = this.#list.parentElement.scrollHeight;
  }

  #remove(id) {
    this.#rows.get(id)?.remove();
    this.#rows.delete(id);
    this.#draw();
  }

  #draw() {
    if (this.#rows.size === 0) fill(this.#list, el("li.muted", t("chatEmpty")));
    else this.#list.querySelector(".muted")?.remove();
  }
}
