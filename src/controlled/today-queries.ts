/** What the page of today says is to do next at a member: handovers, differences, ampoules, cards. */

import type { Db } from '../../db/database.ts';
import type { NextStep } from '../../views/controlled/today-page.tsx';
import type { Words } from '../../views/i18n/index.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { DAY_MS, dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { ampoulesToDestroy, owedAmpoules } from './ampoule-queries.ts';
import { listCards } from './card-queries.ts';
import type { ControlledPlace, ControlledStore } from './place-queries.ts';
import { cardState, handoverDueAt } from './rules.ts';

export interface Shown {
  t: Words;
  viewer: Viewer;
  place: ControlledPlace;
  stores: readonly ControlledStore[];
  now: number;
}

const ASKED_DAYS = 180;
const MOST = 500;

async function handoverSteps(db: Db, { t, stores, now, place, viewer }: Shown): Promise<NextStep[]> {
  const words = t.controlled.today;
  const { most } = await ruleOn(db, 'handover_minutes', dayOf(now));
  const own = may(viewer.roles, 'controlled.act') && place.id === viewer.organisationId;
  return stores.flatMap((store): NextStep[] => {
    const dueAt = handoverDueAt(store.last?.at ?? null, most);
    const href = own ? paths.newHandover({ store: store.id }) : paths.handovers();
    const open: NextStep[] =
      store.last?.status === 'open'
        ? [{ text: words.difference(store.last.number), href: paths.handover(store.last.number), tone: 'danger' }]
        : [];
    if (store.lots === 0) return open;
    if (dueAt === null) return [...open, { text: words.handoverNever(store.name), href, tone: 'warn' }];
    return dueAt < now ? [...open, { text: words.handoverDue(store.name), href, tone: 'danger' }] : open;
  });
}

async function cardSteps(db: Db, { t, place, now }: Shown, notice: number): Promise<NextStep[]> {
  const words = t.controlled.today;
  const own = (await listCards(db, place.path)).filter((card) => card.place.id === place.id);
  const states = own.map((card) => ({ card, state: cardState(card, dayOf(now), notice) }));
  const href = paths.cards();
  if (!states.some(({ state }) => state === 'in_force' || state === 'near')) {
    return [{ text: words.cardNone, href, tone: 'warn' }];
  }
  return states.flatMap(({ card, state }): NextStep[] =>
    state === 'near' ? [{ text: words.card(card.number, card.validTo), href, tone: 'warn' }] : [],
  );
}

/** Ampoules of the member that are out, and what to do next, the most urgent first. */
export async function today(
  db: Db,
  shown: Shown,
): Promise<{ owed: { pieces: number; late: number }; next: NextStep[] }> {
  const { t, place, now } = shown;
  const words = t.controlled.today;
  const { ampoules: days, card } = await ruleOn(db, 'controlled_days', dayOf(now));
  const lines = await owedAmpoules(db, place.path, { since: now - ASKED_DAYS * DAY_MS, size: MOST });
  const left = lines.filter((line) => line.place.id === place.id);
  const sum = (some: typeof left) => some.reduce((total, line) => total + line.issued - line.back, 0);
  const owed = { pieces: sum(left), late: sum(left.filter((line) => line.at + days * DAY_MS < now)) };
  const waiting = await ampoulesToDestroy(db, place.id);
  const next = await handoverSteps(db, shown);
  if (owed.pieces > 0) {
    const text =
      owed.late > 0 ? `${words.ampoules(owed.pieces)} ${words.ampoulesLate(owed.late)}` : words.ampoules(owed.pieces);
    next.push({ text, href: paths.ampoules(), ...(owed.late > 0 && { tone: 'danger' as const }) });
  }
  const back = waiting.reduce((total, row) => total + row.pieces, 0);
  if (back > 0) next.push({ text: words.destroy(back), href: paths.ampoulesBack() });
  next.push(...(await cardSteps(db, shown, card)));
  return { owed, next };
}
