/** A pack in the hand names what a notice calls back: its item, and its lot where the code or an earlier scan tells. */
import type { Db } from '../../db/database.ts';
import { itemById } from '../catalogue/queries.ts';
import type { Refusal } from '../kernel/result.ts';
import { meantBy } from '../scanning/meant-queries.ts';
import { livesOf } from '../tracing/known-queries.ts';

export interface TargetScan {
  /** As it was typed; the code that somebody chose of two readings. */
  text: string;
  /** Why the code does not read without doubt. */
  unread: Refusal | null;
  /** Items it may mean: only one of them alone is filled in. */
  items: { code: string; name: string }[];
  /** How many they are in all. */
  many: number;
  /** Empty where nothing tells it. */
  lotNumber: string;
}

type Values = Record<string, string[]>;

const MOST_NAMED = 4;

/** The lot under which a trace code was last seen. */
async function lotSeen(db: Db, code: string): Promise<string> {
  return (await livesOf(db, [code])).get(code)?.at(-1)?.lotNumber ?? '';
}

/** What a scan says of a target. A text that is no item's is a lot number. */
export async function scanTarget(db: Db, text: string): Promise<TargetScan> {
  const nothing = { text, unread: null, items: [], many: 0, lotNumber: '' };
  const meant = await meantBy(db, text, { retired: true });
  if (!meant.ok) return { ...nothing, unread: meant };
  const { scanned, itemIds } = meant.value;
  const rows = await Promise.all(itemIds.slice(0, MOST_NAMED).map((id) => itemById(db, id)));
  const items = rows.flatMap((row) => (row === undefined ? [] : [{ code: row.code, name: row.genericName }]));
  const spoken = scanned.kind === 'text' && itemIds.length === 0 ? scanned.text : meant.value.lotNumber;
  const lotNumber = spoken === '' && scanned.kind === 'trace' ? await lotSeen(db, scanned.text) : spoken;
  return { ...nothing, items, many: itemIds.length, lotNumber };
}

/** What was typed with the scan filled in: a lot joins those of its item, another item begins anew. */
export function withScanned(values: Values, scan: TargetScan): Values {
  const { code: _code, find: _find, ...typed } = values;
  const [one] = scan.many === 1 ? scan.items : [];
  const known = typed.item?.[0]?.trim() ?? '';
  const lots = typed.lots?.[0]?.trim() ?? '';
  const anew = one !== undefined && known !== '' && known !== one.code;
  const kept = anew ? [] : lots.split(/[\s,，;；、]+/).filter((lot) => lot !== '');
  const all = scan.lotNumber === '' || kept.includes(scan.lotNumber) ? kept : [...kept, scan.lotNumber];
  return { ...typed, item: [one?.code ?? known], lots: [all.join('\n')] };
}
