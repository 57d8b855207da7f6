/** Handing goods out for use: lots are chosen, the goods leave the store, and a paper (CK) says who got what. */
import { inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { issue, issueLine } from '../../db/schema/issues.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods } from '../books/goods-commands.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkTime } from '../ledger/checks.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { finishCapture } from '../tracing/finish-commands.ts';
import { type Choice, layDown, type Taken, takeLots } from './propose.ts';
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

export interface TakenLine extends Taken {
  itemId: number;
}

/** Who stands by at controlled drugs, in the words of the timeline. */
export const standsBy = (witness: SecondPerson | null) => (witness === null ? {} : { second: witness.name });

/** What a posting says of its second person. */
export const witnessOf = (witness: SecondPerson | null) =>
  witness === null ? {} : { witness: { personId: witness.userId, provedAt: witness.provedAt } };

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

/** What the paper of an issue or a return is opened with. */
export interface Paper extends Omit<IssueHeader, 'patient'> {
  kind: 'issue' | 'issue_return';
  patientRef: string;
  occurredAt: number;
  returnsId?: number;
  fileId?: number;
  detail?: Record<string, unknown>;
}

/** Opens the paper, moves the goods, and writes the lines with what each was worth. */
export async function postPaper(
  tx: Tx,
  actor: Actor,
  at: number,
  paper: Paper,
  given: {
    lines: readonly TakenLine[];
    outside: number;
    witness: SecondPerson | null;
  },
): Promise<Result<{ id: number; number: string; amountFen: number }>> {
  const { kind, detail, note, taker = '', ...row } = paper;
  const header = { status: 'posted', act: 'post', organisationId: actor.organisationId, counterpartId: null };
  const opened = await openDocument(tx, { kind, ...header, actor, at, note, ...(detail && { detail }) });
  const { purpose, ward, patientRef, prescription: prescriptionRef, occurredAt, returnsId, fileId } = row;
  const values = { purpose, ward, patientRef, prescriptionRef, occurredAt, note };
  await tx.insert(issue).values({ documentId: opened.id, ...values, returnsId, fileId });
  const places = (line: TakenLine) =>
    kind === 'issue'
      ? { fromId: line.locationId, toId: given.outside }
      : { fromId: given.outside, toId: line.locationId };
  const posted = await postGoods(tx, {
    kind,
    documentId: opened.id,
    actor: { userId: actor.userId, organisationId: actor.organisationId },
    occurredAt,
    postedAt: at,
    key: `${kind}-${opened.number}`,
    lines: given.lines.map((line) => ({ lotId: line.lotId, quantityBase: line.quantityBase, ...places(line) })),
    ...witnessOf(given.witness),
    register: {
      taker: taker || ward || patientRef,
      patientRef,
      summary: [prescriptionRef, note].filter((text) => text !== '').join(' '),
    },
  });
  if (!posted.ok) return posted;
  const { amountsFen } = posted.value;
  const lines = given.lines.map((line, index) => {
    const { itemId, lotId, locationId, quantityBase, reason } = line;
    const amountFen = amountsFen[index] ?? 0;
    return { issueId: opened.id, lineNumber: index + 1, itemId, lotId, locationId, quantityBase, amountFen, reason };
  });
  await tx.insert(issueLine).values(lines);
  return ok({ ...opened, amountFen: lines.reduce((sum, line) => sum + line.amountFen, 0) });
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
    const occurredAt = input.occurredAt ?? at;
    const time = await checkTime(tx, occurredAt, at);
    if (!time.ok) return { ...time, field: 'day' };
    const moment = { at: occurredAt, now: at, secondPerson: witness !== null };
    const taken = await chooseAll(tx, member.id, input.lines, moment);
    if (!taken.ok) return taken;
    const { patient, lines: _lines, codesConfirmed: _confirmed, ...header } = input;
    const paper: Paper = {
      ...header,
      kind: 'issue',
      patientRef: maskPatient(patient),
      occurredAt,
      detail: standsBy(witness),
    };
    const outside = await outsideLocation(tx, 'consumed');
    const posted = await postPaper(tx, actor, at, paper, { lines: taken.value, outside, witness });
    if (!posted.ok) return posted;
    const { number, amountFen } = posted.value;
    const traced = await attachCodes(tx, actor, at, { ...input, number });
    if (!traced.ok) return traced;
    const after = { lines: taken.value.length, amountFen, ward: input.ward, occurredAt };
    return ok({ value: { number, lines: taken.value.length }, subject: number, after });
  });
}
