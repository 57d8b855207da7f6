/** High-value consumables: placed, used, owed, taken back, recalled; refusals, races, all acts at random. */

import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { payable } from '../../db/schema/payables.ts';
import { listedPrice, supplyTerm } from '../../db/schema/prices.ts';
import { statement } from '../../db/statement.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { placeUnits, sendBackUnit } from '../../src/implants/place-commands.ts';
import { recallUnits } from '../../src/implants/recall-commands.ts';
import { checkPatient, readUdi } from '../../src/implants/rules.ts';
import { listUnits, unitFor } from '../../src/implants/unit-queries.ts';
import { takeBackUse, useUnit } from '../../src/implants/use-commands.ts';
import { implantChecks } from '../../src/implants/verify.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { paths } from '../../src/paths.ts';
import { handsOf } from '../../src/payables/hand-queries.ts';
import { payableById } from '../../src/payables/record-queries.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { accepted, addItem, addMember, addPerson, nextNumber, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { type MoneyWorld, moneyWorld } from '../support/money-world.ts';
import { endWhole } from '../support/whole.ts';

const key = () => `implant-${process.pid}-${nextNumber()}`;
const DI = `0690123450000${''}`.slice(0, 13);
const di = `${DI}${gs1CheckDigit(DI)}`;
let world: MoneyWorld;
let keeper: TestPerson;
let other: TestPerson;
let today: string;

const setGrade = statement(
  `update concept set consumable_grade = 'implant' where id in (select specification.concept_id from specification
   join product on product.specification_id = specification.id join item on item.product_id = product.id
   where item.id = :id)`,
);

beforeAll(async () => {
  world = await moneyWorld();
  const { services } = world.test;
  today = dayOf(services.clock.now());
  keeper = world.inspector;
  const campus = await addMember(services, { kind: 'campus', parent: world.head });
  other = { ...keeper, organisationId: campus.id };
  const { id } = await addItem(services, {
    ...{ genericName: '冠脉药物洗脱支架', kind: 'consumable', packUnit: '套', baseUnit: '套', packSize: 1 },
    pricePack: 7_980_000,
  });
  await services.db.transaction(async (tx) => {
    await tx.run(setGrade, { id });
    await tx.insert(itemCode).values({ itemId: id, type: 'udi_di', value: di });
    await tx.insert(supplyTerm).values({ partyId: world.supplier.id, itemId: id, validFrom: '2000-01-01' });
    const listed = { itemId: id, pricePack: 7_980_000, validFrom: '2000-01-01', source: '省平台' };
    await tx.insert(listedPrice).values({ ...listed, recordedBy: 0, recordedAt: 0 });
  });
});
afterAll(() => endWhole(world.test));

const code = (serial: string, day = addDays(today, 300), lot = 'L1') =>
  `(01)${di}(17)${day.slice(2).replaceAll('-', '')}(10)${lot}(21)${serial}`;
const serialOf = () => `SN${nextNumber()}`;
const place = (scans: string, by = keeper) =>
  placeUnits(world.test.services, by, key(), {
    ...{ supplier: world.supplier.code, shelf: '导管室1柜', noteNumber: 'JS-1', supplierPerson: '王业务员', scans },
  });
const use = (scan: string, by = keeper, more = {}) =>
  useUnit(world.test.services, by, key(), {
    ...{ scan, patientRef: 'ZY20260001', doctor: '刘医生', department: '心内科', operatedOn: today, ...more },
  });
const idOf = async (serial: string) => {
  const rows = await world.test.services.db.read.select().from(implantUnit).where(eq(implantUnit.serial, serial));
  return rows.at(-1)?.id ?? 0;
};
const reason = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'ok' : answer.reason);
const findings = async () => {
  const checks = [...implantChecks, ...payableChecks, ...booksChecks];
  return (await Promise.all(checks.map((one) => one.find(world.test.services.db.read)))).flat();
};
const takeBack = (id: number, by = keeper) => takeBackUse(world.test.services, by, key(), { id, why: '扫错' });
const sendBack = (id: number, by = keeper) => sendBackUnit(world.test.services, by, key(), { id, why: '近效期' });

describe('a code', () => {
  it('is read whole or refused', () => {
    expect(readUdi(code('A1'), today)).toMatchObject({ ok: true, value: { di, serial: 'A1', lotNumber: 'L1' } });
    expect(reason(readUdi(`(01)${di}(10)L1(21)A1`, today))).toBe('implant_udi_part');
    expect(reason(readUdi(code('A1', addDays(today, -1)), today))).toBe('implant_expired');
    expect(reason(readUdi(code('A1').replace(di, `${DI}${(Number(di.at(-1)) + 1) % 10}`), today))).toBe(
      'scan_check_digit',
    );
  });

  it('goes with a reference and never with a name', () => {
    expect(
      ['ZY20260001', '住院0001', '张三', '36042119800101123X', '13800138000', 'Zhang'].map(
        (one) => checkPatient(one).ok,
      ),
    ).toEqual([true, false, false, false, false, false]);
  });
});

describe('a unit', () => {
  it('goes from the shelf to the patient, is owed for, and comes back while nothing is paid', async () => {
    const serial = serialOf();
    const placed = accepted(await place(code(serial)));
    expect(placed.units).toBe(1);
    expect(reason(await place(code(serial), other))).toBe('implant_known');
    expect(reason(await use(code(serial), other))).toBe('implant_not_here');
    expect(reason(await use(code(serial, undefined, 'L2')))).toBe('implant_not_here');
    expect(reason(await use(code(serial), keeper, { patientRef: '张三' }))).toBe('implant_patient');
    expect(reason(await use(code(serial), keeper, { operatedOn: addDays(today, 1) }))).toBe('implant_day');
    expect(reason(await use(code(serial), world.accountant))).toBe('forbidden');
    const used = accepted(await use(code(serial)));
    expect(used.amountFen).toBe(79_800);
    const view = await unitFor(world.test.services.db.read, '/', used.id, true);
    expect(view).toMatchObject({ state: 'used', patientRef: 'ZY20260001' });
    const owed = await payableById(world.test.services.db.read, view?.payableId ?? 0);
    expect(owed).toMatchObject({ amountFen: 79_800, receipt: used.number, order: '' });
    const hands = await handsOf(world.test.services.db.read, [view?.payableId ?? 0]);
    expect(hands.get(view?.payableId ?? 0)?.has(keeper.userId)).toBe(true);
    expect(reason(await sendBack(used.id))).toBe('implant_not_on_shelf');
    expect(await findings()).toEqual([]);
    accepted(await takeBack(used.id));
    expect(reason(await takeBack(used.id))).toBe('implant_not_used');
    expect(await findings()).toEqual([]);
    accepted(await use(code(serial)));
    const again = await unitFor(world.test.services.db.read, '/', used.id, true);
    expect(again?.story.map(({ act }) => act)).toEqual(['place', 'use', 'take_back', 'use']);
    await world.test.services.db.transaction((tx) =>
      tx
        .update(payable)
        .set({ paidFen: 1 })
        .where(eq(payable.id, again?.payableId ?? 0)),
    );
    expect(reason(await takeBack(used.id))).toBe('owed_paid');
    await world.test.services.db.transaction((tx) =>
      tx
        .update(payable)
        .set({ paidFen: 0 })
        .where(eq(payable.id, again?.payableId ?? 0)),
    );
  });

  it('is used by one of two who scan it at once', async () => {
    const serial = serialOf();
    accepted(await place(code(serial)));
    const both = await Promise.all([use(code(serial)), use(code(serial))]);
    expect(both.map(reason).sort()).toEqual(['implant_not_on_shelf', 'ok']);
    expect(await findings()).toEqual([]);
  });

  it('is refused whole with its list, and by goods that are not high-value ones', async () => {
    const serial = serialOf();
    expect(reason(await place(`${code(serial)}\n${code(serial)}`))).toBe('implant_known');
    expect(await idOf(serial)).toBe(0);
    const strange = '0690123459999';
    expect(reason(await place(code(serial).replace(di, `${strange}${gs1CheckDigit(strange)}`)))).toBe(
      'implant_di_unknown',
    );
  });

  it('is frozen by a recall wherever it lies, and never deleted', async () => {
    const [one, two] = [serialOf(), serialOf()];
    accepted(await place(`${code(one, undefined, 'R9')}\n${code(two, undefined, 'R9')}`));
    accepted(await use(code(one, undefined, 'R9')));
    const recall = (freeze: boolean, by = world.inspector) =>
      recallUnits(world.test.services, by, key(), { di, lotNumber: 'R9', serial: null, freeze, why: '国家局一级召回' });
    expect(reason(await recall(true))).toBe('forbidden');
    const officer = await addPerson(world.test.services, world.head, 'quality_officer');
    expect(accepted(await recall(true, officer)).changed).toBe(1);
    expect(reason(await use(code(two, undefined, 'R9')))).toBe('implant_frozen');
    const listed = await listUnits(world.test.services.db.read, '/', { q: 'R9', patients: true }, { size: 50 });
    expect(listed.map(({ state, frozen, patientRef }) => [state, frozen, patientRef])).toEqual([
      ['shelf', '国家局一级召回', null],
      ['used', '', 'ZY20260001'],
    ]);
    expect(accepted(await recall(false, officer)).changed).toBe(1);
    accepted(await use(code(two, undefined, 'R9')));
    const gone = world.test.services.db.transaction((tx) => tx.delete(implantUnit).where(eq(implantUnit.serial, one)));
    await expect(gone).rejects.toThrow();
  });

  it('keeps its rules whatever happens in whatever order', async () => {
    const serials = [serialOf(), serialOf(), serialOf()];
    const steps = fc.array(fc.tuple(fc.constantFrom('place', 'use', 'take', 'send'), fc.nat(2)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (acts) => {
        for (const [act, nth] of acts) {
          const serial = serials[nth] ?? '';
          if (act === 'place') await place(code(serial));
          else if (act === 'use') await use(code(serial));
          else if (act === 'take') await takeBack(await idOf(serial));
          else await sendBack(await idOf(serial));
        }
        expect(await findings()).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the pages', () => {
  it('lead from the list of the supplier to the use and its payable', async () => {
    const serial = serialOf();
    const page = await signIn(world.test.app, keeper.login);
    const facts = { supplier: world.supplier.code, shelf: '一柜', noteNumber: '<i>1', supplierPerson: '王' };
    const bad = await page.post(paths.implants(), { idempotency_key: key(), ...facts, scans: 'x' });
    expect(bad.status).toBe(422);
    const made = await page.post(paths.implants(), { idempotency_key: key(), ...facts, scans: code(serial) });
    expect(made.status).toBe(303);
    const unit = paths.implant(await idOf(serial));
    expect((await page.get(unit)).text).toContain(serial);
    expect((await page.get(paths.implants({ q: 'gmyw' }))).text).toContain(serial);
    expect((await page.get(paths.implantsExport('csv'))).text).toContain(serial);
    expect((await page.get(paths.newImplantUse())).status).toBe(200);
    const wrong = { scan: code(serial), patientRef: '张三', doctor: '刘', department: '心内', operatedOn: today };
    expect((await page.post(paths.implantUses(), { idempotency_key: key(), ...wrong })).status).toBe(422);
    const used = await page.post(paths.implantUses(), { idempotency_key: key(), ...wrong, patientRef: 'ZY-77' });
    expect([used.status, used.location]).toEqual([303, unit]);
    expect((await page.get(unit)).text).toContain('ZY-77');
    const money = await signIn(world.test.app, world.accountant.login);
    const masked = await money.get(unit);
    expect([masked.text.includes('ZY-77'), masked.text.includes('***-77')]).toEqual([false, true]);
    expect((await money.get(paths.implants({ q: 'ZY-77' }))).text).not.toContain(serial);
    expect((await page.get(paths.implants({ q: 'ZY-77' }))).text).toContain(serial);
    expect((await money.get(paths.implantsExport('csv'))).text).not.toContain('ZY-77');
    const owed = (await unitFor(world.test.services.db.read, '/', await idOf(serial), true))?.payableId ?? 0;
    expect((await money.get(paths.payable(owed))).text).toContain('ZR-');
    const back = await page.post(paths.implantAct(await idOf(serial), 'retraction'), {
      idempotency_key: key(),
      why: '错',
    });
    expect(back.status).toBe(303);
    const officer = await addPerson(world.test.services, world.head, 'quality_officer');
    const quality = await signIn(world.test.app, officer.login);
    expect((await quality.get(paths.implantRecall())).status).toBe(200);
    const recalled = await quality.post(paths.implantRecall(), {
      ...{ idempotency_key: key(), di, serial, act: 'freeze', why: '召回' },
    });
    expect(recalled.status).toBe(303);
    expect((await page.get(unit)).text).toContain('召回');
    const far = await signIn(world.test.app, (await addPerson(world.test.services, world.branch, 'branch_head')).login);
    expect((await far.get(unit)).status).toBe(403);
  });
});
