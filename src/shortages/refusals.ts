/** Turns a command's refusal into what its form shows: quantities as people count them, the field it stands at. */
import type { Words } from '../../views/i18n/index.ts';
import type { ActForm } from '../../views/shortages/act-forms.tsx';
import { amountText } from '../../views/shortages/shortage-words.tsx';
import type { Refusal } from '../kernel/result.ts';
import type { ShortageRecord } from './shortage-queries.ts';

const QUANTITIES = ['available', 'asked', 'open', 'reserved', 'shipped', 'answered'];

/** Reasons that other features share, with sentences that fit a source of a shortage. */
function reasonHere(reason: string): string {
  if (reason === 'wrong_state') return 'shortage_moved_on';
  return reason === 'insufficient_stock' || reason.startsWith('lot_') ? `source_${reason}` : reason;
}

function fieldHere(act: ActForm, field: string): string {
  if (field === 'note' || field === 'issue') return `${act}.${field}`;
  if (field === 'itemCode') return 'identify.itemCode';
  return field === 'packs' ? 'identify.quantity.packs' : field;
}

/** The refusal of an act on `record` as that act's form shows it. */
export function refusalHere(t: Words, refusal: Refusal, act: ActForm, record: ShortageRecord): Refusal {
  const detail = { ...refusal.detail };
  for (const name of QUANTITIES) {
    const base = detail[name];
    if (typeof base === 'number') detail[name] = amountText(t, record, base);
  }
  const { ok, field } = refusal;
  const told = { ok, reason: reasonHere(refusal.reason), detail };
  return field === undefined ? told : { ...told, field: fieldHere(act, field) };
}
