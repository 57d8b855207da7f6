/** What plans say in words: states, why a price holds, acts of the timeline. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { PlanLineView } from '../../src/plans/line-list-queries.ts';
import type { PlanState } from '../../src/plans/rules.ts';
import type { Words } from '../i18n/index.ts';
import { priceReasonText } from '../prices/words.tsx';
import { momentText, type PackShape, quantityText, whoText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';
import type { LogEntry } from '../ui/timeline.tsx';

const LOOKS: Record<PlanState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-draft' },
  submitted: { icon: 's-todo', tone: 'accent' },
  approved: { icon: 's-done', tone: 'accent' },
  ordered: { icon: 's-go', tone: 'info' },
  closed: { icon: 's-done' },
  abandoned: { icon: 's-no' },
};

export function PlanStatus({ t, status }: { t: Words; status: PlanState }) {
  const { icon, tone } = LOOKS[status];
  return (
    <Status icon={icon} {...(tone && { tone })} badge>
      {t.plans.states[status]}
    </Status>
  );
}

/** Why the line costs what it costs: the rule's reason, or the evidence of an exception. */
export function reasonOfPrice(t: Words, line: Pick<PlanLineView, 'priceReason'>): string {
  const own = t.plans.exceptionPrices[line.priceReason.code];
  return own === undefined ? priceReasonText(t, line.priceReason) : own(line.priceReason.detail);
}

export function shapeOf(line: Pick<PlanLineView, 'packSize' | 'packUnit' | 'baseUnit' | 'scale'>): PackShape {
  const { packSize, packUnit, baseUnit, scale } = line;
  return { packSize, packUnit, baseUnit, scale };
}

/** Whole packs of what an act tells; the timeline keeps the size of a pack as it was then. */
function packsOf(t: Words, detail: Record<string, unknown>, quantity: unknown): string {
  const packSize = Number(detail.packSize ?? 1);
  const shape = { packSize, packUnit: String(detail.unit ?? ''), baseUnit: '', scale: 1 };
  return quantityText(t, Number(quantity ?? 0), shape);
}

function changeText(t: Words, detail: Record<string, unknown>): string {
  const words = t.plans;
  const item = String(detail.item ?? '');
  const packs = (quantity: unknown) => packsOf(t, detail, quantity);
  if (Array.isArray(detail.dispatches)) return words.supplied(detail.dispatches.length, Number(detail.back ?? 0));
  if (detail.repriced !== undefined) return words.repriced(Number(detail.repriced));
  if (detail.declinedAll !== undefined) return words.declinedAll(Number(detail.declinedAll));
  if (detail.declined !== undefined) return words.declined(item, packs(detail.declined));
  if (detail.transferred !== undefined) {
    return words.transferred(item, packs(detail.transferred), String(detail.transfer ?? detail.dispatch ?? ''));
  }
  if (detail.added !== undefined) return words.added(item, packs(detail.added));
  if (detail.dropped !== undefined) return words.dropped(item, packs(detail.dropped));
  if (detail.before !== undefined && detail.before === detail.after) return item;
  if (detail.before !== undefined) return words.changed(item, packs(detail.before), packs(detail.after));
  if (detail.member !== undefined) return words.memberBack(String(detail.member), Number(detail.lines ?? 0));
  return '';
}

/** The timeline as a log, newest first. */
export function logOf(t: Words, acts: readonly ActRow[], now: number): LogEntry[] {
  return [...acts].reverse().map((act) => ({
    act: t.plans.acts[act.act] ?? act.act,
    text: [changeText(t, act.detail ?? {}), act.note ?? ''].filter((part) => part !== '').join(' '),
    by: `${whoText(t, act)}，${momentText(t, act.at, now)}`,
  }));
}
