// The live room of an auction: one WebSocket that comes back by itself.

import { refresh } from "./api.js";
import { learnServerTime } from "./format.js";
import { token } from "./session.js";

const PAUSE_FIRST_MILLIS = 400;
const PAUSE_MAX_MILLIS = 20_000;
const PING_MILLIS = 20_000;
const SILENCE_MILLIS = 45_000;
const FINAL = new Set([4400, 4403, 4404]);
const NUMBERED = new Set(["update", "sold_out", "auction_end", "cancelled", "changed"]);

export class Room {
  #auctionId;
  #onMessage;
  #onState;
  #socket = null;
  #usedToken = null;
  #seq = null;
  #failures = 0;
  #timer = 0;
  #pinger = 0;
  #lastHeard = 0;
  #closed = false;
  #over = false;

  /** The network or the tab is back: no reason to wait any longer. */
  #wake = () => {
    if (this.#closed || this.#over || document.hidden || this.#socket) return;
    this.#connect();
  };

  /** onMessage(message) gets every message of the contract once and in order; onState("live" | "connecting" | "reconnecting" | "away" | "refused"). */
  constructor(auctionId, onMessage, onState) {
    this.#auctionId = auctionId;
    this.#onMessage = onMessage;
    this.#onState = onState;
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    onState("connecting");
    this.#connect();
  }

  get isLive() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Whether the socket speaks for the one who is signed in. */
  get mayBid() {
    return this.isLive && this.#usedToken !== null;
  }

  send(message) {
    if (!this.isLive) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  leave() {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pinger);
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    this.#socket?.close(1000);
  }

  #connect() {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const since = this.#seq === null ? "" : `?since=${this.#seq}`;
    const bearer = token();
    const protocols = bearer ? ["bearer", bearer] : [];
    const socket = new WebSocket(`${scheme}//${location.host}/ws/auction/${this.#auctionId}/${since}`, protocols);
    this.#socket = socket;
    this.#usedToken = bearer;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (event) => socket === this.#socket && this.#heard(event.data);
    socket.onclose = (event) => socket === this.#socket && this.#lost(event.code);
  }

  #opened(socket) {
    if (socket !== this.#socket) return;
    this.#lastHeard = Date.now();
    clearInterval(this.#pinger);
    this.#pinger = setInterval(() => this.#ping(), PING_MILLIS);
    this.#onState("live");
  }

  #ping() {
    if (Date.now() - this.#lastHeard > SILENCE_MILLIS) this.#socket.close();
    else this.send({ action: "ping" });
  }

  #heard(text) {
    this.#lastHeard = Date.now();
    // A connection counts as good once something came over it, not when it opens.
    this.#failures = 0;
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message.serverTime) learnServerTime(message.serverTime);
    if (this.#isNews(message)) this.#onMessage(message);
  }

  /** Drops what is known already; asks for the missing tail where there is a hole. */
  #isNews(message) {
    if (message.type === "snapshot") {
      if (this.#seq !== null && message.seq < this.#seq) return false;
      this.#seq = message.seq;
      return true;
    }
    if (!NUMBERED.has(message.type) || typeof message.seq !== "number") return true;
    if (this.#seq !== null && message.seq <= this.#seq) return false;
    if (this.#seq !== null && message.seq > this.#seq + 1 && message.type === "update") {
      this.#socket.close(1000);
      return false;
    }
    this.#seq = message.seq;
    return true;
  }

  async #lost(code) {
    clearInterval(this.#pinger);
    this.#socket = null;
    if (this.#closed) return;
    if (FINAL.has(code)) {
      this.#over = true;
      this.#onState(code === 4404 ? "away" : "refused");
      return;
    }
    this.#onState("reconnecting");
    if (code === 4401 && this.#usedToken) await refresh(this.#usedToken);
    const ceiling = Math.min(PAUSE_MAX_MILLIS, PAUSE_FIRST_MILLIS * 2 ** this.#failures++);
    this.#timer = setTimeout(() => this.#connect(), ceiling * (0.5 + Math.random() / 2));
  }

}
