/** High-value consumables: placed, used, owed, taken back; refusals, races, all acts at random, and their pages. */
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payable } from '../../db/schema/payables.ts';
import { checkPatient, covers, readUdi } from '../../src/implants/rules.ts';
import { unitFor } from '../../src/implants/unit-queries.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { paths } from '../../src/paths.ts';
import { handsOf } from '../../src/payables/hand-queries.ts';
import { payableById } from '../../src/payables/record-queries.ts';
import { accepted, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { DI, di, type ImplantWorld, key, openImplantWorld, reason, serialOf } from './implant-world.ts';

let w: ImplantWorld;
beforeAll(async () => {
  w = await openImplantWorld();
});
afterAll(() => endWhole(w.world.test));

describe('a code', () => {
  it('is read whole or refused', () => {
    expect(readUdi(w.code('A1'), w.today)).toMatchObject({ ok: true, value: { di, serial: 'A1', lotNumber: 'L1' } });
    expect(reason(readUdi(`(01)${di}(10)L1(21)A1`, w.today))).toBe('implant_udi_part');
    expect(reason(readUdi(w.code('A1', addDays(w.today, -1)), w.today))).toBe('implant_expired');
    expect(reason(readUdi(w.code('A1').replace(di, `${DI}${(Number(di.at(-1)) + 1) % 10}`), w.today))).toBe(
      'scan_check_digit',
    );
  });

  it('is meant by a recall of its lot or serial, and not of another', () => {
    const unit = { di, lotNumber: 'L1', serial: 'A1' };
    const scopes = [
      [null, null],
      ['L1', null],
      [null, 'A1'],
      ['L1', 'A2'],
      ['L2', null],
    ] as const;
    const meant = scopes.map(([lotNumber, serial]) => covers({ di, lotNumber, serial }, unit));
    expect(meant).toEqual([true, true, true, false, false]);
    expect(covers({ di: '1', lotNumber: null, serial: null }, unit)).toBe(false);
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
    const placed = accepted(await w.place(w.code(serial)));
    expect(placed.units).toBe(1);
    expect(reason(await w.place(w.code(serial), w.other))).toBe('implant_known');
    expect(reason(await w.use(w.code(serial), w.other))).toBe('implant_not_here');
    expect(reason(await w.use(w.code(serial, undefined, 'L2')))).toBe('implant_not_here');
    expect(reason(await w.use(w.code(serial), w.keeper, { patientRef: '张三' }))).toBe('implant_patient');
    expect(reason(await w.use(w.code(serial), w.keeper, { operatedOn: addDays(w.today, 1) }))).toBe('implant_day');
    expect(reason(await w.use(w.code(serial), w.world.accountant))).toBe('forbidden');
    const used = accepted(await w.use(w.code(serial)));
    expect(used.amountFen).toBe(79_800);
    const view = await unitFor(w.world.test.services.db.read, '/', used.id, true);
    expect(view).toMatchObject({ state: 'used', patientRef: 'ZY20260001' });
    const owed = await payableById(w.world.test.services.db.read, view?.payableId ?? 0);
    expect(owed).toMatchObject({ amountFen: 79_800, receipt: used.number, order: '' });
    const hands = await handsOf(w.world.test.services.db.read, [view?.payableId ?? 0]);
    expect(hands.get(view?.payableId ?? 0)?.has(w.keeper.userId)).toBe(true);
    expect(reason(await w.sendBack(used.id))).toBe('implant_not_on_shelf');
    expect(await w.findings()).toEqual([]);
    accepted(await w.takeBack(used.id));
    expect(reason(await w.takeBack(used.id))).toBe('implant_not_used');
    expect(await w.findings()).toEqual([]);
    accepted(await w.use(w.code(serial)));
    const again = await unitFor(w.world.test.services.db.read, '/', used.id, true);
    expect(again?.story.map(({ act }) => act)).toEqual(['place', 'use', 'take_back', 'use']);
    await w.world.test.services.db.transaction((tx) =>
      tx
        .update(payable)
        .set({ paidFen: 1 })
        .where(eq(payable.id, again?.payableId ?? 0)),
    );
    expect(reason(await w.takeBack(used.id))).toBe('owed_paid');
    await w.world.test.services.db.transaction((tx) =>
      tx
        .update(payable)
        .set({ paidFen: 0 })
        .where(eq(payable.id, again?.payableId ?? 0)),
    );
  });

  it('is used by one of two who scan it at once', async () => {
    const serial = serialOf();
    accepted(await w.place(w.code(serial)));
    const both = await Promise.all([w.use(w.code(serial)), w.use(w.code(serial))]);
    expect(both.map(reason).sort()).toEqual(['implant_not_on_shelf', 'ok']);
    expect(await w.findings()).toEqual([]);
  });

  it('is refused whole with its list, and by goods that are not high-value ones', async () => {
    const serial = serialOf();
    expect(reason(await w.place(`${w.code(serial)}\n${w.code(serial)}`))).toBe('implant_known');
    expect(await w.idOf(serial)).toBe(0);
    const strange = '0690123459999';
    expect(reason(await w.place(w.code(serial).replace(di, `${strange}${gs1CheckDigit(strange)}`)))).toBe(
      'implant_di_unknown',
    );
  });

  it('keeps its rules whatever happens in whatever order', async () => {
    const serials = [serialOf(), serialOf(), serialOf()];
    const steps = fc.array(fc.tuple(fc.constantFrom('place', 'use', 'take', 'send'), fc.nat(2)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (acts) => {
        for (const [act, nth] of acts) {
          const serial = serials[nth] ?? '';
          if (act === 'place') await w.place(w.code(serial));
          else if (act === 'use') await w.use(w.code(serial));
          else if (act === 'take') await w.takeBack(await w.idOf(serial));
          else await w.sendBack(await w.idOf(serial));
        }
        expect(await w.findings()).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the pages', () => {
  it('lead from the list of the supplier to the use and its payable', async () => {
    const serial = serialOf();
    const page = await signIn(w.world.test.app, w.keeper.login);
    const facts = { supplier: w.world.supplier.code, shelf: '一柜', noteNumber: '<i>1', supplierPerson: '王' };
    const bad = await page.post(paths.implants(), { idempotency_key: key(), ...facts, scans: 'x' });
    expect(bad.status).toBe(422);
    const made = await page.post(paths.implants(), { idempotency_key: key(), ...facts, scans: w.code(serial) });
    expect(made.status).toBe(303);
    const unit = paths.implant(await w.idOf(serial));
    expect((await page.get(unit)).text).toContain(serial);
    expect((await page.get(paths.implants({ q: 'gmyw' }))).text).toContain(serial);
    expect((await page.get(paths.implantsExport('csv'))).text).toContain(serial);
    expect((await page.get(paths.newImplantUse())).status).toBe(200);
    const wrong = { scan: w.code(serial), patientRef: '张三', doctor: '刘', department: '心内', operatedOn: w.today };
    expect((await page.post(paths.implantUses(), { idempotency_key: key(), ...wrong })).status).toBe(422);
    const used = await page.post(paths.implantUses(), { idempotency_key: key(), ...wrong, patientRef: 'ZY-77' });
    expect([used.status, used.location]).toEqual([303, unit]);
    expect((await page.get(unit)).text).toContain('ZY-77');
    const money = await signIn(w.world.test.app, w.world.accountant.login);
    const masked = await money.get(unit);
    expect([masked.text.includes('ZY-77'), masked.text.includes('***-77')]).toEqual([false, true]);
    expect((await money.get(paths.implants({ q: 'ZY-77' }))).text).not.toContain(serial);
    expect((await page.get(paths.implants({ q: 'ZY-77' }))).text).toContain(serial);
    expect((await money.get(paths.implantsExport('csv'))).text).not.toContain('ZY-77');
    const owed = (await unitFor(w.world.test.services.db.read, '/', await w.idOf(serial), true))?.payableId ?? 0;
    expect((await money.get(paths.payable(owed))).text).toContain('ZR-');
    const back = await page.post(paths.implantAct(await w.idOf(serial), 'retraction'), {
      idempotency_key: key(),
      why: '错',
    });
    expect(back.status).toBe(303);
    const quality = await signIn(w.world.test.app, w.officer.login);
    expect((await quality.get(paths.newImplantRecall())).status).toBe(200);
    const given = { idempotency_key: key(), di, serial, why: '召回' };
    const recalled = await quality.post(paths.implantRecalls(), given);
    expect(recalled.status).toBe(303);
    expect((await page.get(unit)).text).toContain('召回');
    const notice = recalled.location ?? '';
    expect((await page.get(notice)).text).toContain(serial);
    expect((await page.get(paths.implantRecalls({ q: 'gmyw' }))).text).toContain(serial);
    expect((await page.get(paths.implantRecallsExport('xlsx'))).status).toBe(200);
    const ended = await quality.post(`${notice}/ending`, { idempotency_key: key(), why: '误报' });
    expect(ended.status).toBe(303);
    const far = await signIn(
      w.world.test.app,
      (await addPerson(w.world.test.services, w.world.branch, 'branch_head')).login,
    );
    expect((await far.get(unit)).status).toBe(403);
  });
});
