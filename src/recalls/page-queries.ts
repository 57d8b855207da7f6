/** One recall as its page shows it: to the county whole, to a member only what it was told. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { type Candidate, candidatesFor } from './match-queries.ts';
import {
  lotsOf,
  type NoticeRow,
  noticesOf,
  type RecalledLot,
  type RecallHead,
  recallByNumber,
  type TargetRow,
  targetsOf,
} from './record-queries.ts';
import { type RecallReport, reportFor } from './report-queries.ts';
import { checkReleaser } from './rules.ts';
import { type LotPlace, placesOfLots } from './standing-queries.ts';
import {
  type Batch,
  type HandedOut,
  handedOutOf,
  type LotSource,
  type Papers,
  papersOf,
  sourcesOf,
} from './trace-queries.ts';

export interface RecallView extends RecallHead {
  targets: TargetRow[];
  lots: RecalledLot[];
  notices: NoticeRow[];
  acts: ActRow[];
  report: RecallReport;
  /** The whole county, or only the own members. */
  whole: boolean;
  can: {
    manage: boolean;
    /** Did not freeze it: may let lots go. */
    release: boolean;
    prices: boolean;
  };
}

/** The recall as the viewer sees it; undefined when there is none, or when no member of the scope was told. */
export async function recallView(db: Db, viewer: Viewer, number: string): Promise<RecallView | undefined> {
  const head = await recallByNumber(db, number);
  if (head === undefined) return undefined;
  const all = await noticesOf(db, head.document.id);
  const notices = all.filter(({ place }) => place.path.startsWith(viewer.scopePath));
  const whole = viewer.scopePath === '/';
  if (!whole && notices.length === 0) return undefined;
  const acts = await timelineOf(db, head.document.id);
  return {
    ...head,
    targets: await targetsOf(db, head.document.id),
    lots: await lotsOf(db, head.document.id),
    notices,
    acts,
    report: await reportFor(db, head),
    whole,
    can: {
      manage: whole && may(viewer.roles, 'recall.manage'),
      release: whole && may(viewer.roles, 'recall.manage') && checkReleaser(viewer.userId, acts).ok,
      prices: may(viewer.roles, 'stock.read.prices'),
    },
  };
}

export interface Matched {
  candidates: Candidate[];
  /** Milliseconds that the match took. */
  spentMs: number;
}

/** What the notice may mean, with how long it took to find: an exercise asks for it. */
export async function matchedFor(db: Db, targets: readonly TargetRow[]): Promise<Matched> {
  const begun = performance.now();
  const sought = targets.map(({ target }) => target);
  const candidates = await candidatesFor(db, sought);
  return { candidates, spentMs: Math.max(1, Math.round(performance.now() - begun)) };
}

export interface RecallTrace {
  places: LotPlace[];
  sources: LotSource[];
  papers: Papers;
  handedOut: HandedOut[];
}

/** Everything that is known of where the lots are and whom they reached, within the scope. */
export async function traceFor(
  db: Db,
  view: Pick<RecallView, 'lots' | 'targets'>,
  scope: string,
): Promise<RecallTrace> {
  const lotIds = view.lots.map(({ lot }) => lot.id);
  const [places, sources] = [await placesOfLots(db, lotIds), await sourcesOf(db, lotIds)];
  const batches = new Map<string, Batch>();
  const add = (itemId: number, lotNumber: string) => batches.set(`${itemId} ${lotNumber}`, { itemId, lotNumber });
  for (const { lot } of view.lots) add(lot.itemId, lot.number);
  for (const { target } of view.targets) {
    if (target.itemId !== null && target.match === 'exact') add(target.itemId, target.lotNumber);
  }
  return {
    places: places.filter((place) => place.onHandBase > 0 && place.path.startsWith(scope)),
    sources,
    papers: await papersOf(db, lotIds, [...batches.values()]),
    handedOut: await handedOutOf(db, lotIds, scope),
  };
}

export interface MemberView extends RecallHead {
  mine: NoticeRow;
  lots: RecalledLot[];
  /** What lies at the member now. */
  places: LotPlace[];
  handedOut: HandedOut[];
  can: { answer: boolean; reportLoss: boolean; manage: boolean };
}

/** What one member was told, as the viewer sees it; undefined outside the scope. */
export async function memberView(
  db: Db,
  viewer: Viewer,
  number: string,
  code: string,
): Promise<MemberView | undefined> {
  const head = await recallByNumber(db, number);
  if (head === undefined) return undefined;
  const [mine] = await noticesOf(db, head.document.id, [code]);
  if (mine === undefined || !mine.place.path.startsWith(viewer.scopePath)) return undefined;
  const told = new Set(mine.notice.books.lots.map((lot) => lot.lotId));
  const lots = (await lotsOf(db, head.document.id)).filter(({ lot }) => told.has(lot.id));
  const ids = lots.map(({ lot }) => lot.id);
  const places = await placesOfLots(db, ids);
  return {
    ...head,
    mine,
    lots,
    places: places.filter((place) => place.organisationId === mine.place.id && place.onHandBase > 0),
    handedOut: (await handedOutOf(db, ids, mine.place.path)).filter((one) => one.placeCode === code),
    can: {
      answer: may(viewer.roles, 'recall.answer') && worksAt(viewer, mine.place),
      reportLoss: may(viewer.roles, 'loss.report') && worksAt(viewer, mine.place),
      manage: may(viewer.roles, 'recall.manage'),
    },
  };
}
