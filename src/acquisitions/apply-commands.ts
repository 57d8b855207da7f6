/** Applying for equipment: written and changed by the member, with the check of what lies idle, and handed in. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { acquisition, acquisitionFund, acquisitionIdle } from '../../db/schema/acquisitions.ts';
import { assetClass } from '../../db/schema/assets.ts';
import { checkFunds, checkLicence, type FundSource, type Funds, type LargeKind } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { ruleIfAny } from '../settings/queries.ts';
import { actOnAcquisition, appliesFor, type Seen } from './act-commands.ts';
import { idleOfClass } from './idle-queries.ts';
import { checkEstimate, checkReasons, MOST_UNITS } from './rules.ts';

export interface ApplicationInput {
  organisationCode: string;
  name: string;
  classCode: string;
  quantity: number;
  unitFen: number;
  funds: Funds;
  necessity: string;
  feasibility: string;
  benefit: string;
  casesMonth: number;
  chargeFen: number;
  costFen: number;
  budgetLine: string;
  largeKind: LargeKind | null;
  licenceNumber: string | null;
}

interface Judged {
  row: Omit<typeof acquisition.$inferInsert, 'documentId' | 'checkedAt'>;
  funds: [FundSource, number][];
}

async function judge(tx: Tx, input: ApplicationInput): Promise<Result<Judged>> {
  const { organisationCode: _place, classCode, funds: typed, ...facts } = input;
  const [known] = await tx.select().from(assetClass).where(eq(assetClass.code, classCode));
  if (known === undefined) return refuse('asset_class_unknown', { code: classCode }, 'classCode');
  if (facts.quantity < 1 || facts.quantity > MOST_UNITS) return refuse('acquisition_units', {}, 'quantity');
  const counted = checkEstimate(facts);
  if (!counted.ok) return counted;
  const funds = checkFunds(facts.quantity * facts.unitFen, typed);
  if (!funds.ok) return funds;
  const words = searchText([facts.name, known.name]);
  return ok({ row: { ...facts, classId: known.id, searchText: words }, funds: funds.value });
}

async function keepFunds(tx: Tx, acquisitionId: number, funds: Judged['funds']): Promise<void> {
  await tx.delete(acquisitionFund).where(eq(acquisitionFund.acquisitionId, acquisitionId));
  const rows = funds.map(([source, amountFen]) => ({ acquisitionId, source, amountFen }));
  if (rows.length > 0) await tx.insert(acquisitionFund).values(rows);
}

/** Looks idle equipment through anew; what was said of a thing before stays with it. Gives how many there are. */
async function keepIdle(tx: Tx, acquisitionId: number, classId: number): Promise<number> {
  const own = eq(acquisitionIdle.acquisitionId, acquisitionId);
  const before = await tx.select().from(acquisitionIdle).where(own);
  await tx.delete(acquisitionIdle).where(own);
  const reasonOf = (assetId: number) => before.find((one) => one.assetId === assetId)?.reason ?? null;
  const rows = (await idleOfClass(tx, classId)).map(({ id: assetId, number, name, keeper }) => ({
    ...{ acquisitionId, assetId, number, name, keeper },
    reason: reasonOf(assetId),
  }));
  if (rows.length > 0) await tx.insert(acquisitionIdle).values(rows);
  return rows.length;
}

/**
 * Opens an application (论证) with the check of what lies idle. Refuses members out of reach, unknown classes, prices
 * and benefits that cannot be, and funds that are not the whole amount.
 */
export function openAcquisition(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ApplicationInput,
): Promise<Answer<{ number: string; idle: number }>> {
  return command(services, actor, { act: 'acquisition.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'acquisition.apply')) return refuseWithout('acquisition.apply');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) {
      return refuse('asset_member_unknown', { code: input.organisationCode }, 'organisation');
    }
    if (!appliesFor(actor, place)) return refuse('acquisition_not_here', { place: place.shortName }, 'organisation');
    const judged = await judge(tx, input);
    if (!judged.ok) return judged;
    const opening = { kind: 'acquisition' as const, status: 'draft', act: 'open', organisationId: place.id };
    const { id, number } = await openDocument(tx, { ...opening, counterpartId: null, actor, at });
    await tx.insert(acquisition).values({ documentId: id, ...judged.value.row, checkedAt: at });
    await keepFunds(tx, id, judged.value.funds);
    const idle = await keepIdle(tx, id, judged.value.row.classId);
    return ok({ value: { number, idle }, subject: number, after: input });
  });
}

const APPLY = { to: 'draft' as const, permission: 'acquisition.apply' as const };

/** Changes a draft; what lies idle is looked through anew. Refuses what opening refuses, and another member. */
export function changeAcquisition(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: ApplicationInput,
): Promise<Answer<{ idle: number }>> {
  const request = { step: 'change' as const, ...APPLY, ...given, input };
  return actOnAcquisition(services, actor, request, async (tx, loaded, at) => {
    if (input.organisationCode !== loaded.place.code) {
      return refuse('asset_member_unknown', { code: input.organisationCode }, 'organisation');
    }
    const judged = await judge(tx, input);
    if (!judged.ok) return judged;
    const { id } = loaded.document;
    await tx
      .update(acquisition)
      .set({ ...judged.value.row, checkedAt: at })
      .where(eq(acquisition.documentId, id));
    await keepFunds(tx, id, judged.value.funds);
    return ok({ idle: await keepIdle(tx, id, judged.value.row.classId) });
  });
}

/** Looks idle equipment through as of now. */
export function checkIdle(services: CommandServices, actor: Actor, given: Seen): Promise<Answer<{ idle: number }>> {
  const request = { step: 'check' as const, ...APPLY, ...given, input: {} };
  return actOnAcquisition(services, actor, request, async (tx, { document, acquisition: known }, at) => {
    await tx.update(acquisition).set({ checkedAt: at }).where(eq(acquisition.documentId, document.id));
    return ok({ idle: await keepIdle(tx, document.id, known.classId) });
  });
}

/**
 * Hands it in with a reason for each idle thing that does not do. Refuses a check of another day, an idle thing without
 * a reason, and large equipment without the licence that the catalogue of today asks for.
 */
export function submitAcquisition(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reasons: Record<string, string> },
): Promise<Answer<{ number: string }>> {
  const request = { step: 'submit' as const, ...APPLY, to: 'submitted' as const, ...given, input };
  return actOnAcquisition(services, actor, request, async (tx, loaded, at) => {
    const { largeKind, licenceNumber, checkedAt } = loaded.acquisition;
    const today = dayOf(at);
    const large = { largeKind: largeKind as LargeKind | null, licenceNumber };
    const licence = checkLicence(large, await ruleIfAny(tx, 'large_equipment', today));
    if (!licence.ok) return refuse(licence.reason, licence.detail);
    if (dayOf(checkedAt) !== today) return refuse('acquisition_check_old', { day: dayOf(checkedAt) });
    const idle = loaded.idle.map((one) => ({ ...one, reason: input.reasons[String(one.id)] ?? one.reason }));
    const reasoned = checkReasons(idle);
    if (!reasoned.ok) return reasoned;
    for (const { id, reason } of idle) {
      await tx.update(acquisitionIdle).set({ reason }).where(eq(acquisitionIdle.id, id));
    }
    return ok({ number: given.number });
  });
}
