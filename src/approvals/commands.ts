/** Rounds of approval: opened when a document is submitted, decided step by step, void when the document goes back. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { approvalStep } from '../../db/schema/approvals.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { Role } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { placesOf } from './delegation-queries.ts';
import { mayDecideStep, stepsFor } from './rules.ts';

const MINUTE_MS = 60_000;

/** Locked where writers overlap: of two who decide one step, the second finds it decided. */
const lockSteps = statement(
  `select id, round, position, role, status, decided_by, instead_of, due_at from approval_step
   where document_id = :documentId order by round, position ${forUpdate}`,
);

interface StepRow {
  id: number;
  round: number;
  position: number;
  role: Role;
  status: string;
  decided_by: number | null;
  instead_of: number | null;
  due_at: number;
}

export interface RoundRequest {
  documentId: number;
  /** What is to be agreed to, in fen. */
  amountFen: number;
  at: number;
  /** 先购后补: one time limit for all steps together, from the rule. */
  urgent: boolean;
  /** Roles that decide whatever the amount, such as the vice president when a budget is exceeded. */
  over?: readonly Role[];
}

async function voidOpenSteps(tx: Tx, documentId: number): Promise<void> {
  const open = and(eq(approvalStep.documentId, documentId), inArray(approvalStep.status, ['waiting', 'current']));
  await tx.update(approvalStep).set({ status: 'void' }).where(open);
}

/** Opens a new round for a document by the tiers in force that day; an open round of before is void. */
export async function openRound(tx: Tx, request: RoundRequest): Promise<Result<{ steps: Role[] }>> {
  const { documentId, amountFen, at, urgent } = request;
  const day = dayOf(at);
  const [tiers, limits] = [await ruleOn(tx, 'approval_tiers', day), await ruleOn(tx, 'approval_minutes', day)];
  const steps = stepsFor(amountFen, tiers, request.over);
  await voidOpenSteps(tx, documentId);
  const [last] = await tx
    .select({ round: approvalStep.round })
    .from(approvalStep)
    .where(eq(approvalStep.documentId, documentId))
    .orderBy(desc(approvalStep.round))
    .limit(1);
  const round = (last?.round ?? 0) + 1;
  const due = (position: number) => at + (urgent ? limits.urgent : limits.step * (position + 1)) * MINUTE_MS;
  await tx.insert(approvalStep).values(
    steps.map(({ role, because }, position) => ({
      documentId,
      round,
      position,
      role,
      because,
      status: position === 0 ? ('current' as const) : ('waiting' as const),
      dueAt: due(position),
      amountFen,
    })),
  );
  return ok({ steps: steps.map((step) => step.role) });
}

export interface NamedRound {
  documentId: number;
  amountFen: number;
  at: number;
  /** Who must agree, in this order. */
  roles: readonly Role[];
}

/** Opens a round whose steps the feature names by a rule of its own; an open round of before is void. */
export async function openNamedRound(tx: Tx, request: NamedRound): Promise<void> {
  const { documentId, amountFen, at, roles } = request;
  const limits = await ruleOn(tx, 'approval_minutes', dayOf(at));
  await voidOpenSteps(tx, documentId);
  const [last] = await tx
    .select({ round: approvalStep.round })
    .from(approvalStep)
    .where(eq(approvalStep.documentId, documentId))
    .orderBy(desc(approvalStep.round))
    .limit(1);
  const round = (last?.round ?? 0) + 1;
  await tx.insert(approvalStep).values(
    roles.map((role, position) => ({
      documentId,
      round,
      position,
      role,
      because: 'amount',
      status: position === 0 ? ('current' as const) : ('waiting' as const),
      dueAt: at + limits.step * (position + 1) * MINUTE_MS,
      amountFen,
    })),
  );
}

export interface Decision {
  documentId: number;
  decision: 'approve' | 'return';
  note: string | null;
  /** Everyone who filed, changed or submitted the document: they may not decide about it. */
  requesterIds: readonly number[];
  /** What is agreed to now, when the document was changed on the way; in fen. */
  amountFen?: number;
}

/**
 * Decides the open step of a document. `finished` when it was the last that was needed. Refuses: no open round,
 * somebody without the role (also through standing in), who asked for it, who approved an earlier step, a return
 * without a reason.
 */
export async function decideStep(
  tx: Tx,
  actor: Actor,
  at: number,
  given: Decision,
): Promise<Result<{ finished: boolean; role: Role; insteadOf: number | null }>> {
  const { documentId, decision, note, requesterIds } = given;
  const steps = await tx.run<StepRow>(lockSteps, { documentId });
  const step = steps.find((one) => one.status === 'current');
  if (step === undefined) return refuse('approval_none');
  const standsFor = await placesOf(tx, actor.userId, dayOf(at));
  const before = steps.filter((one) => one.round === step.round && one.status === 'approved');
  const deciderIds = before.flatMap((one) => [one.decided_by, one.instead_of].filter((id) => id !== null));
  const open = { role: step.role, requesterIds, deciderIds };
  const may = mayDecideStep({ userId: actor.userId, roles: actor.roles, standsFor }, open);
  if (!may.ok) return may;
  if (decision === 'return' && (note ?? '').trim() === '') return refuse('reason_missing', {}, 'note');
  const { insteadOf } = may.value;
  const status = decision === 'approve' ? ('approved' as const) : ('returned' as const);
  const amount = given.amountFen === undefined ? {} : { amountFen: given.amountFen };
  await tx
    .update(approvalStep)
    .set({ status, decidedBy: actor.userId, insteadOf, decidedAt: at, note, ...amount })
    .where(eq(approvalStep.id, step.id));
  if (decision === 'return') {
    await voidOpenSteps(tx, documentId);
    return ok({ finished: false, role: step.role, insteadOf });
  }
  const next = steps.find(
    (one) => one.round === step.round && one.position > step.position && one.status === 'waiting',
  );
  if (next !== undefined) {
    await tx.update(approvalStep).set({ status: 'current' }).where(eq(approvalStep.id, next.id));
  }
  return ok({ finished: next === undefined, role: step.role, insteadOf });
}

/** Adds a last step to a round that is open, such as the vice president's when a budget turns out short. */
export async function addStep(tx: Tx, documentId: number, role: Role, because: string): Promise<Result<undefined>> {
  const steps = await tx.run<StepRow>(lockSteps, { documentId });
  const open = steps.filter((one) => one.status === 'current' || one.status === 'waiting');
  const last = open.at(-1);
  if (last === undefined) return refuse('approval_none');
  if (open.some((one) => one.role === role)) return ok();
  const [row] = await tx.select().from(approvalStep).where(eq(approvalStep.id, last.id));
  const { round, amountFen, dueAt } = row ?? { round: last.round, amountFen: 0, dueAt: last.due_at };
  const position = last.position + 1;
  await tx
    .insert(approvalStep)
    .values({ documentId, round, position, role, because, status: 'waiting', dueAt, amountFen });
  return ok();
}

/** Ends the open round of a document that is given up or called back; nothing happens when there is none. */
export async function voidRound(tx: Tx, documentId: number): Promise<void> {
  await voidOpenSteps(tx, documentId);
}

/** The steps of a document's last round were all approved. */
export async function isApproved(db: Db, documentId: number): Promise<boolean> {
  const steps = await db
    .select({ round: approvalStep.round, status: approvalStep.status })
    .from(approvalStep)
    .where(eq(approvalStep.documentId, documentId));
  const last = Math.max(0, ...steps.map((step) => step.round));
  return last > 0 && steps.every((step) => step.round !== last || step.status === 'approved');
}
