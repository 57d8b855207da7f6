/** Acts on a contract that is written: another person lets it bind, it is ended or withdrawn, failures are excused. */
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { contract, contractLine, contractShare, listedPrice } from '../../db/schema/prices.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { draftersOf, type LoadedContract, loadContract } from './contract-record.ts';
import { CONTRACT_ACTS, checkActivation, checkEnding, checkWithdrawal, type LineToCheck } from './rules.ts';

/** Two contracts for one item activated at once: the second waits and then sees the first. */
const lockContracts = statement(lockTable('contract', 'exclusive'));

export interface Act {
  key: string | null;
  number: string;
  seenVersion: number;
}

async function overlapping(tx: Tx, own: LoadedContract, itemIds: readonly number[]): Promise<Map<number, string>> {
  const { startsOn, endsOn } = own.contract;
  const rows = await tx
    .select({ itemId: contractLine.itemId, number: document.number, from: contract.startsOn, to: contract.endsOn })
    .from(contractLine)
    .innerJoin(contract, eq(contract.documentId, contractLine.contractId))
    .innerJoin(document, eq(document.id, contract.documentId))
    .where(
      and(
        isOneOf(contractLine.itemId, itemIds),
        eq(contract.kind, 'volume'),
        inArray(document.status, ['active', 'ended']),
        ne(document.id, own.document.id),
      ),
    );
  const meets = rows.filter((row) => row.from <= endsOn && startsOn <= row.to);
  return new Map(meets.map((row) => [row.itemId, row.number]));
}

async function linesToCheck(tx: Tx, own: LoadedContract, today: string): Promise<LineToCheck[]> {
  const lines = await tx
    .select({ line: contractLine, genericName: item.genericName, code: item.code })
    .from(contractLine)
    .innerJoin(item, eq(item.id, contractLine.itemId))
    .where(eq(contractLine.contractId, own.document.id));
  const ids = lines.map(({ line }) => line.itemId);
  const shares = await tx
    .select()
    .from(contractShare)
    .where(
      isOneOf(
        contractShare.contractLineId,
        lines.map(({ line }) => line.id),
      ),
    );
  const binds = own.contract.startsOn > today ? own.contract.startsOn : today;
  const listed = (await tx.select().from(listedPrice).where(isOneOf(listedPrice.itemId, ids))).filter(
    (row) => row.validFrom <= binds && (row.validTo === null || row.validTo >= binds),
  );
  const others = await overlapping(tx, own, ids);
  return lines.map(({ line, genericName, code }) => ({
    itemName: `${genericName} ${code}`,
    pricePack: line.pricePack,
    agreedUnits: line.agreedUnits,
    sharesUnits: shares.reduce((sum, one) => sum + (one.contractLineId === line.id ? one.agreedUnits : 0), 0),
    listedPack: listed.find((row) => row.itemId === line.itemId)?.pricePack ?? null,
    overlaps: others.get(line.itemId) ?? null,
  }));
}

function act<T>(
  services: CommandServices,
  actor: Actor,
  request: Act & { act: string; input: object },
  work: (tx: Tx, loaded: LoadedContract, at: number) => Promise<Result<T>>,
): Promise<Answer<T>> {
  const { key, number, seenVersion, input } = request;
  const asked = { act: request.act, key, input: { number, seenVersion, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    await tx.run(lockContracts, {});
    const loaded = await loadContract(tx, number, seenVersion);
    if (!loaded.ok) return loaded;
    const done = await work(tx, loaded.value, at);
    if (!done.ok) return done;
    return ok({ value: done.value, subject: number, before: { status: loaded.value.document.status }, after: input });
  });
}

/** True for roles that may let a contract bind: whoever writes contracts, and whoever decides in approvals. */
export function mayActivate(roles: Actor['roles']): boolean {
  return may(roles, 'contract.edit') || may(roles, 'approval.decide');
}

/**
 * Lets a draft bind. A price change needs two people: refuses everyone who wrote or changed it. Refuses what
 * `checkActivation` refuses.
 */
export function activateContract(
  services: CommandServices,
  actor: Actor,
  given: Act,
): Promise<Answer<{ number: string }>> {
  return act(services, actor, { ...given, act: 'contract.activate', input: {} }, async (tx, loaded, at) => {
    if (!mayActivate(actor.roles)) return refuseWithout('contract.edit', 'approval.decide');
    if ((await draftersOf(tx, loaded.document.id)).has(actor.userId)) return refuse('contract_own');
    const today = dayOf(at);
    const fits = checkActivation(loaded.contract, await linesToCheck(tx, loaded, today), today);
    if (!fits.ok) return fits;
    const { number, version } = loaded.document;
    const table = { transitions: CONTRACT_ACTS, actor, at, seenVersion: version };
    const moved = await advance(tx, loaded.document.id, { ...table, act: 'activate', to: 'active' });
    return moved.ok ? ok({ number }) : moved;
  });
}

/** Gives a contract that binds its last day, with the reason. Refuses what `checkEnding` refuses. */
export function endContract(
  services: CommandServices,
  actor: Actor,
  given: Act,
  input: { lastDay: string; reason: string },
): Promise<Answer<{ number: string }>> {
  return act(services, actor, { ...given, act: 'contract.end', input }, async (tx, loaded, at) => {
    if (!may(actor.roles, 'contract.edit')) return refuseWithout('contract.edit');
    const fits = checkEnding(loaded.contract, input.lastDay, dayOf(at));
    if (!fits.ok) return fits;
    const { number } = loaded.document;
    const detail = { lastDay: input.lastDay, before: loaded.contract.endsOn };
    const table = { transitions: CONTRACT_ACTS, actor, at, note: input.reason, detail };
    const moved = await advance(tx, loaded.document.id, { ...table, act: 'end', to: 'ended' });
    if (!moved.ok) return moved;
    await tx.update(contract).set({ endsOn: input.lastDay }).where(eq(contract.documentId, loaded.document.id));
    return ok({ number });
  });
}

/** Gives up a draft, or a contract that has not begun to bind. */
export function withdrawContract(
  services: CommandServices,
  actor: Actor,
  given: Act,
  input: { reason: string },
): Promise<Answer<{ number: string }>> {
  return act(services, actor, { ...given, act: 'contract.withdraw', input }, async (tx, loaded, at) => {
    if (!may(actor.roles, 'contract.edit')) return refuseWithout('contract.edit');
    const { status, number } = loaded.document;
    const fits = checkWithdrawal({ status, startsOn: loaded.contract.startsOn }, dayOf(at));
    if (!fits.ok) return fits;
    const table = { transitions: CONTRACT_ACTS, actor, at, note: input.reason };
    const moved = await advance(tx, loaded.document.id, { ...table, act: 'withdraw', to: 'withdrawn' });
    return moved.ok ? ok({ number }) : moved;
  });
}

/**
 * Records that the supplier failed (断供): the units are no longer asked of the members. Refuses more than is agreed,
 * all failures of the line together. It is not undone; a failure recorded wrongly is told in a later note.
 */
export function excuseVolume(
  services: CommandServices,
  actor: Actor,
  given: Act,
  input: { lineId: number; units: number; reason: string },
): Promise<Answer<{ number: string }>> {
  return act(services, actor, { ...given, act: 'contract.excuse', input }, async (tx, loaded, at) => {
    if (!may(actor.roles, 'contract.edit')) return refuseWithout('contract.edit');
    const own = and(eq(contractLine.id, input.lineId), eq(contractLine.contractId, loaded.document.id));
    const [line] = await tx.select().from(contractLine).where(own);
    if (line === undefined) return refuse('contract_line_choose', {}, 'line');
    const acts = await timelineOf(tx, loaded.document.id);
    const excused = acts
      .filter((one) => one.act === 'excuse' && one.detail?.lineId === input.lineId)
      .reduce((sum, one) => sum + Number(one.detail?.units ?? 0), 0);
    const most = line.agreedUnits - excused;
    if (input.units > most) return refuse('contract_excuse_most', { most }, 'units');
    const { status: to, number } = loaded.document;
    const detail = { lineId: input.lineId, units: input.units };
    const table = { transitions: CONTRACT_ACTS, actor, at, note: input.reason, detail };
    const moved = await advance(tx, loaded.document.id, { ...table, act: 'excuse', to });
    return moved.ok ? ok({ number }) : moved;
  });
}
