/** Looking for a scanned pack among the lines of a form that is being filled in: arrival, return. */
import type { Db } from '../../db/database.ts';
import type { Refusal } from '../kernel/result.ts';
import { type LineFacts, linesMeant, meantBy } from './meant-queries.ts';

export interface LineScan<L> {
  /** As it was typed; the code that somebody chose of two readings. */
  text: string;
  /** Why the code does not read without doubt. */
  unread: Refusal | null;
  /** Lines it may mean, in the order of the paper. */
  lines: L[];
  /** Packs that the code stands for. */
  packs: number;
}

/** The button of the box says `1`; a button of a reading brings the whole code. */
function typedIn(values: Record<string, string[]>): string | undefined {
  const find = values.find?.[0];
  return find === undefined || find !== '1' ? find : (values.code?.[0] ?? '');
}

/** What the scan box of a form found; undefined when the form was sent by another button. */
export async function scanAmong<L>(
  db: Db,
  values: Record<string, string[]>,
  lines: readonly L[],
  factsOf: (line: L) => LineFacts,
): Promise<LineScan<L> | undefined> {
  const text = typedIn(values);
  if (text === undefined) return undefined;
  const meant = await meantBy(db, text, { retired: true });
  if (!meant.ok) return { text, unread: meant, lines: [], packs: 0 };
  const packs = meant.value.scanned.count ?? 1;
  return { text, unread: null, lines: linesMeant(lines, meant.value, factsOf), packs };
}
