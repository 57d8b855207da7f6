/** An implant that was bought, in a browser: the difference told, the unit registered by scan, used, and taken back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask, dayFromNow } from './candidates.ts';
import { act } from './equipment-steps.ts';
import { look, textOf } from './steps.ts';

interface Plate {
  di: string;
  lot: string;
  until: string;
}

let browser: Browser;
let keeper: Person;
let ward: Person;
let plate: Plate;
beforeAll(async () => {
  browser = await launch();
  keeper = await signIn(browser, 'houkuguan', 'desktop');
  ward = await signIn(browser, 'houkuguan', 'phone');
  const [known] = ask<Plate>(
    `SELECT di, lot_number AS lot, expires_on AS until FROM implant_unit WHERE consignment_id IS NULL LIMIT 1`,
  );
  if (known === undefined) throw new Error('no implant was bought');
  plate = known;
});
afterAll(() => browser.close());

const scanOf = (serial: string) =>
  `(01)${plate.di}(17)${plate.until.slice(2).replaceAll('-', '')}(10)${plate.lot}(21)${serial}`;

describe('a bought implant', () => {
  const serial = `J${Date.now() % 1_000_000}`;

  it('is told of while it is in stock and not registered, and never registered beyond the stock', async () => {
    await look(keeper, paths.home());
    expect(await textOf(keeper.page.locator('main'))).toContain('账面与登记不符');
    await look(keeper, paths.ownImplants({ state: 'uneven' }));
    expect(await textOf(keeper.page.locator('main'))).toContain(plate.lot);
    await picture(keeper.page, 'own-implants-1440');
    await look(ward, paths.newOwnImplants());
    await act(ward, 'own', { shelf: '骨科高值柜', scans: `${scanOf(serial)}\n${scanOf(`${serial}9`)}` });
    expect(await textOf(ward.page.locator('[data-error-summary]'))).toContain('不能再登记');
    await act(ward, 'own', { scans: scanOf(serial) });
    expect(await textOf(ward.page.locator('#flash'))).toContain('已登记1件');
    await look(keeper, paths.ownImplants({ state: 'uneven' }));
    expect(await textOf(keeper.page.locator('main'))).not.toContain(plate.lot);
  });

  it('leaves the stock with its use, and comes back with it', async () => {
    await look(ward, paths.newImplantUse());
    const facts = { patientRef: 'ZY26120099', doctor: '郭主任', department: '骨科', operatedOn: dayFromNow(0) };
    await act(ward, 'uses', { ...facts, scan: scanOf(serial) });
    const page = new URL(ward.page.url()).pathname;
    expect(await textOf(ward.page.locator('main'))).toContain('2,360.00');
    await picture(ward.page, 'own-implant-used-390');
    await look(keeper, page);
    await act(keeper, 'retraction', { why: '扫错了患者' });
    await look(keeper, page);
    expect(await textOf(keeper.page.locator('.page-head'))).toContain('在架');
    await act(keeper, 'return', { why: '换货，已退回' });
    expect(await textOf(keeper.page.locator('#flash'))).toContain('下架');
  });
});
