/** What waits for this person, as entries of one queue sorted by deadline; and the numbers beside the navigation. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { countSessionsWaiting, sessionsWaiting, type WaitingSession } from '../committee/waiting-queries.ts';
import {
  countWaiting,
  discrepanciesToClose,
  dispatchesToPick,
  dispatchesToReceive,
  type WaitingDiscrepancy,
  type WaitingDispatch,
} from '../dispatches/waiting-queries.ts';
import { type ForesightLine, foresightLines } from '../foresight/list-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import {
  dossiersReturned,
  dossiersToManage,
  type ManagedDossier,
  reviewsToWrite,
  type WaitingDossier,
  waitingReturned,
  waitingReviews,
  waitingToManage,
} from '../selection/waiting-queries.ts';
import { listShortages, openLists, type ShortageLine, type Tab } from '../shortages/board-queries.ts';
import { owedBase } from '../shortages/part-rules.ts';
import { countWaitingShortages, type WaitingShortages } from '../shortages/waiting-queries.ts';
import { tasksFor } from './task-queries.ts';

/** Rows of each kind that the page of today shows; the counts are of all. */
export const SHOWN = 20;

export interface Waiting {
  shortages: WaitingShortages;
  picking: number;
  receiving: number;
  /** Dispatches in transit to or from the scope. */
  underway: number;
  discrepancies: number;
  /** Dossiers this person has still to score. */
  reviews: number;
  /** Sessions of the committee to come to or to vote at. */
  sessions: number;
  /** Dossiers of the own organisation that were sent back. */
  returned: number;
  /** Dossiers to give to reviewers, to put on an agenda or to decline. */
  managing: number;
}

/** What this person's roles let wait for them. */
export interface Duties {
  /** Accepts and answers. */
  answers: boolean;
  /** Picks, checks and sends. */
  sends: boolean;
  /** Receives for the own organisation or one below it, and records outcomes. */
  receives: boolean;
  /** Registers what is short. */
  registers: boolean;
  explains: boolean;
  /** Scores dossiers. */
  reviews: boolean;
  /** Sits on the committee. */
  votes: boolean;
  /** Applies for medicines. */
  applies: boolean;
  /** Leads dossiers from the application to the committee. */
  manages: boolean;
}

export function dutiesOf(viewer: Viewer): Duties {
  const can = (permission: Parameters<typeof may>[1]) => may(viewer.roles, permission);
  return {
    answers: can('shortage.answer'),
    sends: can('dispatch.pick') || can('dispatch.post'),
    receives: can('dispatch.receive'),
    registers: can('shortage.register'),
    explains: can('discrepancy.close'),
    reviews: can('dossier.review'),
    votes: can('committee.vote'),
    applies: can('dossier.apply'),
    manages: can('dossier.manage'),
  };
}

/** Counts of everything that waits in the viewer's scope, whoever must act; and of what waits for this person alone. */
export async function waitingFor(db: Db, viewer: Viewer, now: number): Promise<Waiting> {
  const duties = dutiesOf(viewer);
  // These are the person's own: who has no such duty is not even asked about
  const [shortages, goods, reviews, sessions, returned, managing] = await Promise.all([
    countWaitingShortages(db, viewer.scopePath, now),
    countWaiting(db, viewer),
    duties.reviews ? waitingReviews(db, viewer.userId) : 0,
    duties.votes ? countSessionsWaiting(db, viewer.userId) : 0,
    duties.applies ? waitingReturned(db, viewer.organisationId) : 0,
    duties.manages ? waitingToManage(db, viewer.userId) : 0,
  ]);
  return { shortages, ...goods, reviews, sessions, returned, managing };
}

/** The number of things that wait for this person. */
export function totalOf(waiting: Waiting, duties: Duties): number {
  const { shortages } = waiting;
  return (
    (duties.answers ? shortages.registered + shortages.unanswered : 0) +
    (duties.sends ? waiting.picking : 0) +
    (duties.receives ? waiting.receiving + shortages.arrived : 0) +
    (duties.explains ? waiting.discrepancies : 0) +
    waiting.reviews +
    waiting.sessions +
    waiting.returned +
    waiting.managing
  );
}

/** Numbers beside the navigation; cheap, for every page asks for them. */
export async function navigationCounts(db: Db, viewer: Viewer, now: number) {
  if (!may(viewer.roles, 'stock.read')) return {};
  const duties = dutiesOf(viewer);
  const waiting = await waitingFor(db, viewer, now);
  const { shortages } = waiting;
  return {
    home: totalOf(waiting, duties),
    shortages: duties.answers
      ? shortages.registered + shortages.unanswered
      : duties.receives
        ? shortages.registered + shortages.unanswered + shortages.inTransit + shortages.arrived
        : 0,
    lateShortages: duties.answers ? shortages.late : 0,
    dispatches: duties.sends ? waiting.picking : 0,
    receipts: duties.receives ? waiting.receiving : 0,
    discrepancies: duties.explains ? waiting.discrepancies : 0,
    selection: waiting.reviews + waiting.returned + waiting.managing,
    committee: waiting.sessions,
  };
}

export interface HomeQueue {
  /** To accept or to answer, whom to answer first. */
  toAnswer: ShortageLine[];
  toPick: WaitingDispatch[];
  toReceive: WaitingDispatch[];
  toExplain: WaitingDiscrepancy[];
  toReview: WaitingDossier[];
  /** Sessions to come to or to vote at. */
  toAttend: WaitingSession[];
  /** Sent back: to mend and send again, or to withdraw. */
  toMend: WaitingDossier[];
  /** Handed in or scored: the next step is the manager's. */
  toManage: ManagedDossier[];
  /** What buying and paying let wait. */
  tasks: Task[];
  /** Arrived at the own place: to be collected. */
  toCollect: ShortageLine[];
  /** The own requests that others are busy with. */
  watched: ShortageLine[];
  /** What the own place runs out of at current use and known inbound, the first to be gone first. */
  soonGone: ForesightLine[];
  /** The last of the own requests that ended. */
  ended: ShortageLine[];
}

const ENDED_SHOWN = 3;
/** Days ahead that the page of today looks, and of how many items it knows the number. */
const SOON_DAYS = 14;
const SOON_COUNTED = 50;

async function soonGone(db: Db, { scopePath, organisationId: memberId }: Viewer, today: string) {
  const ask = { scopePath, memberId, today, days: SOON_DAYS };
  return (await foresightLines(db, ask, { size: SOON_COUNTED })).rows;
}

async function endedLately(db: Db, { scopePath }: Viewer): Promise<ShortageLine[]> {
  return (await listShortages(db, scopePath, { tab: 'settled' }, { size: ENDED_SHOWN })).rows;
}

/** The rows of the page of today. */
export async function homeQueue(db: Db, viewer: Viewer, duties: Duties, now: number): Promise<HomeQueue> {
  const own = duties.receives;
  const tabs = [
    ...(duties.answers || own ? (['registered', 'processing'] as const) : []),
    ...(own ? (['in_transit', 'arrived'] as const) : []),
  ];
  const lists = await openLists(db, viewer.scopePath, tabs, SHOWN);
  const list = (tab: Tab) => lists.get(tab) ?? [];
  const [registered, processing] = [list('registered'), list('processing')];
  const unanswered = processing.filter((line) => owedBase(line.shortage, dayOf(now)) > 0);
  return {
    toAnswer: duties.answers ? [...registered, ...unanswered].sort(byAnswer).slice(0, SHOWN) : [],
    toPick: duties.sends ? await dispatchesToPick(db, viewer.organisationId, SHOWN) : [],
    toReceive: own ? await dispatchesToReceive(db, viewer, SHOWN) : [],
    toExplain: duties.explains ? await discrepanciesToClose(db, viewer, SHOWN) : [],
    toReview: duties.reviews ? await reviewsToWrite(db, viewer.userId, SHOWN) : [],
    toAttend: duties.votes ? await sessionsWaiting(db, viewer.userId, SHOWN) : [],
    toMend: duties.applies ? await dossiersReturned(db, viewer.organisationId, SHOWN) : [],
    toManage: duties.manages ? await dossiersToManage(db, viewer.userId, SHOWN) : [],
    tasks: (await tasksFor(db, viewer, now)).slice(0, SHOWN),
    toCollect: list('arrived'),
    watched: own ? [...registered, ...processing, ...list('in_transit')].slice(0, SHOWN) : [],
    soonGone: own && viewer.scopePath !== '/' ? await soonGone(db, viewer, dayOf(now)) : [],
    ended: own ? await endedLately(db, viewer) : [],
  };
}

function byAnswer(a: ShortageLine, b: ShortageLine): number {
  return a.shortage.answerBy - b.shortage.answerBy || a.document.id - b.document.id;
}
