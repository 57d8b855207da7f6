/** What implants let wait: patients with a recalled device to be told, and units to go back before their last day. */
import { and, count, eq, lte, min } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { listBatches } from './own-queries.ts';
import { listRecalls } from './recall-queries.ts';
import { recallText, SOON_DAYS } from './rules.ts';

const MOST_RECALLS = 50;
const MOST_BATCHES = 500;
/** A patient is told before the end of the day after the recall. */
const TELL_DAYS = 2;

/** Batches of our own whose units on the shelf are not those of the stock: to be registered, or to be looked for. */
async function unevenTask(db: Db, viewer: Viewer): Promise<Task[]> {
  const uneven = await listBatches(db, viewer.scopePath, { state: 'uneven' }, { size: MOST_BATCHES });
  const due = uneven.filter(({ implant, units }) => implant || units > 0);
  const own = due.filter(({ memberId }) => memberId === viewer.organisationId);
  if (own.length === 0) return [];
  const href = paths.ownImplants({ state: 'uneven' });
  return [{ code: 'implant_uneven', subject: '', count: own.length, href, from: '', dueAt: null }];
}

/** For who keeps implants: the own member's; for who leads recalls: everybody's. */
export async function implantTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const keeps = may(viewer.roles, 'implant.keep');
  if (!keeps && !may(viewer.roles, 'recall.manage')) return [];
  const recalls = await listRecalls(db, viewer.scopePath, { tab: 'open' }, { size: MOST_RECALLS });
  const tell = recalls
    .filter(({ untold }) => untold > 0)
    .map((recall): Task => {
      const dueAt = startOfDay(addDays(dayOf(recall.openedAt), TELL_DAYS)) - 1;
      const subject = `${recall.name} ${recallText(recall)}`;
      return {
        code: 'implant_tell',
        subject,
        count: recall.untold,
        href: paths.implantRecall(recall.id),
        from: '',
        dueAt,
      };
    });
  if (!keeps) return tell;
  const until = addDays(dayOf(now), SOON_DAYS);
  const soon = and(eq(implantUnit.state, 'shelf'), lte(implantUnit.expiresOn, until));
  const own = and(eq(implantUnit.organisationId, viewer.organisationId), soon);
  const expiring = { day: min(implantUnit.expiresOn), count: count() };
  const [near] = await db.select(expiring).from(implantUnit).where(own);
  const kept = [...tell, ...(await unevenTask(db, viewer))];
  if (near === undefined || near.day === null) return kept;
  const href = paths.implants({ state: 'soon' });
  const dueAt = startOfDay(near.day);
  return [...kept, { code: 'implant_soon', subject: '', count: near.count, href, from: '', dueAt }];
}
