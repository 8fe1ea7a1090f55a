// Rounding that still adds up: parts get their tenths by the largest remainder, so that what is shown sums to what is shown.

export const BASE = 10; // tenths: everyone starts at 1

export const tenths = (value) => Math.round(value * 10);

export function share(total, parts) {
  const exact = parts.map((part) => part * 10);
  const shown = exact.map((part) => Math.floor(part + 1e-9));
  const byRemainder = exact.map((part, i) => [part - shown[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const left = total - shown.reduce((sum, part) => sum + part, 0);
  for (let k = 0; k < left && parts.length; k += 1) shown[byRemainder[k % parts.length][1]] += 1;
  for (let k = 0; k < -left && parts.length; k += 1) shown[byRemainder.at(-1 - (k % parts.length))[1]] -= 1;
  return shown;
}

// Accounts with their lines, strongest first, every one with the tenths it shows.
export function shareOut(value, accounts) {
  const sorted = [...accounts].sort((a, b) => b.points - a.points);
  const totals = share(tenths(value) - BASE, sorted.map((account) => account.points));
  return sorted.map((account, i) => {
    const lines = [...(account.features ?? [])].sort((a, b) => b.points - a.points);
    const shown = share(totals[i], lines.map((line) => line.points));
    return { ...account, shown: totals[i], lines: lines.map((line, j) => ({ ...line, shown: shown[j] })) };
  });
}
