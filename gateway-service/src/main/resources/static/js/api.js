// Calls to the REST API.

import { learnServerTime } from "./format.js";
import { has, language, t } from "./i18n.js";
import { alone, forget, keep, reread, session, token } from "./session.js";

let clockKnown = false;

/** A refusal, or the lack of an answer (status 0). */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || t("code_UNKNOWN"));
    this.status = status;
    this.code = problem.code ?? "UNKNOWN";
    this.fields = problem.errors ?? [];
    this.problem = problem;
  }

  /** Whether the request may have had an effect all the same. */
  get isUnclear() {
    return this.status === 0 || this.status >= 500;
  }
}

/** A text for people, whatever was thrown. */
export function explain(error) {
  if (error instanceof ApiError) return error.message;
  console.error(error);
  return t("code_UNKNOWN");
}

/** Asks the API. Options: body, key (Idempotency-Key), headers, signal. Answers {status, data, headers}. */
export async function call(method, path, options = {}) {
  const used = token();
  const answer = await once(method, path, options, used);
  if (answer.status === 401 && used && !path.startsWith("/api/auth/") && (await refresh(used))) {
    return checked(await once(method, path, options, token()));
  }
  return checked(answer);
}

export const get = async (path) => (await call("GET", path)).data;
export const post = async (path, body, options = {}) => (await call("POST", path, { ...options, body })).data;

async function once(method, path, { body, key, headers = {} }, bearer) {
  const sent = { Accept: "application/json", "Accept-Language": language, ...headers };
  const isForm = body instanceof FormData;
  // A form says its own type, with the boundary in it.
  if (body !== undefined && !isForm) sent["Content-Type"] = "application/json";
  if (bearer) sent.Authorization = `Bearer ${bearer}`;
  if (key) sent["Idempotency-Key"] = key;
  try {
    const response = await fetch(path, {
      method,
      headers: sent,
      body: body === undefined || isForm ? body : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(40_000),
    });
    const text = await response.text();
    return { status: response.status, data: parse(text), headers: response.headers };
  } catch {
    return { status: 0, data: { code: "NETWORK", detail: t("code_NETWORK") }, headers: new Headers() };
  }
}

function parse(text) {
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function checked(answer) {
  if (answer.status >= 200 && answer.status < 300) {
    const date = answer.headers.get("Date");
    if (date && !clockKnown) {
      // Whole seconds only: good enough until a room says it exactly.
      learnServerTime(date);
      clockKnown = true;
    }
    return answer;
  }
  throw new ApiError(answer.status, answer.data ?? {});
}

/** Gets a new access token in place of one that was refused; false where that is impossible. */
export function refresh(refused) {
  return alone(async () => {
    if (reread(refused)) return true;
    const before = session();
    if (!before) return false;
    const answer = await once("POST", "/api/auth/refresh", { body: { refreshToken: before.refreshToken } }, null);
    if (answer.status === 200) {
      keep(answer.data);
      return true;
    }
    // Only a clear refusal ends the session; a service that is away does not.
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) forget();
    return false;
  });
}

/** A random id; also where the page is served without TLS. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The text of a code as the socket sends it. */
export const codeText = (code, fallback) => fallback || (has(`code_${code}`) ? t(`code_${code}`) : t("code_UNKNOWN"));
