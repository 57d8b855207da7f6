/** Scanning on the short page: one scan a pack, boxes for all in them, and what codes require is taken, not refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { tracePack } from '../../db/schema/tracing.ts';
import { paths } from '../../src/paths.ts';
import { type DispatchWorld, key, PACK } from '../dispatches/dispatch-world.ts';
import { addItem, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { codeOf, codesOf, openTraceWorld, require, wrong } from '../tracing/trace-world.ts';

const GTIN = '06901234567892';
const BOX = codeOf(1, '8300001');
let world: DispatchWorld;
let page: Browser;
beforeAll(async () => {
  world = await openTraceWorld();
  const stock = { item: world.item, organisationId: world.branch.id, quantityBase: 20 * PACK };
  await addStock(world.services, world.places.branchStore, stock);
  const code = { itemId: world.item.id, validFrom: '', source: 'test' };
  const packs = codesOf(501, 3).map((innerCode) => ({
    innerCode,
    outerCode: BOX,
    source: 'test',
    recordedBy: world.people.receiver.userId,
    recordedAt: 1,
  }));
  await world.services.db.transaction(async (tx) => {
    await tx.insert(itemCode).values({ ...code, type: 'gtin', value: '6901234567892' });
    await tx.insert(tracePack).values(packs);
  });
  page = await signIn(world.app, world.people.receiver.login);
});
afterAll(async () => {
  expect(await wrong(world)).toEqual([]);
  await world.drop();
});

const fieldsOf = (html: string): Record<string, string> => {
  const name = `line.${world.item.id}`;
  const packs = new RegExp(`name="${name}\\.packs"[^>]* value="(\\d*)"`).exec(html)?.[1] ?? '';
  const codes = new RegExp(`name="${name}\\.codes"[^>]*>([^<]*)</textarea>`).exec(html)?.[1] ?? '';
  return { [`${name}.item`]: String(world.item.id), [`${name}.packs`]: packs, [`${name}.codes`]: codes };
};
const scan = (q: string, more: Record<string, string> = {}) =>
  page.post(paths.issueDraft(), { from: 'quick', purpose: 'patient', ...more, q });

describe('scanning on the short page', () => {
  it('takes one pack a scan and a box for all in it, and issues where codes must be scanned', async () => {
    await require(world, ['issue']);
    expect((await page.get(paths.quickIssue())).text).toContain('必须扫追溯码');
    const bare = { from: 'quick', purpose: 'patient', idempotency_key: key() };
    const item = { [`line.${world.item.id}.item`]: String(world.item.id) };
    const refused = await page.post(paths.newIssue(), { ...bare, ...item, [`line.${world.item.id}.packs`]: '1' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('没有扫追溯码');
    let fields = fieldsOf((await scan(codeOf(500))).text);
    expect(fields).toMatchObject({
      [`line.${world.item.id}.packs`]: '1',
      [`line.${world.item.id}.codes`]: codeOf(500),
    });
    fields = fieldsOf((await scan(BOX, fields)).text);
    expect(fields[`line.${world.item.id}.packs`]).toBe('4');
    // The same pack again is no second pack
    fields = fieldsOf((await scan(codeOf(500), fields)).text);
    expect(fields[`line.${world.item.id}.packs`]).toBe('4');
    const done = await page.post(paths.newIssue(), { ...bare, idempotency_key: key(), ...fields });
    expect(done.location).toBe(paths.quickIssue());
    expect((await page.get(paths.traceCode(codeOf(502)))).text).toContain('发药');
    await require(world, []);
  });

  it('counts a barcode as one pack more, and keeps what was typed when it takes nothing', async () => {
    const one = fieldsOf((await scan(`(01)${GTIN}`)).text);
    expect(one[`line.${world.item.id}.packs`]).toBe('1');
    const two = fieldsOf((await scan(`(01)${GTIN}`, one)).text);
    expect(two[`line.${world.item.id}.packs`]).toBe('2');
    for (const odd of [
      '82222220000000000001',
      '<script>',
      '6901234567893',
      'x'.repeat(500),
      `01${GTIN}10A240117270114`,
    ]) {
      const answer = await scan(odd, two);
      expect(answer.status).toBe(422);
      expect(fieldsOf(answer.text)[`line.${world.item.id}.packs`]).toBe('2');
      expect(answer.text).not.toContain('<script>');
    }
    const nothing = await scan(' ', two);
    expect(nothing.status).toBe(200);
    const junk = await scan(codeOf(510), { ...two, [`line.${world.item.id}.packs`]: 'many' });
    expect(junk.text).toContain('value="many"');
  });

  it('asks which of two drugs with one barcode is meant', async () => {
    const twin = await addItem(world.services);
    await addStock(world.services, world.places.branchStore, {
      item: twin,
      organisationId: world.branch.id,
      quantityBase: 10,
    });
    const code = { itemId: twin.id, type: 'gtin' as const, value: '6901234567892', validFrom: '', source: 'test' };
    const added = await world.services.db.transaction((tx) => tx.insert(itemCode).values(code).returning());
    expect(added).toHaveLength(1);
    const answer = await scan(`(01)${GTIN}`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('可能是几种药');
  });
});

describe('a full page of an issue', () => {
  it('takes a box for all in it', async () => {
    const drafted = await page.post(paths.issueDraft(), { q: BOX });
    expect(drafted.text).toContain('name="line.0.packs" value="3"');
    expect(drafted.text).toContain(BOX);
  });
});
