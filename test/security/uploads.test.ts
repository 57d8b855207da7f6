/** Files that are not what they say, hold what no database keeps, or are far too large: refused in words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson, addStore } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { key } from './forms.ts';
import { unsafeMarkup } from './markup.ts';
import { HOSTILE } from './world.ts';

let test: TestApp;
const people: Record<string, Browser> = {};
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  await addStore(test.services, head);
  await addItem(test.services, { code: 'AMX' });
  const keeper = await addPerson(test.services, head, 'storekeeper');
  const chief = await addPerson(test.services, head, 'chief_pharmacist');
  people[paths.openingImport()] = await signIn(test.app, keeper.login);
  people[paths.catalogueImport()] = await signIn(test.app, chief.login);
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const PLACES = [paths.openingImport(), paths.catalogueImport()];
const STOCK = '机构编码,药品编码,批号,有效期至,整包数,零散数,进价（元）\n';
const ITEMS = '药品编码,类别,通用名,剂型,规格,生产企业,包装单位,最小单位,包装数量,包装价（元）\n';
const row = (cell: string) =>
  `${STOCK}ZY,AMX,${cell},2027-02,10,6,5.4\nZY,${cell},L1,${cell},${cell},${cell},${cell}\n`;
const items = (cell: string) =>
  `${ITEMS}N1,西药,${cell},片剂,0.1g,${cell},盒,片,24,1.5\nN2,${cell},名,片剂,${cell},x,盒,片,${cell},${cell}\n`;
const CELLS = [
  'a\u0000b',
  '\u202eabc',
  '"=1+1"',
  '1e308',
  '-1',
  `"${HOSTILE.replaceAll('"', '""')}"`,
  'x'.repeat(5000),
];

const FILES: [string, string | Uint8Array<ArrayBuffer>, string][] = [
  ['an empty file', '', 'x.csv'],
  ['no sheet', '<html><script>alert(1)</script></html>', 'x.csv'],
  ['bytes without meaning', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 255, 255, 0, 1, 2, 3]), 'x.xlsx'],
  ['an old Excel file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'x.xls'],
  ['a path for a name', row('L9'), '../../etc/passwd'],
  ['markup for a name', row('L8'), '"><script>alert(1)</script>.csv'],
  ['a field that never ends', `${STOCK}"${'x'.repeat(100_000)}`, 'x.csv'],
  ['a row of ten thousand cells', `${STOCK}${','.repeat(10_000)}\n`, 'x.csv'],
  ...CELLS.map((cell): [string, string, string] => [
    `the cell ${JSON.stringify(cell).slice(0, 20)}`,
    row(cell),
    'x.csv',
  ]),
  ...CELLS.map((cell): [string, string, string] => [
    `the item ${JSON.stringify(cell).slice(0, 20)}`,
    items(cell),
    'x.csv',
  ]),
];

async function send(place: string, content: string | Uint8Array<ArrayBuffer>, name: string): Promise<Answer> {
  const file = new File([content], name, { type: 'text/csv' });
  const answer = await (people[place] as Browser).post(place, { idempotency_key: key(), file });
  return answer.status === 303 ? (people[place] as Browser).follow(answer) : answer;
}

describe.each(PLACES)('%s', (place) => {
  it.each(FILES)('meets %s with words, and nothing is imported', async (_name, content, name) => {
    const before = await tableCounts(test.services.db);
    const { status, text } = await send(place, content, name);
    expect([200, 422]).toContain(status);
    expect(unsafeMarkup(text)).toEqual([]);
    expect(text).toMatch(/[\u4e00-\u9fff]{4,}/);
    expect(await tableCounts(test.services.db)).toEqual(before);
  });

  it('imports the good rows of a hostile sheet and shows them as text', async () => {
    const browser = people[place] as Browser;
    let applied = 0;
    for (const cell of CELLS) {
      const content = place === paths.openingImport() ? row(cell) : items(cell);
      const file = new File([content], 'x.csv', { type: 'text/csv' });
      const made = await browser.post(place, { idempotency_key: key(), file });
      if (made.status !== 303) continue;
      const done = await browser.post(`${made.location}/application`, { idempotency_key: key() });
      expect([cell.slice(0, 20), [303, 422].includes(done.status)]).toEqual([cell.slice(0, 20), true]);
      applied += done.status === 303 ? 1 : 0;
    }
    expect(applied).toBeGreaterThan(1);
    expect(unsafeMarkup((await browser.get(paths.catalogue())).text)).toEqual([]);
  });

  it('takes neither eleven megabytes and more nor text in the place of a file', async () => {
    const large = await send(place, 'x'.repeat(11_700_000), 'x.csv');
    expect(large.status).toBe(413);
    const words = await (people[place] as Browser).post(place, { idempotency_key: key(), file: 'x' });
    expect(words.status).toBe(422);
  });
});
