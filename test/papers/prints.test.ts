/** Prints: counted and kept, and told by anybody's page whether they still hold. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reverseDispatch } from '../../src/dispatches/commands.ts';
import { paths } from '../../src/paths.ts';
import {
  type DispatchWorld,
  openWorld,
  PACK,
  receive,
  send,
  simple,
  versionOf,
  viewOf,
} from '../dispatches/dispatch-world.ts';
import { readPages } from '../print/read-pdf.ts';
import { accepted, addPerson } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';
import { ask, printed, scanned, sent } from './print-world.ts';

let world: DispatchWorld;
let checker: Browser;

beforeAll(async () => {
  world = await openWorld(400);
  checker = await signIn(world.app, world.people.checker.login);
});
afterAll(() => world.drop());

const stranger = () => new Browser(world.app);

describe('a print', () => {
  it('is counted, says its number of copy and its version, and is read back by scanners', async () => {
    const dispatch = await sent(world);
    const first = await printed(world, checker, { number: dispatch });
    expect(readPages(first).join(' ')).toContain('第1次打印');
    expect(readPages(first).join(' ')).not.toContain('补打');
    const { codes } = scanned(first);
    expect(codes[0]).toBe(`CODE-128:${dispatch}`);
    for (const size of ['a5', '241', 'a4']) {
      const again = readPages(await printed(world, checker, { number: dispatch, size })).join(' ');
      expect(again).toMatch(/补打 ?第\d次/);
      expect(again).toContain(`第${await versionOf(world, dispatch)}版`);
    }
    const page = await checker.get(paths.dispatch(dispatch));
    expect(page.text).toContain('打印记录');
    expect(page.text).toContain('药品配送单 第4次（补打）');
  });

  it('is of whoever printed it, and of a document within the scope', async () => {
    const dispatch = await sent(world);
    const done = await ask(checker, { number: dispatch });
    const other = await signIn(world.app, world.people.picker.login);
    expect((await other.get(done.location ?? '')).status).toBe(404);
    const outside = await signIn(world.app, world.people.stranger.login);
    expect((await ask(outside, { number: dispatch })).status).toBe(404);
    expect((await ask(checker, {})).status).toBe(422);
    expect((await ask(checker, { number: 'PS-20200101-0001' })).status).toBe(404);
    expect((await ask(checker, { number: dispatch, kind: 'pick_list' })).status).toBe(422);
    expect((await ask(checker, { number: dispatch, kind: 'poem' })).status).toBe(422);
  });

  it('of many slips is one file in which each counts its own pages', async () => {
    const numbers = [await sent(world), await sent(world), await sent(world)];
    expect((await checker.get(paths.newPrints())).text).toContain(numbers[0]);
    const pages = readPages(await printed(world, checker, { number: numbers, size: '241' }));
    expect(pages).toHaveLength(3);
    numbers.forEach((number, index) => {
      expect(pages[index]).toContain(number);
      expect(pages[index]).toContain('第1页 / 共1页');
    });
    expect(
      (await ask(checker, { number: Array.from({ length: 101 }, (_, index) => `PS-20261123-${1000 + index}`) })).status,
    ).toBe(422);
  });

  it('exists of a pick list while it is picked', async () => {
    const { dispatch } = await simple(world, PACK);
    const list = await printed(world, checker, { number: dispatch, kind: 'pick_list' });
    expect(scanned(list).codes).toHaveLength(2);
    const checked = await stranger().get(scanned(list).path);
    expect(checked.text).toContain('有效，与账一致');
    await send(world, dispatch);
    expect((await stranger().get(scanned(list).path)).text).toContain('打印后单据有变化');
  });

  it('exists of a difference', async () => {
    const dispatch = await sent(world);
    const line = (await viewOf(world, dispatch)).lines[0]?.id ?? 0;
    const [number = ''] = await receive(world, dispatch, { [line]: { missingBase: PACK } });
    const note = await printed(world, checker, { number, kind: 'discrepancy_note' });
    expect(readPages(note).join(' ')).toContain('收货差异单');
    expect(scanned(note).codes[0]).toBe(`CODE-128:${number}`);
  });
});

describe('the page of a code', () => {
  it('shows what the paper shows to anybody, and nothing is kept or found by search engines', async () => {
    const dispatch = await sent(world);
    const pdf = await printed(world, checker, { number: dispatch });
    const { path } = scanned(pdf);
    const visitor = stranger();
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    for (const text of ['有效，与账一致', dispatch, 'L-FIRST', '12.5000']) expect(page.text).toContain(text);
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(visitor.cookies.size).toBe(0);
    const doctor = await signIn(world.app, world.people.picker.login);
    expect((await doctor.get(path)).text).not.toContain(paths.dispatches());
  });

  it('hides prices that the paper hides', async () => {
    const dispatch = await sent(world);
    const officer = await addPerson(world.services, world.head, 'equipment_officer');
    const pdf = await printed(world, await signIn(world.app, officer.login), { number: dispatch });
    expect(readPages(pdf).join(' ')).not.toContain('12.5000');
    const page = await stranger().get(scanned(pdf).path);
    expect(page.text).toContain('L-FIRST');
    expect(page.text).not.toContain('12.5000');
  });

  it('says when the document has changed since, and when it was taken back', async () => {
    const dispatch = await sent(world);
    const { path } = scanned(await printed(world, checker, { number: dispatch }));
    const other = await sent(world);
    const reversed = scanned(await printed(world, checker, { number: other })).path;
    await receive(world, dispatch);
    const changed = await stranger().get(path);
    expect(changed.text).toContain('打印后单据有变化');
    const later = scanned(await printed(world, checker, { number: dispatch })).path;
    expect((await stranger().get(later)).text).toContain('有效，与账一致');
    const input = { number: other, version: await versionOf(world, other), reason: '错发' };
    accepted(await reverseDispatch(world.services, world.people.checker, null, input));
    expect((await stranger().get(reversed)).text).toContain('单据已作废');
  });

  it('answers a wrong code and a wrong number alike, and lets nobody try for ever', async () => {
    const dispatch = await sent(world);
    await printed(world, checker, { number: dispatch });
    const said = /单号与核验码对不上/;
    const wrong = await stranger().get(paths.paperCheck(dispatch, 'AAAAAAAAAA'));
    const none = await stranger().get(paths.paperCheck('PS-20200101-0001', 'AAAAAAAAAA'));
    expect([wrong.status, none.status]).toEqual([404, 404]);
    expect(wrong.text.replaceAll(dispatch, 'N')).toBe(none.text.replaceAll('PS-20200101-0001', 'N'));
    expect(wrong.text).toMatch(said);
    const typed = await stranger().post(paths.check(), { number: dispatch, code: "' or 1=1 --" });
    expect([typed.status, said.test(typed.text)]).toEqual([404, true]);
    expect((await stranger().post(paths.check(), { number: '' })).status).toBe(422);
    const tries = Array.from({ length: 12 }, () => stranger().get(paths.paperCheck(dispatch, 'BBBBBBBBBB')));
    const last = (await Promise.all(tries)).at(-1);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    world.clock.set(world.clock.now() + 61_000);
    expect((await stranger().get(paths.paperCheck(dispatch, 'BBBBBBBBBB'))).status).toBe(404);
  });
});
