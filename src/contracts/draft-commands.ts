/** Writing a contract: what it is, its lines with price, volume and conversion, and the shares of the members. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { party } from '../../db/schema/parties.ts';
import { contract, contractLine, contractShare } from '../../db/schema/prices.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { type LoadedContract, loadContract } from './contract-record.ts';
import { CONTRACT_ACTS, type ContractInput, checkContract, type Share, spreadByUse } from './rules.ts';
import { useOfConcept } from './use-queries.ts';

const addShares = statement(
  `insert into contract_share (contract_line_id, organisation_id, agreed_units)
   select line_id, organisation_id, units
   from ${rowset('shares', { line_id: 'int', organisation_id: 'int', units: 'int' })} as given where true`,
);

async function checkParties(tx: Tx, input: ContractInput): Promise<Result<undefined>> {
  for (const [field, id] of [
    ['party', input.partyId],
    ['backup', input.backupPartyId],
  ] as const) {
    if (id === null) continue;
    const [found] = await tx.select().from(party).where(eq(party.id, id));
    if (found === undefined || found.kind === 'maker') return refuse('term_party', {}, field);
    if (!found.active) return refuse('party_inactive', { party: found.shortName }, field);
  }
  return ok();
}

/** Opens the document and writes what it is; used by the award of a negotiation too. */
export async function openContract(
  tx: Tx,
  actor: Actor,
  at: number,
  input: ContractInput & { negotiationId: number | null },
): Promise<Result<{ documentId: number; number: string }>> {
  const head = await headOrganisation(tx);
  if (head === undefined) return refuse('not_found');
  const opening = { kind: 'contract' as const, status: 'draft', act: 'draft', counterpartId: null };
  const opened = await openDocument(tx, { ...opening, organisationId: head.id, actor, at });
  await tx.insert(contract).values({ documentId: opened.id, ...input });
  return ok({ documentId: opened.id, number: opened.number });
}

/** Drafts a contract. Refuses what `checkContract` refuses, and parties that do not sell or were retired. */
export function draftContract(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ContractInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'contract.draft', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'contract.edit')) return refuseWithout('contract.edit');
    const checked = checkContract(input);
    if (!checked.ok) return checked;
    const sold = await checkParties(tx, input);
    if (!sold.ok) return sold;
    const opened = await openContract(tx, actor, at, { ...input, negotiationId: null });
    if (!opened.ok) return opened;
    const { number } = opened.value;
    return ok({ value: { number }, subject: number, after: input });
  });
}

/** Runs one change of a draft: loads it, checks that it is one, and writes the change into its timeline. */
function change<T>(
  services: CommandServices,
  actor: Actor,
  request: { act: string; key: string | null; number: string; input: object },
  work: (
    tx: Tx,
    loaded: LoadedContract,
  ) => Promise<Result<{ value: T; note: string; detail?: Record<string, unknown>; after: unknown }>>,
): Promise<Answer<T>> {
  const { act, key, number, input } = request;
  return command(services, actor, { act, key, input: { number, ...input }, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'contract.edit')) return refuseWithout('contract.edit');
    const loaded = await loadContract(tx, number);
    if (!loaded.ok) return loaded;
    const table = { act: 'change', to: 'draft', transitions: CONTRACT_ACTS, actor, at };
    const done = await work(tx, loaded.value);
    if (!done.ok) return done;
    const { value, note, detail, after } = done.value;
    const told = { note, ...(detail !== undefined && { detail }) };
    const moved = await advance(tx, loaded.value.document.id, { ...table, ...told });
    if (!moved.ok) return moved;
    return ok({ value, subject: number, after });
  });
}

export interface LineInput {
  itemCode: string;
  pricePack: number;
  agreedUnits: number;
  convertTimes: number;
  convertBy: number;
}

/** Adds a line, or writes it anew when the item has one. Refuses unknown items, and changes of what is no draft. */
export function setContractLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: LineInput,
): Promise<Answer<{ lineId: number }>> {
  const request = { act: 'contract.set_line', key, number, input };
  return change(services, actor, request, async (tx, { document }) => {
    const { itemCode, ...values } = input;
    const [goods] = await tx.select().from(item).where(eq(item.code, itemCode));
    if (goods === undefined || !goods.active) return refuse('contract_item', { code: itemCode }, 'item');
    const own = and(eq(contractLine.contractId, document.id), eq(contractLine.itemId, goods.id));
    const [known] = await tx.select().from(contractLine).where(own);
    const note = `${goods.genericName} ${goods.code}`;
    if (known !== undefined) {
      await tx.update(contractLine).set(values).where(eq(contractLine.id, known.id));
      return ok({ value: { lineId: known.id }, note, after: input });
    }
    const row = { contractId: document.id, itemId: goods.id, ...values };
    const [added] = await tx.insert(contractLine).values(row).returning({ id: contractLine.id });
    return ok({ value: { lineId: added?.id ?? 0 }, note, after: input });
  });
}

async function lineOf(tx: Tx, contractId: number, lineId: number) {
  const [line] = await tx
    .select({ line: contractLine, code: item.code, genericName: item.genericName })
    .from(contractLine)
    .innerJoin(item, eq(item.id, contractLine.itemId))
    .where(and(eq(contractLine.id, lineId), eq(contractLine.contractId, contractId)));
  return line;
}

/** Takes a line of a draft away with its shares. */
export function removeContractLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  lineId: number,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'contract.remove_line', key, number, input: { lineId } };
  return change(services, actor, request, async (tx, { document }) => {
    const found = await lineOf(tx, document.id, lineId);
    if (found === undefined) return refuse('not_found');
    await tx.delete(contractShare).where(eq(contractShare.contractLineId, lineId));
    await tx.delete(contractLine).where(eq(contractLine.id, lineId));
    const { code, genericName } = found;
    return ok({ value: { code }, note: `− ${genericName} ${code}`, after: { item: code } });
  });
}

async function writeShares(tx: Tx, shares: readonly (Share & { lineId: number })[]): Promise<void> {
  const lines = [...new Set(shares.map((share) => share.lineId))];
  await tx.delete(contractShare).where(isOneOf(contractShare.contractLineId, lines));
  const rows = shares.map(({ lineId, organisationId, units }) => ({
    line_id: lineId,
    organisation_id: organisationId,
    units,
  }));
  await tx.run(addShares, { shares: rows });
}

/** Spreads a line's agreed volume among the members by what they used in the year before. Refuses when nobody did. */
export function spreadShares(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  lineId: number,
): Promise<Answer<{ members: number }>> {
  const request = { act: 'contract.spread', key, number, input: { lineId } };
  return change(services, actor, request, async (tx, { document }) => {
    const found = await lineOf(tx, document.id, lineId);
    if (found === undefined) return refuse('not_found');
    const { line, code, genericName } = found;
    if (line.agreedUnits === 0) return refuse('contract_no_volume', { item: genericName });
    const use = await useOfConcept(tx, line.itemId, services.clock.now());
    const spread = spreadByUse(line.agreedUnits, use);
    if (!spread.ok) return spread;
    await writeShares(
      tx,
      spread.value.map((share) => ({ lineId, ...share })),
    );
    const members = spread.value.length;
    return ok({
      value: { members },
      note: `${genericName} ${code}`,
      detail: { members },
      after: { item: code, members },
    });
  });
}

/** Writes the shares of the lines named, instead of those they had. The volume of a line follows its shares. */
export function setShares(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  shares: readonly (Share & { lineId: number })[],
): Promise<Answer<{ shares: number }>> {
  const request = { act: 'contract.set_shares', key, number, input: { shares } };
  return change(services, actor, request, async (tx, { document }) => {
    if (shares.length === 0) return refuse('contract_no_shares', {}, 'file');
    const lines = await tx.select().from(contractLine).where(eq(contractLine.contractId, document.id));
    const known = new Set(lines.map((line) => line.id));
    if (shares.some((share) => !known.has(share.lineId))) return refuse('not_found');
    await writeShares(tx, shares);
    for (const lineId of new Set(shares.map((share) => share.lineId))) {
      const agreedUnits = shares.reduce((sum, share) => sum + (share.lineId === lineId ? share.units : 0), 0);
      await tx.update(contractLine).set({ agreedUnits }).where(eq(contractLine.id, lineId));
    }
    return ok({
      value: { shares: shares.length },
      note: '',
      detail: { shares: shares.length },
      after: { shares: shares.length },
    });
  });
}
