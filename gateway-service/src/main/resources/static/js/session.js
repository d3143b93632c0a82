// Who is signed in. Tokens live in local storage, so that all tabs share one session.

const KEY = "nb.session";
const listeners = new Set();
let current = read();

function read() {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY));
    return saved?.accessToken && saved?.refreshToken ? saved : null;
  } catch {
    return null;
  }
}

export const session = () => current;
export const user = () => current?.user ?? null;
export const token = () => current?.accessToken ?? null;

/** Calls back whenever somebody signs in or out, here or in another tab. */
export const onSession = (listener) => listeners.add(listener);

/** Keeps the answer of signup, login or refresh. */
export function keep(tokens) {
  store({
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    user: tokens.user ?? current?.user ?? null,
  });
}

export function forget() {
  store(null);
}

function store(next) {
  const before = current?.user?.id;
  current = next;
  try {
    if (next) localStorage.setItem(KEY, JSON.stringify(next));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the session lasts as long as this tab.
  }
  if (before !== next?.user?.id) tell();
}

function tell() {
  listeners.forEach((listener) => listener());
}

/** Runs one refresh at a time over all tabs: a refresh token is good for one use. */
export function alone(work) {
  return navigator.locks ? navigator.locks.request("nb.refresh", work) : work();
}

/** Takes over what another tab has stored meanwhile; true where that is another token. */
export function reread(known) {
  const saved = read();
  if (saved && saved.accessToken !== known) {
    current = saved;
    return true;
  }
  return false;
}

addEventListener("storage", (event) => {
  if (event.key !== KEY) return;
  const before = current?.user?.id;
  current = read();
  if (before !== current?.user?.id) tell();
});
