/** How an alert is said: what it is about, and what is so, from the names and numbers that its source gave. */
import type { ListedAlert } from '../../src/alerts/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { type PackShape, quantityText } from '../ui/format.ts';

function shapeOf({ packSize, packUnit, baseUnit, scale }: ListedAlert): PackShape {
  return { packSize: packSize ?? 1, packUnit: packUnit ?? '', baseUnit: baseUnit ?? '', scale: scale ?? 1 };
}

const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Item, paper, device or partner. */
export function aboutText({ detail, subject }: ListedAlert): string {
  const said = [detail['item'], detail['number'], detail['party'], detail['name']].map(textOf);
  return said.find((one) => one !== '') ?? subject;
}

/** Numbers in the units of the item; the title and the day where it is about a paper. */
export function whyText(t: Words, alert: ListedAlert): string {
  const words = t.alerts.whys;
  const { detail, kind } = alert;
  const shape = shapeOf(alert);
  const base = (name: string) => quantityText(t, Number(detail[name] ?? 0), shape);
  if (kind === 'below_least') return words.stock(base('usable'), base('coming'), base('least'));
  if (kind === 'runs_out') {
    const days = Number(detail['cover'] ?? 0);
    const cover = days < 1 ? words.noCover : String(days);
    return words.cover(base('usable'), base('coming'), cover, Number(detail['lead'] ?? 0));
  }
  if (kind === 'near_expiry') return words.expiry(textOf(detail['lot']), textOf(detail['expires']), base('onHand'));
  if (detail['until'] !== undefined) return words.until(textOf(detail['until']));
  if (detail['from'] !== undefined) return words.from(textOf(detail['title']), textOf(detail['from'])).trim();
  return words.since(textOf(detail['title']), textOf(detail['since'])).trim();
}
