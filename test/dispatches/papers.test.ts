/** Papers: the PDF's lines are the ledger's lines, prints are counted, the code's page shows the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reverseDispatch } from '../../src/dispatches/commands.ts';
import { drawDispatchSlip } from '../../src/dispatches/slip.ts';
import { postedDispatch, slipOf } from '../../src/dispatches/slip-queries.ts';
import { paths } from '../../src/paths.ts';
import { readPages } from '../print/read-pdf.ts';
import { accepted } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type DispatchWorld, key, openWorld, PACK, send, simple, versionOf, viewOf } from './dispatch-world.ts';

let world: DispatchWorld;
let checker: Browser;

beforeAll(async () => {
  world = await openWorld(100);
  checker = await signIn(world.app, world.people.checker.login);
});

afterAll(() => world.drop());

const print = (browser: Browser, number: string, size: string) =>
  browser.post(paths.dispatchPrints(number), { idempotency_key: key(), size });

async function posted(number: string) {
  const found = await postedDispatch(world.services.db.read, number, '/');
  if (found?.posted == null) throw new Error(`${number} is not posted`);
  return found.posted;
}

describe('the slip', () => {
  it('does not exist before the posting', async () => {
    const { dispatch } = await simple(world, PACK);
    expect((await checker.get(paths.dispatchSlip(dispatch, 'a4'))).status).toBe(422);
    expect((await print(checker, dispatch, 'a4')).status).toBe(422);
    expect((await checker.get(paths.slipCheck(dispatch))).text).toContain('还没有出库过账');
    const list = await checker.get(paths.dispatchPickList(dispatch));
    expect(list.headers.get('content-type')).toBe('application/pdf');
    await send(world, dispatch);
    expect((await checker.get(paths.dispatchPickList(dispatch))).status).toBe(422);
  });

  it('is counted before it is drawn, once for each form', async () => {
    const { dispatch } = await simple(world, PACK);
    await send(world, dispatch);
    const first = await print(checker, dispatch, '241');
    expect(first.location).toMatch(/^\/prints\/[0-9a-f]{24}\/slip\.pdf$/);
    const pdf = await checker.follow(first);
    expect(pdf.status).toBe(200);
    expect(pdf.text.startsWith('%PDF-')).toBe(true);
    expect(pdf.headers.get('cache-control')).toContain('no-store');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const again = await print(checker, dispatch, 'a4');
    expect(again.location).not.toBe(first.location);
    expect((await checker.get(paths.dispatchSlip(dispatch, 'a4'))).status).toBe(200);
    expect((await viewOf(world, dispatch)).record.dispatch.printCount).toBe(2);
    const once = key();
    const twice = () => checker.post(paths.dispatchPrints(dispatch), { idempotency_key: once, size: 'a4' });
    expect((await twice()).location).toBe((await twice()).location);
    expect((await viewOf(world, dispatch)).record.dispatch.printCount).toBe(3);
    const stranger = await signIn(world.app, world.people.stranger.login);
    expect((await print(stranger, dispatch, 'a4')).status).toBe(404);
    expect((await print(checker, dispatch, 'a3')).status).toBe(422);
  });

  it('has the lines of the posted movement, and so has the page of its code and the stock card', async () => {
    const { dispatch } = await simple(world, 2 * PACK + 5);
    await send(world, dispatch);
    const { lines } = await posted(dispatch);
    expect(lines).toMatchObject([
      { lotNumber: 'L-FIRST', quantityBase: 2 * PACK + 5, itemName: world.item.genericName },
    ]);
    const page = await checker.get(paths.slipCheck(dispatch));
    expect(page.text).toContain('L-FIRST');
    expect(page.text).toContain('已过账，有效');
    const card = await checker.get(paths.stockCard(world.head.code, world.item.code));
    expect(card.text).toContain(dispatch);
  });

  it('is void once it is reversed', async () => {
    const { dispatch } = await simple(world, PACK);
    await send(world, dispatch);
    const input = { number: dispatch, version: await versionOf(world, dispatch), reason: '错发' };
    accepted(await reverseDispatch(world.services, world.people.checker, null, input));
    expect((await posted(dispatch)).reversal).toMatchObject({ reason: '错发' });
    const page = await checker.get(paths.slipCheck(dispatch));
    expect(page.text).toContain('红字作废');
    expect((await checker.get(paths.dispatchSlip(dispatch, 'a4'))).status).toBe(200);
  });

  it('sends strangers to the login and back to the page of the code', async () => {
    const { dispatch } = await simple(world, PACK);
    await send(world, dispatch);
    const answer = await world.app.request(`http://localhost${paths.slipCheck(dispatch)}`);
    expect(answer.headers.get('location')).toBe(paths.login(paths.slipCheck(dispatch)));
  });

  it('prints the lot and quantity of the ledger, and prices only for those who may see them', async () => {
    const { dispatch } = await simple(world, PACK);
    await send(world, dispatch);
    const request = {
      printedBy: '刘药师',
      printedAt: world.clock.now(),
      copy: 1,
      checkUrl: `http://localhost${paths.slipCheck(dispatch)}`,
      issuer: '总院',
    };
    const { read } = world.services.db;
    const priced = await slipOf(read, await posted(dispatch), { ...request, withPrices: true });
    expect(priced.lines).toMatchObject([{ lotNumber: 'L-FIRST', quantityBase: PACK, pricePack: 125_000 }]);
    const text = readPages(await drawDispatchSlip(priced, 'a4')).join(' ');
    for (const part of [dispatch, 'L-FIRST', '12.5000', '第1次打印']) expect(text).toContain(part);
    const plain = await slipOf(read, await posted(dispatch), { ...request, copy: 0, withPrices: false });
    const hidden = readPages(await drawDispatchSlip(plain, '241')).join(' ');
    expect(hidden).not.toContain('12.5000');
    expect(hidden).toContain('未计入打印次数');
    const browser = await signIn(world.app, world.people.doctor.login);
    expect((await browser.get(paths.slipCheck(dispatch))).status).toBe(404);
  });
});
