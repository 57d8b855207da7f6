/** A county that buys: suppliers, who sells what, listed prices and contracts, for the tests of prices. */

import { eq } from 'drizzle-orm';
import { document } from '../../db/schema/documents.ts';
import { party, partyLicence } from '../../db/schema/parties.ts';
import { contract, contractLine, listedPrice, supplyTerm } from '../../db/schema/prices.ts';
import { advance, openDocument } from '../../src/documents/advance.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, nextNumber, type TestMember, type TestPerson } from '../support/build.ts';

export interface PriceWorld extends TestApp {
  head: TestMember;
  buyer: TestPerson;
}

export async function openPriceWorld(): Promise<PriceWorld> {
  const test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head' });
  return { ...test, head, buyer: await addPerson(test.services, head, 'buyer') };
}

/** A supplier with every paper it needs for ordinary goods. */
export async function addSupplier(
  world: PriceWorld,
  given: Partial<typeof party.$inferInsert> = {},
): Promise<{ id: number; code: string; shortName: string }> {
  const code = given.code ?? `S${nextNumber()}`;
  const shortName = given.shortName ?? `供应商${code}`;
  const at = world.clock.now();
  const row = {
    code,
    name: `${shortName}有限公司`,
    shortName,
    kind: 'supplier' as const,
    searchText: code,
    createdAt: at,
  };
  const id = await world.services.db.transaction(async (tx) => {
    const [added] = await tx
      .insert(party)
      .values({ ...row, ...given })
      .returning({ id: party.id });
    const partyId = added?.id ?? 0;
    const paper = { partyId, validFrom: '2025-01-01', validTo: '2029-12-31' };
    const recorded = { recordedBy: world.buyer.userId, recordedAt: at };
    for (const kind of ['business', 'drug_distribution', 'salesperson', 'quality_agreement'] as const) {
      const scope = kind === 'drug_distribution' ? ['drug', 'biological'] : [];
      await tx.insert(partyLicence).values({ ...paper, ...recorded, kind, number: `${kind} ${code}`, scope });
    }
    return partyId;
  });
  return { id, code, shortName };
}

export async function sells(
  world: PriceWorld,
  partyId: number,
  itemId: number,
  given: Partial<typeof supplyTerm.$inferInsert> = {},
): Promise<void> {
  await world.services.db.transaction(async (tx) => {
    await tx.insert(supplyTerm).values({ partyId, itemId, validFrom: '2025-01-01', ...given });
  });
}

export async function listed(
  world: PriceWorld,
  itemId: number,
  pricePack: number,
  validFrom: string,
  validTo: string | null = null,
): Promise<void> {
  const recorded = { source: '省平台', recordedBy: world.buyer.userId, recordedAt: world.clock.now() };
  await world.services.db.transaction(async (tx) => {
    await tx.insert(listedPrice).values({ itemId, pricePack, validFrom, validTo, ...recorded });
  });
}

const TABLE = { activate: { from: ['draft'], to: ['active'] } };

/** A contract of one line, active since the first day of the year unless told otherwise. */
export async function activeContract(
  world: PriceWorld,
  given: Partial<typeof contract.$inferInsert> & {
    partyId: number;
    itemId: number;
    pricePack: number;
    agreedUnits?: number;
    convertTimes?: number;
    convertBy?: number;
    activatedOn?: string;
  },
): Promise<{ documentId: number; number: string; lineId: number }> {
  const {
    itemId,
    pricePack,
    agreedUnits = 0,
    activatedOn = '2026-01-01',
    convertTimes = 1,
    convertBy = 1,
    ...rest
  } = given;
  const at = startOfDay(activatedOn);
  return world.services.db.transaction(async (tx) => {
    const opening = { kind: 'contract' as const, status: 'draft', act: 'draft', counterpartId: null };
    const opened = await openDocument(tx, { ...opening, organisationId: world.head.id, actor: world.buyer, at });
    const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
    await tx.insert(contract).values({ documentId: opened.id, kind: 'volume', title: '合同', ...span, ...rest });
    const line = { contractId: opened.id, itemId, pricePack, agreedUnits, convertTimes, convertBy };
    const [added] = await tx.insert(contractLine).values(line).returning({ id: contractLine.id });
    const act = { act: 'activate', to: 'active', transitions: TABLE, actor: world.buyer, at };
    await advance(tx, opened.id, act);
    return { documentId: opened.id, number: opened.number, lineId: added?.id ?? 0 };
  });
}

export async function statusOfDocument(world: PriceWorld, number: string): Promise<string | undefined> {
  const [row] = await world.services.db.read.select().from(document).where(eq(document.number, number));
  return row?.status;
}
