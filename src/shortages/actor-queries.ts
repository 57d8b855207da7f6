/** The people who must act on a request now, and those whom a passed limit was told to: by name, not by role alone. */
import type { Db } from '../../db/database.ts';
import { type Holder, holdersOf } from '../approvals/holder-queries.ts';
import type { Role } from '../auth/roles.ts';
import { SIDE_ROLES } from './actor-rules.ts';
import { CALLED, passedLimit } from './limit-rules.ts';
import { type ActingSide, actingSide, type ShortageState } from './rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

export interface Acting {
  side: ActingSide;
  /** Those who act now. */
  people: Holder[];
  /** The limit that is passed unmet, the role that was told of it, and its people. */
  called: { limit: 'answer' | 'resolve'; role: Role; people: Holder[] } | null;
  /** Who can give a role that nobody holds. */
  granters: Holder[];
}

const GRANTER: Role = 'administrator';

/** Of the member that asked and of those above it, the nearest place where anybody has the role. */
function nearest(people: readonly Holder[], memberPath: string): Holder[] {
  const above = people.filter(({ path }) => memberPath.startsWith(path));
  const deepest = above.reduce((path, one) => (one.path.length > path.length ? one.path : path), '');
  return above.filter(({ path }) => path === deepest);
}

/** Who must act on the request at `now`; the same for both sides. */
export async function actingOn(db: Db, record: ShortageRecord, today: string, now: number): Promise<Acting> {
  const { document, shortage, organisation } = record;
  const side = actingSide(document.status as ShortageState, shortage);
  if (side === 'nobody') return { side, people: [], called: null, granters: [] };
  const limits = { status: document.status, answerBy: shortage.answerBy, resolveBy: shortage.resolveBy };
  const passed = shortage.escalated === null ? undefined : passedLimit(limits, now);
  const called = passed && { limit: passed, role: CALLED[passed] };
  const isMember = side === 'clinic';
  const [own, others] = await Promise.all([
    isMember ? holdersOf(db, SIDE_ROLES.clinic, today, organisation.path) : [],
    holdersOf(db, [...(isMember ? [] : SIDE_ROLES[side]), ...(called ? [called.role] : []), GRANTER], today),
  ]);
  const of = (roles: readonly Role[]) => others.filter(({ role }) => roles.includes(role));
  return {
    side,
    people: isMember ? nearest(own, organisation.path) : of(SIDE_ROLES[side]),
    called: called === undefined ? null : { ...called, people: of([called.role]) },
    granters: of([GRANTER]),
  };
}
