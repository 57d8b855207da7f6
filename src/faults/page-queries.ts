/** One fault as its page shows it: the thing, costs, the time that was lost, who may do what, what may stand in. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { inReach } from '../assets/record-queries.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { may, ROLES } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { faultByNumber, spansOf } from './fault-record.ts';
import { borrowableFor, loanersFor } from './loaner-queries.ts';
import { usesIt } from './reporter-rules.ts';
import { downtimeMs, type FaultState, needsWord, OPEN_STATES } from './rules.ts';

const FEN = 100;
const EVER = { fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER };

/** People who may be given a fault. */
export function engineersOf(db: Db): Promise<{ login: string; name: string }[]> {
  const roles = ROLES.filter((role) => may([role], 'fault.repair'));
  return db
    .selectDistinct({ login: person.login, name: person.name })
    .from(person)
    .innerJoin(personRole, eq(personRole.personId, person.id))
    .where(and(eq(person.active, true), inArray(personRole.role, roles)))
    .orderBy(asc(person.login));
}

/** The fault as the viewer sees it; undefined when there is none within reach. */
export async function faultView(db: Db, viewer: Viewer, number: string, now: number) {
  const loaded = await faultByNumber(db, number);
  if (loaded === undefined || !(await inReach(db, loaded.asset, viewer.scopePath))) return undefined;
  const { document, fault, asset, costFen } = loaded;
  const status = document.status as FaultState;
  const { approveYuan, reopenDays } = await ruleOn(db, 'fault_repair', dayOf(now));
  const spans = await spansOf(db, document.id);
  const open = (OPEN_STATES as readonly string[]).includes(status);
  const uses = usesIt(viewer, loaded);
  const repair = may(viewer.roles, 'fault.repair');
  const loaners = open && uses ? await loanersFor(db, asset, dayOf(now)) : [];
  const borrowable = open && uses && may(viewer.roles, 'asset.keep') ? await borrowableFor(db, asset, dayOf(now)) : [];
  return {
    ...loaded,
    status,
    open,
    spans,
    downMs: status === 'withdrawn' ? 0 : downtimeMs(spans, EVER, now),
    acts: await timelineOf(db, document.id),
    files: await attachmentsOf(db, `document ${number}`),
    ...{ loaners, borrowable },
    engineers: repair && open ? await engineersOf(db) : [],
    needsWord: needsWord({ costFen, approvedFen: fault.approvedFen, approveFen: approveYuan * FEN }),
    approveYuan,
    reopenDays,
    can: {
      uses,
      repair,
      approve: may(viewer.roles, 'fault.approve') && fault.askedBy !== viewer.userId,
      accept: uses && fault.repairedBy !== viewer.userId,
      costs: repair || may(viewer.roles, 'fault.approve') || may(viewer.roles, 'asset.price'),
      prices: may(viewer.roles, 'asset.price'),
      keepFiles: may(viewer.roles, 'asset.keep') || repair,
    },
  };
}

export type FaultView = NonNullable<Awaited<ReturnType<typeof faultView>>>;
