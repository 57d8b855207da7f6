/** Everything a plan's page shows, read together: lines of the page, what needs attention, budgets, approvals, log. */
import type { Db } from '../../db/database.ts';
import { mayDecide, roundOf, type StepLine } from '../approvals/queries.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type BudgetLine, budgetsFor, linesOf } from '../budgets/queries.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { type OrderOfPlan, ordersOfPlan } from '../orders/plan-order-queries.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { type PlanDigest, planDigest } from './digest-queries.ts';
import type { LinesQuery } from './forms.ts';
import {
  type CountyStanding,
  countPlanLines,
  countyStanding,
  type LineFilter,
  listPlanLines,
  type PlanLineView,
  partiesOnPlan,
} from './line-list-queries.ts';
import { filersOf, type PlanRecord } from './plan-queries.ts';
import {
  countProposed,
  type MemberOnLine,
  membersOfLine,
  type TransferOnLine,
  transfersOfLine,
} from './provenance-queries.ts';
import { stockNeeds } from './stock-queries.ts';

/** What a plan does to one budget; fen. Null budget: nobody granted any. */
export interface BudgetEffect {
  name: string;
  code: string;
  category: string;
  budget: BudgetLine | null;
  planFen: number;
  /** Left after the plan: what the plan holds already is not taken twice. */
  afterFen: number;
}

export interface OpenLine {
  line: PlanLineView;
  members: MemberOnLine[];
  transfers: TransferOnLine[];
}

export interface PlanPageData {
  record: PlanRecord;
  lines: PlanLineView[];
  more: boolean;
  matching: { lines: number; amountFen: number };
  digest: PlanDigest;
  standing: Map<number, CountyStanding>;
  parties: { code: string; name: string }[];
  effects: BudgetEffect[];
  round: StepLine[];
  log: ActRow[];
  proposed: number;
  /** Needs that are met from stock and not sent yet. */
  unsent: number;
  orders: OrderOfPlan[];
  opened: OpenLine | undefined;
  /** Whether this person may decide the open step, and why not. */
  turn: { mine: boolean; why: string | null };
}

export const LINES_A_PAGE = 40;

/** The filter that an address means. */
export function filterOf(query: LinesQuery, digest: PlanDigest): LineFilter {
  const { rows, party, q } = query;
  if (rows === 'flag') return { party, q, lineIds: [...digest.flags.keys()] };
  if (rows === 'changed') return { party, q, changed: true };
  return { party, q, channel: rows === 'all' ? undefined : rows };
}

/** What the plan does to each budget that carries a part of it, those that run short first. */
export async function effectsOf(
  db: Db,
  record: PlanRecord,
  digest: PlanDigest,
  today: string,
): Promise<BudgetEffect[]> {
  const year = Number(today.slice(0, 4));
  const [budgets, county] = await Promise.all([budgetsFor(db, digest.parts, year), organisationsUnder(db, '/')]);
  const lines = await linesOf(db, [...new Set([...budgets.values()].map((budget) => budget.id))]);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const places = new Map(county.map((place) => [place.id, place]));
  const effects = new Map<string, BudgetEffect>();
  const { status } = record.document;
  // From its approval on a plan's part is held, and no longer available
  const held = status === 'approved' || status === 'ordered' || (status === 'submitted' && record.plan.urgent);
  for (const part of digest.parts) {
    const found = budgets.get(`${part.organisationId}-${part.category}`);
    const budget = found === undefined ? null : (byId.get(found.id) ?? null);
    const own = places.get(part.organisationId);
    const key = budget === null ? `m${part.organisationId}-${part.category}` : `b${budget.id}`;
    const name = budget?.organisation ?? own?.shortName ?? '';
    const code = budget?.organisationCode ?? own?.code ?? '';
    const fresh = { name, code, category: part.category, budget, planFen: 0, afterFen: budget?.availableFen ?? 0 };
    const effect = effects.get(key) ?? fresh;
    effects.set(key, effect);
    effect.planFen += part.amountFen;
    if (!held) effect.afterFen -= part.amountFen;
  }
  return [...effects.values()].sort((one, other) => one.afterFen - other.afterFen || other.planFen - one.planFen);
}

async function openedOf(
  db: Db,
  lines: readonly PlanLineView[],
  lineNumber: number | undefined,
  today: string,
): Promise<OpenLine | undefined> {
  const line = lines.find((one) => one.lineNumber === lineNumber);
  return line === undefined ? undefined : openLine(db, line, today);
}

/** A line with the members it serves and the transfers it proposes. */
export async function openLine(db: Db, line: PlanLineView, today: string): Promise<OpenLine> {
  return { line, members: await membersOfLine(db, line.id, today), transfers: await transfersOfLine(db, line.id) };
}

/** Whether it is this person's turn to decide the plan. */
export async function turnOf(
  db: Db,
  viewer: Viewer,
  record: PlanRecord,
  now: number,
): Promise<{ mine: boolean; why: string | null }> {
  const { id: documentId, status } = record.document;
  if (status !== 'submitted' && status !== 'ordered') return { mine: false, why: null };
  const round = await roundOf(db, documentId);
  if (!round.some((step) => step.status === 'current')) return { mine: false, why: null };
  const may = await mayDecide(db, viewer, now, { documentId, requesterIds: await filersOf(db, documentId) });
  return may === undefined ? { mine: false, why: null } : { mine: may.ok, why: may.ok ? null : may.reason };
}

/** Reads the page of a plan: as much as it shows, however long the plan is. */
export async function planPage(
  db: Db,
  viewer: Viewer,
  record: PlanRecord,
  query: LinesQuery,
  now: number,
): Promise<PlanPageData> {
  const today = dayOf(now);
  const { id: planId } = record.document;
  const about = aboutPlan(db, viewer, record, now);
  const digest = await planDigest(db, record, today);
  const filter = filterOf(query, digest);
  const whole = query.rows === 'all' && (query.party ?? '') === '' && (query.q ?? '').trim() === '';
  const { lineCount, amountFen } = record.plan;
  const [shown, matching, effects, rest] = await Promise.all([
    linesShown(db, planId, filter, query, today),
    whole ? { lines: lineCount, amountFen } : countPlanLines(db, planId, filter),
    effectsOf(db, record, digest, today),
    about,
  ]);
  return { record, digest, matching, effects, ...shown, ...rest };
}

/** One page of lines, with what the county has of their items and the line that is open. */
async function linesShown(db: Db, planId: number, filter: LineFilter, query: LinesQuery, today: string) {
  const fetched = await listPlanLines(db, planId, filter, { after: query.after ?? 0, size: LINES_A_PAGE });
  const lines = fetched.slice(0, LINES_A_PAGE);
  const itemIds = lines.map((line) => line.itemId);
  const [standing, opened] = await Promise.all([
    countyStanding(db, itemIds, today),
    openedOf(db, lines, query.open, today),
  ]);
  return { lines, more: fetched.length > LINES_A_PAGE, standing, opened };
}

/** What the page says of the plan besides its lines: none of it waits for another. */
async function aboutPlan(db: Db, viewer: Viewer, record: PlanRecord, now: number) {
  const { id: planId, status } = record.document;
  const sends = status === 'approved' || status === 'ordered';
  const [parties, round, log, proposed, unsent, orders, turn] = await Promise.all([
    partiesOnPlan(db, planId),
    roundOf(db, planId),
    timelineOf(db, planId),
    countProposed(db, planId),
    sends ? stockNeeds(db, planId).then((needs) => needs.length) : 0,
    ordersOfPlan(db, planId),
    turnOf(db, viewer, record, now),
  ]);
  return { parties, round, log, proposed, unsent, orders, turn };
}
