/** What of equipment comes due soon, and what this person has to do with it first. */
import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { maintenancePlan } from '../../db/schema/maintenance.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { isKept, standingSo } from '../assets/standing-queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ListedFault, listFaults } from '../faults/list-queries.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { listLoans } from '../loans/list-queries.ts';
import { inState, type ListedPlan, listPlans } from '../maintenance/list-queries.ts';
import type { ListState, PlanKind } from '../maintenance/rules.ts';
import { noticeDays as maintenanceDays } from '../maintenance/task-queries.ts';
import { countDuties } from '../metrology/list-queries.ts';
import { noticeDays as metrologyDays } from '../metrology/task-queries.ts';
import { shareFigures } from '../sharing/booking-queries.ts';
import { LOAN_DAYS } from './rules.ts';

export interface DueSoon {
  tests: { barred: number; soon: number };
  /** Rounds and self-tests: late or stopped, and due soon. */
  rounds: Record<PlanKind, { late: number; stopped: number; soon: number }>;
  loans: number;
  loansUntil: string;
  idleLong: number;
  /** Minutes that others used things in the month. */
  sharedMinutes: number;
}

const MOST_LOANS = 10_000;

async function roundsDue(db: Db, scopePath: string, now: number): Promise<DueSoon['rounds']> {
  const days = await maintenanceDays(db, now);
  const counted = (state: ListState) =>
    sql<number>`coalesce(sum(case when ${inState(state, days)} then 1 else 0 end), 0)`.mapWith(Number);
  const rows = await db
    .select({
      kind: maintenancePlan.kind,
      ...{ late: counted('late'), stopped: counted('stopped'), soon: counted('soon') },
    })
    .from(maintenancePlan)
    .innerJoin(asset, eq(asset.id, maintenancePlan.assetId))
    .where(and(isNull(maintenancePlan.endedOn), isKept, assetsInScope(scopePath)))
    .groupBy(maintenancePlan.kind);
  const of = (kind: PlanKind) => rows.find((row) => row.kind === kind) ?? { late: 0, stopped: 0, soon: 0 };
  return { pm: of('pm'), self_test: of('self_test') };
}

/** What comes due, within the scope. */
export async function dueSoon(db: Db, scopePath: string, now: number): Promise<DueSoon> {
  const today = dayOf(now);
  const { barred, soon } = await countDuties(db, scopePath, await metrologyDays(db, now));
  const loansUntil = addDays(today, LOAN_DAYS);
  const asked = { tab: 'all' as const, due: loansUntil };
  const loans = await listLoans(db, { scopePath, today }, asked, { size: MOST_LOANS });
  const idleLong = await standingSo(db, scopePath, 'idle_long', now);
  const [idle] = await db
    .select({ cards: count() })
    .from(asset)
    .where(and(idleLong, assetsInScope(scopePath)));
  const shared = await shareFigures(db, scopePath, { from: `${today.slice(0, 7)}-01`, until: today });
  return {
    tests: { barred, soon },
    rounds: await roundsDue(db, scopePath, now),
    ...{ loans: loans.length, loansUntil },
    idleLong: idle?.cards ?? 0,
    sharedMinutes: shared.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

export interface OwnWork {
  faults: ListedFault[];
  rounds: ListedPlan[];
  kind: PlanKind;
}

const SHOWN = 8;

/** For whoever mends: the faults given to this person and the rounds due; for whoever keeps: the self-tests due. */
export async function ownWork(db: Db, viewer: Viewer, now: number): Promise<OwnWork | null> {
  const [repairs, keeps] = [may(viewer.roles, 'fault.repair'), may(viewer.roles, 'asset.keep')];
  if (!repairs && !keeps) return null;
  const ask = { scopePath: viewer.scopePath, userId: viewer.userId, now };
  const faults = repairs ? await listFaults(db, ask, { tab: 'mine' }, { size: SHOWN }) : [];
  const kind = repairs ? 'pm' : 'self_test';
  const days = await maintenanceDays(db, now);
  const rounds = await listPlans(db, viewer.scopePath, { kind }, { ...days, size: SHOWN });
  return { faults: faults.slice(0, SHOWN), rounds: rounds.slice(0, SHOWN), kind };
}
