/** One code: where it was at each act, which boxes it lies in or holds, and what was wrong with it. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { boxesAround, itemsByPrefix, packsInside, prefixOf } from './known-queries.ts';
import { alarmsOfCode, type ListedAlarm, type ListedScan, listScans } from './list-queries.ts';
import { isTraceCode } from './rules.ts';

type Asker = Pick<Actor, 'roles' | 'scopePath'>;

export interface CodeView {
  code: string;
  /** Items its first digits stand for. */
  items: string[];
  /** Within the scope, in order. */
  scans: ListedScan[];
  around: string[];
  inside: string[];
  alarms: ListedAlarm[];
}

const EVER = { from: '2000-01-01', to: '2999-12-31', member: '', act: '' as const };
const MOST_SCANS = 200;
/** Of a large box only the first are shown; the rest is counted. */
export const MOST_SHOWN = 200;

/**
 * What is known of a code within the scope; undefined when nothing is. Whoever sees the whole county sees boxes without
 * scans too; a member finds its own scans.
 */
export async function codeView(db: Db, asker: Asker, code: string): Promise<CodeView | undefined> {
  if (!may(asker.roles, 'trace.read') || !isTraceCode(code)) return undefined;
  const found = await listScans(db, asker.scopePath, { ...EVER, q: code }, { size: MOST_SCANS });
  const around = await boxesAround(db, code);
  const inside = (await packsInside(db, [code])).get(code) ?? [];
  const scans = found.filter((scan) => scan.code === code || scan.outer_code === code).reverse();
  const county = asker.scopePath === '/';
  if (scans.length === 0 && !(county && (around.length > 0 || inside.length > 0))) return undefined;
  const items = (await itemsByPrefix(db, [code])).get(prefixOf(code)) ?? new Map<number, string>();
  const alarms = await alarmsOfCode(db, asker.scopePath, code);
  return { code, items: [...items.values()], scans, around, inside, alarms };
}

/** For the box that everything is scanned into: the code when there is a page of it for this person. */
export async function findTraceCode(db: Db, asker: Asker, text: string): Promise<{ code: string } | undefined> {
  const code = text.trim();
  if (!isTraceCode(code)) return undefined;
  return (await codeView(db, asker, code)) === undefined ? undefined : { code };
}
