/** What controlled goods let wait: stores to hand over, differences to close, ampoules that are out, ending cards. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { DAY_MS, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { owedAmpoules } from './ampoule-queries.ts';
import { listCards } from './card-queries.ts';
import { listHandovers } from './handover-queries.ts';
import { controlledStores } from './place-queries.ts';
import { cardState, handoverDueAt } from './rules.ts';

/** Ampoules of issues from before this many days are no longer asked for on the home page. */
const ASKED_DAYS = 180;
const MOST = 200;

/** Stores of the own member that are to be handed over; the county's pharmacists hear of those that are late. */
async function handovers(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const [acts, decides] = [may(viewer.roles, 'controlled.act'), may(viewer.roles, 'card.manage')];
  const { most } = await ruleOn(db, 'handover_minutes', dayOf(now));
  return (await controlledStores(db, viewer.scopePath)).flatMap((store): Task[] => {
    if (store.lots === 0) return [];
    const dueAt = handoverDueAt(store.last?.at ?? null, most);
    const own = acts && worksAt(viewer, store.place);
    const late = dueAt !== null && dueAt < now;
    if (!(own && (dueAt === null || late)) && !(decides && late)) return [];
    const href = own ? paths.newHandover({ store: store.id }) : paths.controlled({ organisation: store.place.code });
    return [
      {
        code: late ? 'handover_late' : 'handover_first',
        subject: store.name,
        href,
        from: store.place.shortName,
        dueAt,
      },
    ];
  });
}

async function differences(db: Db, viewer: Viewer): Promise<Task[]> {
  const open = await listHandovers(db, viewer.scopePath, { state: 'open' }, { size: MOST });
  return open.map((row) => ({
    code: 'handover_open',
    subject: row.number,
    href: paths.handover(row.number),
    from: row.place,
    dueAt: null,
    count: row.differing,
  }));
}

async function ampoules(db: Db, viewer: Viewer, now: number, days: number): Promise<Task[]> {
  const scope = viewer.scopePath === '/' ? viewer.organisationPath : viewer.scopePath;
  const owed = await owedAmpoules(db, scope, { since: now - ASKED_DAYS * DAY_MS, size: MOST });
  const late = owed.filter((line) => worksAt(viewer, line.place) && line.at + days * DAY_MS < now);
  const [first] = late;
  if (first === undefined) return [];
  const count = late.reduce((sum, line) => sum + line.issued - line.back, 0);
  const dueAt = first.at + days * DAY_MS;
  return [{ code: 'ampoules_late', subject: '', href: paths.ampoules(), from: first.place.shortName, dueAt, count }];
}

async function cards(db: Db, viewer: Viewer, now: number, notice: number): Promise<Task[]> {
  return (await listCards(db, viewer.scopePath)).flatMap((card): Task[] => {
    const state = cardState(card, dayOf(now), notice);
    if (state !== 'near' && state !== 'lapsed') return [];
    const dueAt = startOfDay(card.validTo) + DAY_MS;
    const at = { subject: card.number, href: paths.cards(), from: card.place.shortName, dueAt };
    return [{ code: 'card_lapses', ...at }];
  });
}

/** What waits for this person. */
export async function controlledTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const [acts, decides] = [may(viewer.roles, 'controlled.act'), may(viewer.roles, 'card.manage')];
  if (!acts && !decides) return [];
  const days = await ruleOn(db, 'controlled_days', dayOf(now));
  return [
    ...(await handovers(db, viewer, now)),
    ...(acts ? await ampoules(db, viewer, now, days.ampoules) : []),
    ...(decides ? await differences(db, viewer) : []),
    ...(decides ? await cards(db, viewer, now, days.card) : []),
  ];
}
