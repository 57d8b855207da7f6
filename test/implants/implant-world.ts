/** A member with a shelf for a supplier's implants, a device that is known by its code, and the acts that tests try. */
import { eq } from 'drizzle-orm';
import { itemCode } from '../../db/schema/catalogue.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { listedPrice, supplyTerm } from '../../db/schema/prices.ts';
import { statement } from '../../db/statement.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { registerUnits } from '../../src/implants/own-commands.ts';
import { placeUnits, sendBackUnit } from '../../src/implants/place-commands.ts';
import { endRecall, openRecall } from '../../src/implants/recall-commands.ts';
import { listRecalls } from '../../src/implants/recall-queries.ts';
import { takeBackUse, useUnit } from '../../src/implants/use-commands.ts';
import { implantChecks } from '../../src/implants/verify.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { addItem, addMember, addPerson, addStock, addStore, nextNumber, type TestPerson } from '../support/build.ts';
import { moneyWorld } from '../support/money-world.ts';

export const key = () => `implant-${process.pid}-${nextNumber()}`;
export const DI = '0690123450000';
export const di = `${DI}${gs1CheckDigit(DI)}`;
export const serialOf = () => `SN${nextNumber()}`;
export const reason = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'ok' : answer.reason);
/** Everything is seen, nothing is soon. */
export const SEEN = { patients: true, soonUntil: '2000-01-01' };

const setGrade = statement(
  `update concept set consumable_grade = 'implant' where id in (select specification.concept_id from specification
   join product on product.specification_id = specification.id join item on item.product_id = product.id
   where item.id = :id)`,
);

export async function openImplantWorld() {
  const world = await moneyWorld();
  const { services } = world.test;
  const today = dayOf(services.clock.now());
  const keeper = world.inspector;
  const campus = await addMember(services, { kind: 'campus', parent: world.head });
  const other = { ...keeper, organisationId: campus.id };
  const officer = await addPerson(services, world.head, 'quality_officer');
  const stent = await addItem(services, {
    ...{ genericName: '冠脉药物洗脱支架', kind: 'consumable', packUnit: '套', baseUnit: '套', packSize: 1 },
    pricePack: 7_980_000,
  });
  const itemId = stent.id;
  const stores = {
    [world.head.id]: await addStore(services, world.head),
    [campus.id]: await addStore(services, campus),
  };
  await services.db.transaction(async (tx) => {
    await tx.run(setGrade, { id: itemId });
    await tx.insert(itemCode).values({ itemId, type: 'udi_di', value: di });
    await tx.insert(supplyTerm).values({ partyId: world.supplier.id, itemId, validFrom: '2000-01-01' });
    const listed = { itemId, pricePack: 7_980_000, validFrom: '2000-01-01', source: '省平台' };
    await tx.insert(listedPrice).values({ ...listed, recordedBy: 0, recordedAt: 0 });
  });
  return {
    ...{ world, today, keeper, other, officer, stent, stores },
    code: (serial: string, day = addDays(today, 300), lot = 'L1') =>
      `(01)${di}(17)${day.slice(2).replaceAll('-', '')}(10)${lot}(21)${serial}`,
    place: (scans: string, by = keeper) =>
      placeUnits(services, by, key(), {
        ...{ supplier: world.supplier.code, shelf: '导管室1柜', noteNumber: 'JS-1', supplierPerson: '王业务员', scans },
      }),
    /** So many of the batch bought for the member; gives the lot. */
    buy: (quantityBase: number, lot: string, by = keeper, pricePack = 7_500_000) =>
      addStock(services, stores[by.organisationId] ?? 0, {
        ...{ item: stent, quantityBase, organisationId: by.organisationId, lot, pricePack },
        expiresOn: addDays(today, 300),
      }),
    register: (scans: string, by = keeper) => registerUnits(services, by, key(), { shelf: '骨科1柜', scans }),
    use: (scan: string, by = keeper, more = {}) =>
      useUnit(services, by, key(), {
        ...{ scan, patientRef: 'ZY20260001', doctor: '刘医生', department: '心内科', operatedOn: today, ...more },
      }),
    takeBack: (id: number, by = keeper) => takeBackUse(services, by, key(), { id, why: '扫错' }),
    sendBack: (id: number, by = keeper) => sendBackUnit(services, by, key(), { id, why: '近效期' }),
    recall: (lotNumber: string | null, by: TestPerson = officer, serial: string | null = null) =>
      openRecall(services, by, key(), { di, lotNumber, serial, why: '国家局一级召回' }),
    end: (id: number, mistaken = false) => endRecall(services, officer, key(), { id, why: '厂家确认合格', mistaken }),
    recallsOf: (id: number) => listRecalls(services.db.read, '/', { tab: 'all', id }, { size: 1 }),
    idOf: async (serial: string) => {
      const rows = await services.db.read.select().from(implantUnit).where(eq(implantUnit.serial, serial));
      return rows.at(-1)?.id ?? 0;
    },
    findings: async () => {
      const checks = [...implantChecks, ...payableChecks, ...booksChecks];
      const found = (await Promise.all(checks.map((one) => one.find(services.db.read)))).flat();
      return [...found, ...(await verifyLedger(services.db.read))];
    },
  };
}
export type ImplantWorld = Awaited<ReturnType<typeof openImplantWorld>>;
