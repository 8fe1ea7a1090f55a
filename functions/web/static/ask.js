// The public HTTP API. An answer is its document; everything else is one error with what the reader needs to know.

const PATIENCE = 20000; // ms, then it counts as no answer

export class Refused extends Error {
  constructor(kind, { request = "", wait = 0 } = {}) {
    super(kind);
    this.kind = kind; // unknown, limited, offline, error
    this.request = request;
    this.wait = wait; // seconds
  }
}

export async function ask(path) {
  let answer;
  try {
    answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Refused(navigator.onLine ? "error" : "offline");
  }
  if (answer.ok) return answer.json().catch(() => { throw new Refused("error", { request: requestOf(answer) }); });
  const problem = await answer.json().catch(() => ({}));
  const request = problem.request_id ?? requestOf(answer);
  if (answer.status === 404) throw new Refused("unknown", { request });
  if (answer.status === 429) throw new Refused("limited", { request, wait: waitOf(answer, problem) });
  throw new Refused("error", { request });
}

const requestOf = (answer) => answer.headers.get("Request-Id") ?? "";

// Retry-After is seconds or a date; without it a minute is a polite guess.
function waitOf(answer, problem) {
  const told = problem.retry_after ?? answer.headers.get("Retry-After") ?? 60;
  const seconds = Number.isFinite(Number(told)) ? Number(told) : (Date.parse(told) - Date.now()) / 1000;
  return Math.min(3600, Math.max(1, Math.ceil(seconds || 60)));
}

export const score = (name) => ask(`/v3/scores/${encodeURIComponent(name)}`);
export const history = (name, days) => ask(`/v3/scores/${encodeURIComponent(name)}/history?days=${days}`);
export const explanation = (name) => ask(`/v3/scores/${encodeURIComponent(name)}/explanation?language=${document.documentElement.lang}`);
