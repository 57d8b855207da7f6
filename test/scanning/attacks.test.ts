/** What no scanner reads and no printer prints: floods, control signs, labels of others, copies without number. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addStock, nextNumber } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { GTIN, openWorld, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
let receiver: Browser;
let foreign: number;
beforeAll(async () => {
  world = await openWorld();
  receiver = await signIn(world.app, world.people.receiver.login);
  const kept = { item: world.coded, quantityBase: 24, organisationId: world.head.id };
  foreign = await addStock(world.services, world.places.headStore, { ...kept, lot: 'HEAD-ONLY' });
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const key = () => `attack-${process.pid}-${nextNumber()}`;

describe('the scan page', () => {
  it.each([
    ['a hundred thousand signs', 'x'.repeat(100_000)],
    ['a hundred thousand digits', '9'.repeat(100_000)],
    ['a prefix alone', ']d2'],
    ['separators alone', '\u001d'.repeat(300)],
    ['a code cut in its date', `01${GTIN}172`],
    ['a lot of markup in a true code', `01${GTIN}10<img src=x onerror=alert(1)>`],
    ['signs of a query', `' or 1=1 --`],
    ['wildcards', '%_%'],
    ['signs that turn the writing round', '\u202e\u200b\ufeffabc'],
    ['half a sign', '\ud83d'],
    ['a path', '../../etc/passwd'],
    ['a script as an address', 'javascript:alert(1)'],
    ['a label number beyond all numbers', `YXL${'9'.repeat(40)}`],
    ['a paper number with more behind it', `${'PS-20261123-0001'}\nSet-Cookie: a=b`],
  ])('answers %s with a page', async (_name, code) => {
    const page = await receiver.get(paths.scan(code));
    expect([200, 303]).toContain(page.status);
    expect(page.text).not.toMatch(/<img src=x|href="javascript:/);
    // The address itself stands in forms that come back here; nothing else grows with it
    expect(page.text.length).toBeLessThan(100_000 + 4 * code.length);
    const found = await receiver.get(paths.finder(code));
    expect([200, 303]).toContain(found.status);
    expect(found.location ?? '').not.toMatch(/^(javascript:|\/\/|https?:\/\/(?!localhost))|[\r\n]/);
  });

  it('tells nothing of what lies elsewhere', async () => {
    const page = await receiver.get(paths.scan('HEAD-ONLY'));
    expect(page.text).not.toContain(paths.lot(foreign));
  });
});

describe('labels', () => {
  const order = (more: Record<string, string>) => ({ idempotency_key: key(), size: '50x30', copies: '1', ...more });

  it.each(['0', '-1', '1e9', '1000000000', '1.5', 'NaN', '', ' ', '１', '99999999999999999999'])(
    'of %s copies are printed by nobody, or are what they say',
    async (copies) => {
      const answer = await receiver.post(paths.labels('lot', world.lotId), order({ copies }));
      // Full-width digits are digits: people type them
      expect(answer.status).toBe(copies === '１' ? 200 : 422);
      expect(answer.text.startsWith('%PDF')).toBe(copies === '１');
    },
  );

  it('of lots, places and papers of others do not exist', async () => {
    const others = [
      ['lot', foreign],
      ['place', world.places.headStore],
      ['receipt', 'YS-20261123-0001'],
      ['lot', '9007199254740993'],
      ['lot', '00000000000000000000001'],
      ['lot', '-1'],
      ['dispatch', '999999'],
    ] as const;
    for (const [kind, of] of others) {
      expect((await receiver.get(paths.labels(kind, of))).status).toBe(404);
      expect((await receiver.post(paths.labels(kind, of), order({}))).status).toBe(404);
    }
  });

  it('refuse a size, a place on the sheet and boxes that are none', async () => {
    const address = paths.labels('dispatch', world.dispatch);
    const wrong = ['size __proto__', 'size 1x1', 'skip -1', 'skip 1e9', 'boxes 1e9'];
    for (const [name = '', value = ''] of wrong.map((text) => text.split(' '))) {
      expect((await receiver.post(address, order({ [name]: value }))).status).toBe(422);
    }
  });
});
