/** A pack in the hand fills item and lot of a notice, and what was typed beside it stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { paths } from '../../src/paths.ts';
import { scanTarget, withScanned } from '../../src/recalls/scan-queries.ts';
import { PACK } from '../dispatches/dispatch-world.ts';
import { addStock } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { codesOf, issued, openTraceWorld } from '../tracing/trace-world.ts';
import { type Batch, batch, entered, key, openRecallWorld, type RecallWorld } from './recall-world.ts';

const TRACE = '83857930012345678901';
const code = (gtin: string, lot: string) => `]d201${gtin}1727113010${lot}`;
const GTIN = '06901234567892';
const SHARED = '06912345678902';

let world: RecallWorld;
let of: Batch;
beforeAll(async () => {
  world = await openRecallWorld();
  of = await batch(world, 'SC-2401');
  const twin = await batch(world);
  const rows = [
    { itemId: of.item.id, type: 'gtin' as const, value: '6901234567892' },
    { itemId: of.item.id, type: 'trace_prefix' as const, value: '8385793' },
    { itemId: of.item.id, type: 'gtin' as const, value: '6912345678902' },
    { itemId: twin.item.id, type: 'gtin' as const, value: '6912345678902' },
  ];
  await world.services.db.transaction((tx) => tx.insert(itemCode).values(rows));
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const scanned = (text: string) => scanTarget(world.services.db.read, text);

describe('a scanned pack', () => {
  it('tells its item and its lot, and the lot of a trace code only where it was seen', async () => {
    expect(await scanned(code(GTIN, 'SC-2401'))).toMatchObject({ many: 1, lotNumber: 'SC-2401', unread: null });
    expect(await scanned(code(SHARED, 'X1'))).toMatchObject({ many: 2, lotNumber: 'X1' });
    expect(await scanned(TRACE)).toMatchObject({ many: 1, lotNumber: '' });
    expect(await scanned('SC-2401')).toMatchObject({ lotNumber: 'SC-2401' });
    expect((await scanned(`]d201${GTIN}10SC-240117271130`)).unread).not.toBeNull();
    expect(await scanned('查无此药九十九号')).toMatchObject({ many: 0, lotNumber: '查无此药九十九号' });
  });

  it('joins lots of one item, begins anew with another, and chooses none of two', () => {
    const one = { text: '', unread: null, items: [{ code: 'A', name: '甲' }], many: 1, lotNumber: 'L2' };
    expect(withScanned({ item: ['A'], lots: ['L1'], code: ['x'], title: ['T'] }, one)).toEqual({
      item: ['A'],
      lots: ['L1\nL2'],
      title: ['T'],
    });
    expect(withScanned({ item: ['B'], lots: ['L1'] }, one)).toMatchObject({ item: ['A'], lots: ['L2'] });
    expect(withScanned({ item: ['A'], lots: ['L2'] }, one)).toMatchObject({ lots: ['L2'] });
    expect(withScanned({ item: ['B'] }, { ...one, many: 2 })).toMatchObject({ item: ['B'], lots: ['L2'] });
  });
});

describe('the forms of a notice', () => {
  it('are filled by a scan and keep what was typed; Enter in another field sends them', async () => {
    const quality = await signIn(world.app, world.quality.login);
    expect((await quality.get(paths.newRecall())).text).toContain('data-scan="box"');
    const typed = { idempotency_key: key(), title: '溶出度不合格', drill: '1', find: '1' };
    const page = await quality.post(paths.recallDraft(), { ...typed, code: code(GTIN, 'SC-2401') });
    expect(page.status).toBe(200);
    expect(page.text).toContain('value="溶出度不合格"');
    expect(page.text).toContain(`value="${of.item.code}"`);
    expect(page.text).toContain('>SC-2401</textarea>');
    expect(page.text).toContain('name="drill"');
    const unclear = await quality.post(paths.recallDraft(), { ...typed, code: `]d201${GTIN}10SC-240117271130` });
    expect(unclear.text).toContain('name="find"');
    const twins = await quality.post(paths.recallDraft(), { ...typed, code: code(SHARED, 'X1') });
    expect(twins.text).toContain('对得上2个品种');
    for (const garbage of ['<script>alert(1)</script>', '\u0001\u001d]d2', 'x'.repeat(100_000), '](){}%00']) {
      const back = await quality.post(paths.recallDraft(), { ...typed, code: garbage });
      expect(back.status).toBe(200);
      expect(back.text).not.toContain('<script>alert');
    }
    const sent = await quality.post(paths.recallDraft(), { ...typed, code: '' });
    expect(sent.status).toBe(422);
    const doctor = await signIn(world.app, world.doctor.login);
    expect((await doctor.post(paths.recallDraft(), typed)).status).toBe(403);
  });

  it('of a draft are filled from its page', async () => {
    const number = await entered(world, { item: of.item.code, lots: of.number });
    const quality = await signIn(world.app, world.quality.login);
    const page = await quality.get(paths.recall(number, { part: 'lots', code: code(GTIN, 'SC-9') }));
    expect(page.text).toContain('批号SC-9');
    expect(page.text).toContain('>SC-9</textarea>');
    expect((await quality.get(paths.recall(number, { part: 'lots', code: '\u0001' }))).status).toBe(200);
  });
});

it('tells the lot of a trace code that somebody scanned before', async () => {
  const county = await openTraceWorld();
  const [pack = ''] = codesOf(7, 1);
  const kept = { item: county.item, organisationId: county.branch.id, quantityBase: 2 * PACK };
  await addStock(county.services, county.places.branchStore, { ...kept, lot: 'L-HERE', expiresOn: '2027-11-30' });
  await issued(county, PACK, [pack]);
  expect(await scanTarget(county.services.db.read, pack)).toMatchObject({ many: 1, lotNumber: 'L-HERE' });
  await county.drop();
});
