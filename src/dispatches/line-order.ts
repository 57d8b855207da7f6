/** The one order in which the lines of a dispatch are picked, shown and printed, so that paper and screen agree. */

interface Walked {
  zone: string;
  itemId: number;
  lineNumber: number;
  expiresOn: string;
}

/** Warm to cold: what must stay cold is picked last. */
const ZONES = ['room', 'cool', 'controlled', 'cold', 'frozen'];

/** Lines in the order in which one walks: by zone, then drug, then expiry. */
export function inWalkingOrder<Line extends Walked>(lines: readonly Line[]): Line[] {
  const firstOfItem = new Map<number, number>();
  for (const { itemId, lineNumber } of [...lines].sort((a, b) => a.lineNumber - b.lineNumber)) {
    if (!firstOfItem.has(itemId)) firstOfItem.set(itemId, lineNumber);
  }
  const turn = (line: Line) => firstOfItem.get(line.itemId) ?? 0;
  return [...lines].sort(
    (a, b) =>
      ZONES.indexOf(a.zone) - ZONES.indexOf(b.zone) ||
      turn(a) - turn(b) ||
      (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : a.lineNumber - b.lineNumber),
  );
}
