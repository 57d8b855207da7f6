/** One recall as its page shows it, and who may do what about it. */
import type { Db } from '../../db/database.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { cardsMeant, countMeant, type RecalledCard } from './card-queries.ts';
import { recallByNumber } from './recall-record.ts';
import { answersFor } from './reply-rules.ts';
import type { CardTab, DeviceRecallState, Level } from './rules.ts';

/** Things offered to be answered for on one page. */
const MOST_OFFERED = 500;

/** What was done with things of other members is told to those alone who see the whole county. */
async function actsFor(db: Db, viewer: Viewer, documentId: number) {
  const acts = await timelineOf(db, documentId);
  return viewer.scopePath === '/' ? acts : acts.filter(({ act }) => act !== 'answer' && act !== 'take_back');
}

/** The recall as the viewer sees it, with the things of the own scope; undefined when there is none. */
export async function deviceRecallView(
  db: Db,
  viewer: Viewer,
  number: string,
  page: { tab: CardTab; after: number | undefined; size: number },
) {
  const loaded = await recallByNumber(db, number);
  if (loaded === undefined) return undefined;
  const { id } = loaded.document;
  const own = { recallId: id, scope: viewer.scopePath };
  const status = loaded.document.status as DeviceRecallState;
  const replies = status === 'open' && may(viewer.roles, 'asset.keep');
  const cares = (card: RecalledCard) => answersFor(viewer, { user: { id: card.userId }, keeper: card.keeper });
  const mine = (card: RecalledCard) => replies && cares(card);
  const takesBack = (card: RecalledCard) =>
    mine(card) ||
    (status === 'ended' && card.answer?.result === 'returned' && may(viewer.roles, 'asset.keep') && cares(card));
  const waiting = replies ? await cardsMeant(db, { ...own, tab: 'waiting' }, { size: MOST_OFFERED }) : [];
  const cards = await cardsMeant(db, { ...own, tab: page.tab }, page);
  const office = may(viewer.roles, 'asset.edit');
  return {
    ...loaded,
    status,
    level: loaded.recall.level as Level,
    counts: await countMeant(db, id, viewer.scopePath),
    cards: cards.map((card) => ({ ...card, mine: takesBack(card) })),
    /** What this person may still answer for. */
    waiting: waiting.filter(mine).map(({ number: card, name, place }) => ({ number: card, name, place })),
    acts: await actsFor(db, viewer, id),
    files: await attachmentsOf(db, `document ${number}`),
    can: { office: office && status === 'open', keepFiles: office },
  };
}

export type DeviceRecallView = NonNullable<Awaited<ReturnType<typeof deviceRecallView>>>;
