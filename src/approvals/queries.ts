/** Rounds of approval as pages read them: the steps of a document, what waits for a person, what waits for anyone. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { approvalStep } from '../../db/schema/approvals.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import type { Role } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Result } from '../kernel/result.ts';
import { placesOf } from './delegation-queries.ts';
import { type ApprovedKind, mayDecideStep } from './rules.ts';

export interface StepLine {
  round: number;
  position: number;
  role: Role;
  /** `amount` or `over`. */
  because: string;
  status: 'waiting' | 'current' | 'approved' | 'returned' | 'void';
  dueAt: number;
  decidedBy: string | null;
  decidedById: number | null;
  /** Whose place was taken. */
  insteadOf: string | null;
  insteadOfId: number | null;
  decidedAt: number | null;
  note: string | null;
  amountFen: number;
}

/** Every step of a document, round by round. The last round is the one that counts. */
export async function stepsOf(db: Db, documentId: number): Promise<StepLine[]> {
  const decider = alias(person, 'decider');
  const absent = alias(person, 'absent');
  const rows = await db
    .select({ step: approvalStep, decider: decider.name, absent: absent.name })
    .from(approvalStep)
    .leftJoin(decider, eq(decider.id, approvalStep.decidedBy))
    .leftJoin(absent, eq(absent.id, approvalStep.insteadOf))
    .where(eq(approvalStep.documentId, documentId))
    .orderBy(asc(approvalStep.round), asc(approvalStep.position));
  return rows.map(({ step, decider: by, absent: insteadOf }) => ({
    round: step.round,
    position: step.position,
    role: step.role,
    because: step.because,
    status: step.status,
    dueAt: step.dueAt,
    decidedBy: by,
    decidedById: step.decidedBy,
    insteadOf,
    insteadOfId: step.insteadOf,
    decidedAt: step.decidedAt,
    note: step.note,
    amountFen: step.amountFen,
  }));
}

/** The steps of the last round; none when the document never went to approval. */
export async function roundOf(db: Db, documentId: number): Promise<StepLine[]> {
  const steps = await stepsOf(db, documentId);
  const last = steps.at(-1)?.round;
  return steps.filter((step) => step.round === last);
}

/** Whether this person may decide the open step, and in whose place; undefined when no step is open. */
export async function mayDecide(
  db: Db,
  viewer: Pick<Viewer, 'userId' | 'roles'>,
  now: number,
  given: { documentId: number; requesterIds: readonly number[] },
): Promise<Result<{ insteadOf: number | null }> | undefined> {
  const round = await roundOf(db, given.documentId);
  const open = round.find((step) => step.status === 'current');
  if (open === undefined) return undefined;
  const standsFor = await placesOf(db, viewer.userId, dayOf(now));
  const deciderIds = round.flatMap((step) => [step.decidedById, step.insteadOfId].filter((id) => id !== null));
  const step = { role: open.role, requesterIds: given.requesterIds, deciderIds };
  return mayDecideStep({ userId: viewer.userId, roles: viewer.roles, standsFor }, step);
}

export interface WaitingApproval {
  documentId: number;
  kind: ApprovedKind;
  number: string;
  status: string;
  organisation: string;
  role: Role;
  /** Whose place this person would take; null for the own role. */
  insteadOf: string | null;
  dueAt: number;
  amountFen: number;
  createdBy: number;
  /** Of the member that asks. */
  path: string;
}

async function openSteps(db: Db, roles: readonly Role[] | undefined): Promise<Omit<WaitingApproval, 'insteadOf'>[]> {
  if (roles?.length === 0) return [];
  return db
    .select({
      documentId: document.id,
      kind: sql<ApprovedKind>`${document.kind}`,
      number: document.number,
      status: document.status,
      organisation: organisation.shortName,
      role: approvalStep.role,
      dueAt: approvalStep.dueAt,
      amountFen: approvalStep.amountFen,
      createdBy: document.createdBy,
      path: organisation.path,
    })
    .from(approvalStep)
    .innerJoin(document, eq(document.id, approvalStep.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(and(eq(approvalStep.status, 'current'), roles && inArray(approvalStep.role, [...roles])))
    .orderBy(asc(approvalStep.dueAt), asc(approvalStep.id));
}

/** Open steps that this person may decide by role or by standing in, first due first; own documents are left out. */
export async function waitingApprovals(db: Db, viewer: Viewer, now: number): Promise<WaitingApproval[]> {
  const places = await placesOf(db, viewer.userId, dayOf(now));
  const roles = [...new Set([...viewer.roles, ...places.map((place) => place.role)])];
  const open = await openSteps(db, roles);
  return (
    open
      .filter((step) => step.createdBy !== viewer.userId)
      // The head of a member decides for the own member alone
      .filter((step) => step.role !== 'branch_head' || step.path.startsWith(viewer.scopePath))
      .map((step) => {
        const place = viewer.roles.includes(step.role) ? undefined : places.find((one) => one.role === step.role);
        return { ...step, insteadOf: place?.name ?? null };
      })
  );
}

/** Every open step of the county, first due first: who is waited for, and since when it is late. */
export async function openApprovals(db: Db): Promise<WaitingApproval[]> {
  return (await openSteps(db, undefined)).map((step) => ({ ...step, insteadOf: null }));
}
