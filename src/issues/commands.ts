/** Handing goods out for use: lots are chosen, the goods leave the store, and a paper (CK) says who got what. */
import { inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { checkStandsHere, type SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemsByUnit } from '../implants/own-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkTime } from '../ledger/checks.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { finishCapture } from '../tracing/finish-commands.ts';
import { postPaper, type TakenLine } from './paper-commands.ts';
import { type Choice, layDown, takeLots } from './propose.ts';
import { checkDestination, type IssuePurpose, MOST_LINES, maskPatient } from './rules.ts';
import { memberById, ownLots } from './world-queries.ts';

export interface IssueHeader {
  purpose: IssuePurpose;
  ward: string;
  /** As typed; only a masked form is kept. */
  patient: string;
  prescription: string;
  note: string;
  /** Who took the goods away, for the register of controlled drugs. */
  taker?: string;
}

export interface AskedLine extends Choice {
  itemId: number;
  /** Trace codes scanned for the line; a part is base units of a broken pack. */
  codes?: readonly { code: string; partBase: number | null }[];
}

export interface IssueInput extends IssueHeader {
  /** UTC ms when it happened; null is now. */
  occurredAt: number | null;
  lines: AskedLine[];
  /** The person says that first digits of a code that nobody knows are those of the item. */
  codesConfirmed?: boolean;
}

/** Who stands by at controlled drugs, in the words of the timeline. */
export const standsBy = (witness: SecondPerson | null) => (witness === null ? {} : { second: witness.name });

async function chooseAll(
  tx: Tx,
  organisationId: number,
  lines: readonly AskedLine[],
  moment: { at: number; now: number; secondPerson: boolean },
): Promise<Result<TakenLine[]>> {
  const itemIds = [...new Set(lines.map((line) => line.itemId))];
  const rows = await tx.select().from(item).where(inArray(item.id, itemIds));
  const items = new Map(rows.map((row) => [row.id, row.genericName]));
  const controlled = rows.some((row) => isControlled(row.controlClass as ControlClass));
  if (controlled && !moment.secondPerson) return refuse('witness_missing', {}, 'witness');
  const { at, secondPerson } = moment;
  const byUnit = await itemsByUnit(tx, organisationId, itemIds);
  const single = rows.find((row) => byUnit.has(row.id));
  if (single !== undefined) {
    const field = `line.${lines.findIndex((line) => line.itemId === single.id)}`;
    return refuse('issue_by_unit', { item: single.genericName }, field);
  }
  const lots = await ownLots(tx, { organisationId, itemIds, since: Math.min(at, moment.now) });
  const taken: TakenLine[] = [];
  for (const [index, line] of lines.entries()) {
    const name = items.get(line.itemId);
    if (name === undefined) return refuse('not_found');
    const own = lots.get(line.itemId) ?? [];
    const chosen = takeLots(own, line, at, { on: dayOf(at), secondPerson }, name);
    if (!chosen.ok) return { ...chosen, field: `line.${index}` };
    layDown(own, chosen.value, at);
    taken.push(...chosen.value.map((one) => ({ ...one, itemId: line.itemId })));
  }
  return ok(taken);
}

/** The codes of each line go to the lots it took; a refusal names the line whose code it is. */
async function attachCodes(
  tx: Tx,
  actor: Actor,
  at: number,
  paper: Pick<IssueInput, 'lines' | 'codesConfirmed'> & { number: string },
): Promise<Result<unknown>> {
  const codes = paper.lines.flatMap((line) => (line.codes ?? []).map((one) => ({ ...one, lineId: null })));
  const { number, codesConfirmed: confirmed = false } = paper;
  const done = await finishCapture(tx, { userId: actor.userId, at }, { number, act: 'issue', codes, confirmed });
  if (done.ok) return done;
  const wrong = paper.lines.findIndex((line) => line.codes?.some((one) => one.code === done.detail.code) === true);
  return wrong === -1 ? done : { ...done, field: `line.${wrong}` };
}

/**
 * Issues goods from the actor's own stores. Refuses: nobody allowed, nothing or too much on one paper, a ward without
 * name, lots that may not be used or that are out of turn without a reason, more than is there, a moment in the future
 * or in a closed month, back-dated goods that were not there then (`backdated_short`, with the moment), and controlled
 * drugs without a second person.
 */
export function recordIssue(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: IssueInput,
  witness: SecondPerson | null = null,
): Promise<Answer<{ number: string; lines: number }>> {
  const asked = { ...input, witness: witness?.userId ?? null };
  return command(services, actor, { act: 'issue.post', key, input: asked }, async (tx, at) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    if (input.lines.length === 0) return refuse('issue_empty');
    if (input.lines.length > MOST_LINES) return refuse('issue_too_long', { most: MOST_LINES });
    const destination = checkDestination(input);
    if (!destination.ok) return destination;
    const member = await memberById(tx, actor.organisationId);
    if (member === undefined) return refuse('not_found');
    const here = witness === null ? ok(witness) : checkStandsHere(witness, member);
    if (!here.ok) return here;
    const occurredAt = input.occurredAt ?? at;
    const time = await checkTime(tx, occurredAt, at);
    if (!time.ok) return { ...time, field: 'day' };
    const moment = { at: occurredAt, now: at, secondPerson: witness !== null };
    const taken = await chooseAll(tx, member.id, input.lines, moment);
    if (!taken.ok) return taken;
    const { patient, codesConfirmed: _confirmed, ...said } = input;
    const patientRef = maskPatient(patient);
    const paper = { ...said, patientRef, occurredAt, detail: standsBy(witness), lines: taken.value };
    const outside = await outsideLocation(tx, 'consumed');
    const posted = await postPaper(tx, { kind: 'issue', actor, at, outside, witness }, paper);
    if (!posted.ok) return posted;
    const { number, amountFen } = posted.value;
    const traced = await attachCodes(tx, actor, at, { ...input, number });
    if (!traced.ok) return traced;
    const after = { lines: taken.value.length, amountFen, ward: input.ward, occurredAt };
    return ok({ value: { number, lines: taken.value.length }, subject: number, after });
  });
}
