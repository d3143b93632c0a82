// Amounts, times and the server's clock.

import { language, t } from "./i18n.js";

const locale = language === "ko" ? "ko-KR" : "en-GB";
const number = new Intl.NumberFormat(locale);
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const clockTime = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** "15,000 won", "15,000원". */
export function won(amount) {
  const figure = number.format(amount ?? 0);
  return language === "ko" ? `${figure}원` : `${figure} won`;
}

/** A change with its sign. */
export function signedWon(amount) {
  const sign = amount > 0 ? "+" : amount < 0 ? "−" : "";
  return sign + number.format(Math.abs(amount ?? 0));
}

export const plainNumber = (amount) => number.format(amount ?? 0);
export const when = (iso) => (iso ? dateTime.format(new Date(iso)) : "–");
export const clock = (iso) => (iso ? clockTime.format(new Date(iso)) : "");

/** Reads "15,000" or "15000" as a whole amount; NaN where it is none. */
export function parseWon(text) {
  const digits = String(text).replace(/[,\s]/g, "");
  return /^\d{1,13}$/.test(digits) ? Number(digits) : NaN;
}

let offsetMillis = 0;

/** Learns the server's clock from a time it just sent. */
export function learnServerTime(iso) {
  const server = Date.parse(iso);
  if (Number.isFinite(server)) offsetMillis = server - Date.now();
}

/** Now, by the server's clock: only that one decides when an auction ends. */
export const serverNow = () => Date.now() + offsetMillis;

/** "2d 3h", "4m 05s": the two largest parts. */
export function span(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  const parts = [
    [Math.floor(seconds / 86400), t("d")],
    [Math.floor(seconds / 3600) % 24, t("h")],
    [Math.floor(seconds / 60) % 60, t("m")],
    [seconds % 60, t("s")],
  ];
  const first = Math.min(parts.findIndex(([count]) => count > 0) >>> 0, 3);
  return parts
    .slice(first, first + 2)
    .map(([count, unit], index) => (index === 0 ? String(count) : String(count).padStart(2, "0")) + unit)
    .join(" ");
}

/** Counts of bids in words. */
export const bidCount = (n) => (n === 0 ? t("bid0") : n === 1 ? t("bid1") : t("bids", { n: plainNumber(n ?? 0) }));
