/** Acts on an application for disposal: appraised, agreed to, prepared, carried out, refused, withdrawn. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { disposal, disposalLine } from '../../db/schema/asset-moves.ts';
import { personRole } from '../../db/schema/users.ts';
import { decideStep, isApproved, openNamedRound, voidRound } from '../approvals/commands.ts';
import { approversOf } from '../asset-transfers/rules.ts';
import { advanceAsset, lockAssetById } from '../assets/advance-commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { handles, type LoadedDisposal, lockDisposal, statusesBefore } from './disposal-record.ts';
import {
  checkIncome,
  checkPrepared,
  DISPOSAL_ACTS,
  type DisposalState,
  keptStatus,
  retainUntil,
  type Way,
} from './rules.ts';
import { scrapCard } from './scrap-commands.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

interface Led {
  to: DisposalState;
  note?: string | null;
}

type Work = (tx: Tx, loaded: LoadedDisposal, at: number) => Promise<Result<Led>>;

const FEN = 100;

/** Runs one act. Refuses people out of reach, stale pages, what `work` refuses, and what the table does not list. */
function actOnDisposal(
  services: CommandServices,
  actor: Actor,
  request: Seen & { step: keyof typeof DISPOSAL_ACTS; input: object },
  work: Work,
): Promise<Answer<{ status: DisposalState }>> {
  const { step, key, number, seenVersion, input } = request;
  const asked = { act: `disposal.${step}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const loaded = await lockDisposal(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { to, note } = done.value;
    const { id } = loaded.document;
    const led = await advance(tx, id, { act: step, to, transitions: DISPOSAL_ACTS, actor, at, note: note ?? null });
    return led.ok ? ok({ value: { status: to }, subject: number, after: input }) : led;
  });
}

export interface Appraisal {
  /** By number of the card. */
  findings: Record<string, { found: string; worthFen: number }>;
}

/** The engineer's word on every card, and what it may still bring; opens the approval. Refuses who proposed it. */
export function appraise(services: CommandServices, actor: Actor, given: Seen, input: Appraisal) {
  return actOnDisposal(services, actor, { step: 'appraise', ...given, input }, async (tx, loaded, at) => {
    if (!may(actor.roles, 'asset.appraise')) return refuseWithout('asset.appraise');
    const { id, createdBy } = loaded.document;
    if (loaded.document.status !== 'proposed') return refuse('disposal_appraised', { number: loaded.document.number });
    if (createdBy === actor.userId) return refuse('disposal_own_appraisal');
    for (const { line, asset } of loaded.lines) {
      const one = input.findings[asset.number];
      if (one === undefined || one.found === '') {
        return refuse('disposal_unappraised', { number: asset.number }, `found.${asset.number}`);
      }
      if (one.worthFen < 0) return refuse('disposal_income', {}, `worth.${asset.number}`);
      const values = { appraisal: one.found, worthFen: one.worthFen };
      await tx.update(disposalLine).set(values).where(eq(disposalLine.id, line.id));
    }
    const { priceFen } = loaded.disposal;
    const tiers = await ruleOn(tx, 'disposal_tiers', dayOf(at));
    const held = await tx.select({ role: personRole.role }).from(personRole).where(eq(personRole.personId, createdBy));
    const asks = held.map((one) => one.role);
    const roles = approversOf({ priceFen, ownerKind: loaded.place.kind, asks }, tiers);
    await openNamedRound(tx, { documentId: id, amountFen: priceFen, at, roles });
    return ok({ to: 'appraised' as const });
  });
}

/** Writes down the meeting that decided (集体决策). */
export function recordMeeting(services: CommandServices, actor: Actor, given: Seen, input: { record: string }) {
  return actOnDisposal(services, actor, { step: 'meet', ...given, input }, async (tx, loaded) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const own = eq(disposal.documentId, loaded.document.id);
    await tx.update(disposal).set({ meetingRecord: input.record }).where(own);
    return ok({ to: 'appraised' as const, note: input.record });
  });
}

async function decide(tx: Tx, actor: Actor, at: number, loaded: LoadedDisposal, why: string | null) {
  const { id, number, status, createdBy } = loaded.document;
  if (status !== 'appraised') return refuse('disposal_not_appraised', { number });
  if (actor.roles.includes('branch_head') && !loaded.place.path.startsWith(actor.scopePath)) {
    return refuse('asset_transfer_head', { giver: loaded.place.shortName });
  }
  const decision = why === null ? ('approve' as const) : ('return' as const);
  return decideStep(tx, actor, at, { documentId: id, decision, note: why, requesterIds: [createdBy] });
}

/** Agrees to the open step. Refuses who asked, who agreed before, and the last word before the meeting is recorded. */
export function approveDisposal(services: CommandServices, actor: Actor, given: Seen) {
  return actOnDisposal(services, actor, { step: 'approve', ...given, input: {} }, async (tx, loaded, at) => {
    const decided = await decide(tx, actor, at, loaded, null);
    if (!decided.ok) return decided;
    const { meeting } = await ruleOn(tx, 'disposal_tiers', dayOf(at));
    const { priceFen, meetingRecord } = loaded.disposal;
    const { finished } = decided.value;
    if (finished && priceFen >= meeting * FEN && meetingRecord === null) return refuse('disposal_meeting', { meeting });
    return ok({ to: finished ? ('approved' as const) : ('appraised' as const) });
  });
}

/** Every card of it is kept: as it was, or stopped where it was faulty. */
async function keepAll(tx: Tx, actor: Actor, at: number, loaded: LoadedDisposal, why: string) {
  const before = await statusesBefore(tx, loaded.document.id);
  for (const { line } of loaded.lines) {
    const card = await lockAssetById(tx, line.assetId);
    if (card === undefined) return refuse('not_found');
    const to = keptStatus(before.get(card.id) ?? null, card.downBy);
    const step = { asset: card, act: 'keep', to, note: why, documentNumber: loaded.document.number };
    const kept = await advanceAsset(tx, actor, at, step);
    if (!kept.ok) return kept;
  }
  const own = and(eq(disposalLine.disposalId, loaded.document.id), isNull(disposalLine.endedAt));
  await tx.update(disposalLine).set({ endedAt: at }).where(own);
  return ok();
}

/** Says no, with the reason: every card is kept. */
export function refuseDisposal(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  return actOnDisposal(services, actor, { step: 'refuse', ...given, input }, async (tx, loaded, at) => {
    const decided = await decide(tx, actor, at, loaded, input.why);
    if (!decided.ok) return decided;
    const kept = await keepAll(tx, actor, at, loaded, input.why);
    return kept.ok ? ok({ to: 'refused' as const, note: input.why }) : kept;
  });
}

/** Gives it up before it is carried out: every card is kept. */
export function withdrawDisposal(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  return actOnDisposal(services, actor, { step: 'withdraw', ...given, input }, async (tx, loaded, at) => {
    const { number, status, createdBy } = loaded.document;
    if (createdBy !== actor.userId && !handles(actor, loaded)) return refuse('asset_not_here', { number });
    if (status !== 'proposed' && status !== 'appraised' && status !== 'approved') {
      return refuse('disposal_over', { number });
    }
    if (status === 'appraised') await voidRound(tx, loaded.document.id);
    const kept = await keepAll(tx, actor, at, loaded, input.why);
    return kept.ok ? ok({ to: 'withdrawn' as const, note: input.why }) : kept;
  });
}

export interface Preparation {
  assetNumber: string;
  /** How and by whom its data were erased. */
  erasure: string | null;
  /** What became of its source of radiation, with the permit. */
  sourceHandling: string | null;
}

/** Writes down the erasure of data, or the handling of a source, of one card. */
export function prepareCard(services: CommandServices, actor: Actor, given: Seen, input: Preparation) {
  return actOnDisposal(services, actor, { step: 'prepare', ...given, input }, async (tx, loaded) => {
    if (!handles(actor, loaded)) return refuse('asset_not_here', { number: input.assetNumber });
    const found = loaded.lines.find(({ asset }) => asset.number === input.assetNumber);
    if (found === undefined) return refuse('asset_unknown', { number: input.assetNumber }, 'asset');
    const { erasure, sourceHandling } = input;
    if (erasure === null && sourceHandling === null) return refuse('disposal_nothing', {}, 'erasure');
    const said = { ...(erasure !== null && { erasure }), ...(sourceHandling !== null && { sourceHandling }) };
    await tx.update(disposalLine).set(said).where(eq(disposalLine.id, found.line.id));
    const note = [input.assetNumber, erasure, sourceHandling].filter((each) => each !== null).join(' ');
    return ok({ to: 'approved' as const, note });
  });
}

export interface CarryingOut {
  way: Way;
  takenBy: string;
  certificateNumber: string;
  incomeFen: number;
  incomeReceipt: string | null;
}

/**
 * Carries it out: every card is scrapped, and nothing undoes that. Refuses what nobody approved, data that are not
 * erased, sources that are not handled, and income without the treasury's receipt.
 */
export function carryOut(services: CommandServices, actor: Actor, given: Seen, input: CarryingOut) {
  return actOnDisposal(services, actor, { step: 'carry_out', ...given, input }, async (tx, loaded, at) => {
    const { id, number, status } = loaded.document;
    if (!handles(actor, loaded)) return refuse('asset_not_here', { number });
    if (status !== 'approved' || !(await isApproved(tx, id))) return refuse('disposal_unapproved', { number });
    const prepared = checkPrepared(loaded.lines.map(({ line, asset }) => ({ ...line, number: asset.number })));
    if (!prepared.ok) return prepared;
    const income = checkIncome(input.incomeFen, input.incomeReceipt);
    if (!income.ok) return income;
    for (const { line } of loaded.lines) {
      const scrapped = await scrapCard(tx, actor, at, { assetId: line.assetId, number, note: input.certificateNumber });
      if (!scrapped.ok) return scrapped;
    }
    const kept = retainUntil(
      loaded.lines.map(({ asset }) => asset.acquiredOn),
      dayOf(at),
    );
    await tx
      .update(disposal)
      .set({ ...input, doneAt: at, retainUntil: kept })
      .where(eq(disposal.documentId, id));
    await tx.update(disposalLine).set({ endedAt: at }).where(eq(disposalLine.disposalId, id));
    return ok({ to: 'done' as const, note: input.certificateNumber });
  });
}
