/** The pages of members' books: figures open their entries, papers and files say the same, each acts for itself. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lot } from '../../db/schema/index.ts';
import { paths } from '../../src/paths.ts';
import { accepted, addPerson } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import { type BookWorld, move, newLot, openBookWorld } from './book-world.ts';

let world: BookWorld;
let chief: Browser;
let auditor: Browser;
let branchHead: Browser;
const MONTH = '2026-10';

beforeAll(async () => {
  world = await openBookWorld(Date.parse('2026-10-10T02:00:00Z'));
  const lotId = await newLot(world, 10_001);
  accepted(await move(world, 'receipt', [{ lotId, from: 'supplier', to: 'head', quantityBase: 300 }]));
  for (let turn = 0; turn < 60; turn += 1) {
    accepted(await move(world, 'dispatch', [{ lotId, from: 'head', to: 'branch', quantityBase: 3 }]));
  }
  world.clock.set(Date.parse('2026-11-23T01:40:00Z'));
  await addPerson(world.services, world.head, 'auditor', { login: 'shenji' });
  chief = await signIn(world.app, 'zongkuai');
  auditor = await signIn(world.app, 'shenji');
  branchHead = await signIn(world.app, 'jb');
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
const book = paths.memberBook('JB', MONTH);

describe('the list of members', () => {
  it('shows each member’s month, is looked through by pinyin, and leaves as a file', async () => {
    const all = await chief.get(paths.books({ month: MONTH }));
    expect(all.text).toContain('江背分院');
    expect(all.text).toContain('60.00');
    const found = await chief.get(paths.books({ month: MONTH, q: 'jbfy' }));
    expect(found.text).toContain('江背分院');
    expect(found.text).not.toContain(`>总院</a>`);
    const file = await chief.get(paths.booksExport('csv', { month: MONTH }));
    expect(file.text).toContain('JB,江背分院,0,60,0,-60,未月结');
  });

  it('shows a member its own books alone', async () => {
    const own = await branchHead.get(paths.books({ month: MONTH }));
    expect(own.text).toContain('江背分院');
    expect(own.text).not.toContain(paths.memberBook('ZY', MONTH));
    expect((await branchHead.get(paths.memberBook('ZY', MONTH))).status).toBe(404);
    expect((await branchHead.get(paths.memberEntries('GX', MONTH))).status).toBe(404);
    expect((await branchHead.get(paths.bookMonths())).status).toBe(403);
  });
});

describe('a statement', () => {
  it('opens each figure into its entries, page by key', async () => {
    const shown = await auditor.get(book);
    expect(shown.status).toBe(200);
    const href = paths.memberEntries('JB', MONTH, { account: 'stock', code: 'dispatch', with: 0 });
    expect(shown.text).toContain(href.replaceAll('&', '&amp;'));
    const first = await auditor.get(href);
    expect(first.text.match(/<td class="tight span-3">/g)).toHaveLength(50);
    const next = /href="([^"]*after=\d+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await auditor.get(next);
    expect(second.text.match(/<td class="tight span-3">/g)).toHaveLength(10);
    const whole = await auditor.get(paths.memberEntries('JB', MONTH, { account: 'due' }));
    expect(whole.text).toContain('−60.00');
  });

  it('is printed and exported with the same figures', async () => {
    const paper = await auditor.get(paths.memberBookPaper('JB', MONTH));
    expect(paper.status).toBe(200);
    expect(paper.text.startsWith('%PDF')).toBe(true);
    const file = await auditor.get(paths.memberBookExport('JB', MONTH, 'csv'));
    expect(file.text).toContain('期初,,,,0,,,0');
    expect(file.text).toContain('配送,,60,0,,0,60,');
    expect(file.text).toContain('期末,,,,60,,,-60');
    expect((await auditor.get(paths.memberBookExport('JB', MONTH, 'xlsx'))).status).toBe(200);
  });

  it('is nothing of a month to come or of nobody', async () => {
    expect((await auditor.get(paths.memberBook('JB', '2026-12'))).status).toBe(404);
    expect((await auditor.get(paths.memberBook('JB', '2026-13'))).status).toBe(404);
    expect((await auditor.get(paths.memberBook('NO1', MONTH))).status).toBe(404);
  });
});

describe('closing and signing', () => {
  it('tells what is open, closes once, and says who did when it is tried again', async () => {
    expect((await chief.get(paths.home())).text).toContain('2026-10成员账待结账');
    expect((await branchHead.get(paths.home())).text).not.toContain('结算单待确认');
    const page = await chief.get(paths.bookMonths());
    expect(page.text).toContain('待月结：2026-10');
    expect((await auditor.get(paths.bookMonths())).text).not.toContain(keyOf(page));
    const closed = await chief.post(paths.bookMonths(), { idempotency_key: keyOf(page), month: MONTH });
    expect(closed.location).toBe(paths.books({ month: MONTH }));
    const again = await chief.post(paths.bookMonths(), { idempotency_key: 'another-key', month: MONTH });
    expect(again.status).toBe(422);
    expect(again.text).toContain('曾总会计师');
    const early = await chief.post(paths.bookMonths(), { idempotency_key: 'third-key', month: '2026-11' });
    expect(early.text).toContain('2026-11还没有过完');
  });

  it('lets the member object, keeps what was typed when refused, and confirm', async () => {
    expect((await chief.get(paths.home())).text).not.toContain('成员账待结账');
    expect((await branchHead.get(paths.home())).text).toContain('2026-10结算单待确认');
    const shown = await branchHead.get(book);
    expect(shown.text).toContain('待成员确认');
    const empty = await branchHead.post(paths.bookObjection('JB', MONTH), {
      idempotency_key: 'objection-key-o1',
      objection: '',
    });
    expect(empty.status).toBe(422);
    const said = { idempotency_key: 'objection-key-o2', objection: '少收一盒' };
    expect((await branchHead.post(paths.bookObjection('JB', MONTH), said)).status).toBe(303);
    expect((await auditor.get(book)).text).toContain('少收一盒');
    expect((await chief.get(paths.home())).text).toContain('对2026-10结算单的异议待答复');
    const asked = await chief.get(book);
    expect(asked.text).toContain(paths.bookAnswer('JB', MONTH));
    expect((await auditor.get(book)).text).not.toContain(paths.bookAnswer('JB', MONTH));
    const nothing = { idempotency_key: 'objection-key-a1', answer: ' ' };
    expect((await chief.post(paths.bookAnswer('JB', MONTH), nothing)).status).toBe(422);
    const found = { idempotency_key: 'objection-key-a2', answer: '一盒已在11月补记' };
    expect((await chief.post(paths.bookAnswer('JB', MONTH), found)).status).toBe(303);
    expect((await chief.get(paths.home())).text).not.toContain('异议待答复');
    const answered = (await branchHead.get(book)).text;
    expect([answered.includes('一盒已在11月补记'), answered.includes('已答复，待确认')]).toEqual([true, true]);
    const done = await branchHead.post(paths.bookConfirmation('JB', MONTH), { idempotency_key: keyOf(shown) });
    expect(done.status).toBe(303);
    expect((await branchHead.get(book)).text).not.toContain(paths.bookConfirmation('JB', MONTH));
    const late = await branchHead.post(paths.bookObjection('JB', MONTH), {
      idempotency_key: 'objection-key-o3',
      objection: '又少',
    });
    expect(late.status).toBe(422);
    expect(late.text).toContain('已经确认');
  });
});

describe('the zero-markup check', () => {
  it('proves transfers at cost, at allowed prices to patients, and says what it cannot see', async () => {
    const page = await auditor.get(paths.markup({ month: MONTH }));
    expect(page.text).toContain('本月所有调拨都按购进成本计价');
    expect(page.text).toContain('实际向患者收了多少');
  });

  it('names a lot whose transfers are worth something else than it cost', async () => {
    const dear = await newLot(world, 4_000_000);
    accepted(await move(world, 'receipt', [{ lotId: dear, from: 'supplier', to: 'head', quantityBase: 6 }]));
    expect((await auditor.get(paths.markup({ month: '2026-11' }))).text).toContain('本月没有成员之间的调拨');
    accepted(await move(world, 'dispatch', [{ lotId: dear, from: 'head', to: 'branch', quantityBase: 3 }]));
    expect((await auditor.get(paths.markup({ month: '2026-11' }))).text).toContain('本月所有调拨都按购进成本计价');
    // No act of the program can do this: the price that was paid is changed behind its back
    await world.services.db.transaction(async (tx) =>
      tx.update(lot).set({ pricePack: 3_900_000 }).where(eq(lot.id, dear)),
    );
    const page = await auditor.get(paths.markup({ month: '2026-11' }));
    expect(page.text).toContain('价格不一致的批次');
    expect(page.text).toMatch(/400\.00[\s\S]*10\.00/);
  });
});
