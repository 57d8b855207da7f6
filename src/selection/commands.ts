/** Applying for a medicine: writing the dossier, handing it in, sending it back, naming the item, taking it back. */
import { eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dossier, dossierComparator } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { type ApplicationInput, applicationProblems, draftProblems } from './application-rules.ts';
import { comparatorsOf, type DossierRecord, readableDossier, undecidedFor } from './dossier-queries.ts';
import { type DossierAct, type DossierState, dossierTransitions, tiersIn } from './rules.ts';
import { checkApart } from './separation-queries.ts';

export interface Numbered {
  number: string;
}
export interface OnDossier extends Numbered {
  version: number;
}

interface SaveInput extends ApplicationInput {
  /** Hands it in as well. */
  submit: boolean;
  /** The person knows of another undecided dossier for the item. */
  again: boolean;
}

interface Checked {
  itemId: number | null;
  comparatorIds: number[];
}

async function idsOf(tx: Tx, codes: readonly string[]): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({ id: item.id, code: item.code })
    .from(item)
    .where(inArray(item.code, [...codes]));
  return new Map(rows.map((row) => [row.code, row.id]));
}

async function checkInput(tx: Tx, input: SaveInput, own: number): Promise<Result<Checked>> {
  const [problem] = (input.submit ? applicationProblems : draftProblems)(input);
  if (problem !== undefined) return problem;
  const wanted = [...new Set(input.comparatorCodes)].filter((code) => code !== input.itemCode);
  const known = await idsOf(tx, input.itemCode === null ? wanted : [...wanted, input.itemCode]);
  if (input.itemCode !== null && !known.has(input.itemCode)) {
    return refuse('dossier_item_unknown', { code: input.itemCode }, 'itemCode');
  }
  if (wanted.some((code) => !known.has(code))) return refuse('comparator_unknown', {}, 'comparators');
  const itemId = input.itemCode === null ? null : (known.get(input.itemCode) ?? null);
  const other = input.submit && !input.again && itemId !== null ? await undecidedFor(tx, itemId, own) : undefined;
  if (other !== undefined) return refuse('dossier_undecided', { number: other }, 'again');
  return ok({ itemId, comparatorIds: wanted.flatMap((code) => known.get(code) ?? []) });
}

function columnsOf(input: SaveInput, itemId: number | null) {
  const { indication, reason, comparison, evidence, courseFen, dailyFen, interests } = input;
  const texts = { indication, reason, comparison, evidence, interests };
  const wish = itemId === null ? input.wish : null;
  return { itemId, wish, ...texts, courseFen, dailyFen, tiers: input.tiers.join(',') };
}

async function writeComparators(tx: Tx, dossierId: number, itemIds: readonly number[]): Promise<void> {
  await tx.delete(dossierComparator).where(eq(dossierComparator.dossierId, dossierId));
  if (itemIds.length === 0) return;
  await tx.insert(dossierComparator).values(itemIds.map((itemId) => ({ dossierId, itemId })));
}

/** The application as it stands, in the shape of a form: the trail then names what was changed and no more. */
async function inputOf(tx: Tx, { dossier: row, item: named }: DossierRecord): Promise<Partial<SaveInput>> {
  const { wish, indication, reason, comparison, evidence, interests, courseFen, dailyFen } = row;
  const compared = await comparatorsOf(tx, row.id);
  return {
    itemCode: named?.code ?? null,
    wish,
    indication,
    reason,
    comparison,
    comparatorCodes: compared.map((each) => each.code),
    evidence,
    interests,
    courseFen,
    dailyFen,
    tiers: tiersIn(row.tiers),
  };
}

/** Begins a dossier of the actor's organisation. Refuses what the application lacks, and what is under way already. */
export function applyForItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: SaveInput,
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.apply', key, input, subject: input.itemCode ?? undefined };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'dossier.apply')) return refuseWithout('dossier.apply');
    const checked = await checkInput(tx, input, 0);
    if (!checked.ok) return checked;
    const { organisationId } = actor;
    const status: DossierState = input.submit ? 'submitted' : 'draft';
    const act = input.submit ? 'submit' : 'draft';
    const opening = { kind: 'dossier' as const, status, act, organisationId, counterpartId: null, actor, at };
    const opened = await openDocument(tx, opening);
    const values = { documentId: opened.id, organisationId, ...columnsOf(input, checked.value.itemId) };
    const [row] = await tx.insert(dossier).values(values).returning({ id: dossier.id });
    await writeComparators(tx, row?.id ?? 0, checked.value.comparatorIds);
    return ok({ value: { number: opened.number }, subject: opened.number, after: input });
  });
}

/** The refusal of somebody from elsewhere than where the application was written. */
export function ofOthers({ organisation }: Pick<DossierRecord, 'organisation'>): Refusal {
  return refuse('dossier_of_others', { organisation: organisation.shortName });
}

/** The actor's own organisation's dossier, as the page that was open saw it. */
async function ownDossier(tx: Tx, actor: Actor, given: OnDossier): Promise<Result<DossierRecord>> {
  if (!may(actor.roles, 'dossier.apply')) return refuseWithout('dossier.apply');
  const found = await readableDossier(tx, given.number, actor);
  if (found === undefined) return refuse('not_found');
  if (found.dossier.organisationId !== actor.organisationId) return ofOthers(found);
  const seen = await checkSeen(tx, found.document, given.version);
  return seen.ok ? ok(found) : seen;
}

/** Changes a draft or a dossier that was sent back; `submit` hands it in. Scoring locks it. */
export function changeDossier(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { input: SaveInput },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.change', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ownDossier(tx, actor, given);
    if (!found.ok) return found;
    const { document, dossier: before } = found.value;
    const stood = await inputOf(tx, found.value);
    const act: DossierAct = given.input.submit ? 'submit' : 'edit';
    const to = given.input.submit ? 'submitted' : document.status;
    const step = { act, to, transitions: dossierTransitions, actor, at, seenVersion: given.version };
    const moved = await advance(tx, document.id, step);
    if (!moved.ok) return moved;
    const checked = await checkInput(tx, given.input, document.id);
    if (!checked.ok) return checked;
    await tx.update(dossier).set(columnsOf(given.input, checked.value.itemId)).where(eq(dossier.id, before.id));
    await writeComparators(tx, before.id, checked.value.comparatorIds);
    return ok({ value: { number: given.number }, subject: given.number, before: stood, after: given.input });
  });
}

/** Takes an undecided application back before scoring starts, with a reason. It cannot be taken up again. */
export function withdrawDossier(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { note: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.withdraw', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ownDossier(tx, actor, given);
    if (!found.ok) return found;
    const step = { act: 'withdraw', to: 'withdrawn', transitions: dossierTransitions, actor, at, note: given.note };
    const moved = await advance(tx, found.value.document.id, { ...step, seenVersion: given.version });
    if (!moved.ok) return moved;
    return ok({ value: { number: given.number }, subject: given.number, after: { note: given.note } });
  });
}

/** The dossier a manager works on. Refuses who applied: another manages it. */
export async function managedDossier(tx: Tx, actor: Actor, given: OnDossier): Promise<Result<DossierRecord>> {
  const found = await knownDossier(tx, actor, given);
  if (!found.ok) return found;
  const apart = await checkApart(tx, actor.userId, found.value.document.id, 'dossier.manage');
  return apart.ok ? found : apart;
}

/** The dossier as the manager's page showed it, whoever applied: a danger may be noted by anybody. */
export async function knownDossier(tx: Tx, actor: Actor, given: OnDossier): Promise<Result<DossierRecord>> {
  if (!may(actor.roles, 'dossier.manage')) return refuseWithout('dossier.manage');
  const found = await readableDossier(tx, given.number, actor);
  if (found === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, found.document, given.version);
  return seen.ok ? ok(found) : seen;
}

/** Sends an application back to be completed, with what is missing. */
export function returnDossier(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { note: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.return', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await managedDossier(tx, actor, given);
    if (!found.ok) return found;
    const step = { act: 'return', to: 'returned', transitions: dossierTransitions, actor, at, note: given.note };
    const moved = await advance(tx, found.value.document.id, { ...step, seenVersion: given.version });
    if (!moved.ok) return moved;
    return ok({ value: { number: given.number }, subject: given.number, after: { note: given.note } });
  });
}

/** Names the item of the catalogue that an application in words is about. */
export function identifyDossier(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { itemCode: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.identify', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await managedDossier(tx, actor, given);
    if (!found.ok) return found;
    const { document, dossier: before } = found.value;
    const itemId = (await idsOf(tx, [given.itemCode])).get(given.itemCode);
    if (itemId === undefined) return refuse('dossier_item_unknown', { code: given.itemCode }, 'itemCode');
    const detail = { wish: before.wish?.genericName ?? '', item: given.itemCode };
    const step = { act: 'identify', to: 'submitted', transitions: dossierTransitions, actor, at, detail };
    const moved = await advance(tx, document.id, { ...step, seenVersion: given.version });
    if (!moved.ok) return moved;
    await tx.update(dossier).set({ itemId, wish: null }).where(eq(dossier.id, before.id));
    return ok({ value: { number: given.number }, subject: given.number, before: before.wish, after: detail });
  });
}
