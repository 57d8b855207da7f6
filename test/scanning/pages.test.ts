/** The scan page, the label pages and the boxes on the pages of the work, through requests. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { paths } from '../../src/paths.ts';
import { pickAll, send } from '../dispatches/dispatch-world.ts';
import { addItem, addStock, nextNumber } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { GTIN, openWorld, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
let receiver: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openWorld();
  receiver = await signIn(world.app, world.people.receiver.login);
  stranger = await signIn(world.app, world.people.stranger.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const key = () => `scan-${process.pid}-${nextNumber()}`;

describe('the scan page', () => {
  it('explains itself, and shows a lot with what may be done about it', async () => {
    expect((await receiver.get(paths.scan())).text).toContain('能扫什么');
    const { text } = await receiver.get(paths.scan(`01${GTIN}10A2401`));
    for (const part of ['氨溴索', paths.lot(world.lotId), paths.labels('lot', world.lotId), '/issues/new?item=YXL']) {
      expect(text).toContain(part);
    }
    const auditor = await signIn(world.app, world.people.auditor.login);
    const read = await auditor.get(paths.scan(`01${GTIN}10A2401`));
    expect(read.text).toContain(paths.lot(world.lotId));
    expect(read.text).not.toContain('/labels/');
    expect(read.text).not.toContain('/issues/new');
  });

  it('warns of what is expired and of an expiry that differs', async () => {
    const old = await receiver.get(paths.scan('OLD-1'));
    expect(old.text).toContain('已过期（2026-10-31）');
    expect(old.text).not.toContain('/issues/new?item=YXL');
    const other = await receiver.get(paths.scan(`01${GTIN}1728013110A2401`));
    expect(other.text).toContain('码上有效期2028-01-31');
    const unknown = await stranger.get(paths.scan(`01${GTIN}1725013110NEW`));
    expect(unknown.text).toContain('没有批号NEW');
    expect(unknown.text).toContain('已过期（2025-01-31）');
  });

  it.each([
    ['two items with one barcode', '6912345678902', '2个品种用这个码'],
    ['a swallowed expiry', `01${GTIN}10A240117271130`, '批号A2401，日期2027-11-30'],
    ['a wrong check digit', `(01)06901234567893`, '校验位不对'],
    ['a barcode that was misread', '6901234567893', '校验位不对'],
    ['a barcode nobody registered', '4006381333931', '没有登记到任何品种'],
    ['a trace code nobody registered', '81111110000000000001', '追溯码的前7位没有登记'],
    ['a paper that is not there', 'PS-20200101-0001', '没有单号PS-20200101-0001'],
    ['a label of nothing', 'YXL99998', '不在您能看的范围内'],
    ['very long text', 'x'.repeat(3000), '扫到的内容太长'],
    ['markup', '<script>alert(1)</script>', '没有找到“&lt;script&gt;'],
    ['a box alone', '00069012345678900002', '只有物流单元号'],
  ])('says of %s', async (_name, code, said) => {
    const { status, text } = await receiver.get(paths.scan(code));
    expect(status).toBe(200);
    expect(text).toContain(said);
    expect(text).not.toContain('<script>alert');
  });

  it('tells a stranger nothing of others', async () => {
    for (const code of [world.dispatch, 'A2401', labelCode({ kind: 'lot', id: world.lotId })]) {
      const { text } = await stranger.get(paths.scan(code));
      expect(text).toContain('没有找到');
      expect(text).not.toContain(paths.lot(world.lotId));
    }
  });

  it('takes what the search box of every page cannot say', async () => {
    const asked = await receiver.get(paths.finder(`01${GTIN}10A240117271130`));
    expect(asked.location).toContain('/scan?code=');
    expect((await receiver.get(paths.finder(`]d201${GTIN}10A2401`))).location).toBe(paths.lot(world.lotId));
    const place = labelCode({ kind: 'place', id: world.places.branchStore });
    expect((await receiver.follow(await receiver.get(paths.finder(place)))).text).toContain('高兴药房');
  });

  it('is braked after very many scans', async () => {
    const busy = await signIn(world.app, world.people.doctor.login);
    let last = 200;
    for (let turn = 0; turn < 245 && last === 200; turn += 1) last = (await busy.get(paths.scan('1'))).status;
    expect(last).toBe(429);
  });
});

describe('label pages', () => {
  it('print with an answer that is the paper, and say that it is a reprint', async () => {
    expect((await receiver.get(paths.placeLabels())).text).toContain(paths.labels('place', world.places.branchStore));
    const address = paths.labels('lot', world.lotId);
    expect((await receiver.get(paths.lot(world.lotId))).text).toContain(address);
    expect((await receiver.get(address)).text).not.toContain('已打印过');
    const fields = { idempotency_key: key(), size: '50x30', copies: '2', skip: '' };
    const printed = await receiver.post(address, fields);
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(printed.text.startsWith('%PDF')).toBe(true);
    await receiver.post(address, fields);
    expect((await receiver.get(address)).text).toContain('已打印过1次');
    expect((await receiver.get(paths.labels('dispatch', world.dispatch))).text).toContain('共几箱');
  });

  it('refuse nonsense with what was typed, and others’ lots as if there were none', async () => {
    const address = paths.labels('lot', world.lotId);
    const wrong = await receiver.post(address, { idempotency_key: key(), size: '50x30', copies: '1000', skip: '3' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="1000"');
    const used = await receiver.post(address, { idempotency_key: key(), size: 'a4-2x4', copies: '1', skip: '8' });
    expect(used.text).toContain('只有8格');
    const fields = { idempotency_key: key(), size: '50x30', copies: '1' };
    expect((await stranger.get(address)).status).toBe(404);
    expect((await stranger.post(address, fields)).status).toBe(404);
    expect((await receiver.get('/labels/lot/999999999')).status).toBe(404);
    expect((await receiver.get('/labels/lot/YXL1')).status).toBe(404);
  });
});

describe('the same box at work', () => {
  it('takes our own label into an issue, and asks about a swallowed expiry', async () => {
    const label = labelCode({ kind: 'lot', id: world.lotId });
    const linked = await receiver.get(paths.newIssue({ item: label }));
    expect(linked.text).toMatch(/value="\d+-\d+" selected/);
    const draft = await receiver.post(paths.issueDraft(), { q: `01${GTIN}10A240117271130` });
    expect(draft.text).toContain('批号A2401，日期2027-11-30');
    const chosen = await receiver.post(paths.issueDraft(), { q: 'left', scan: `(01)${GTIN}(10)A2401(17)271130` });
    expect(chosen.text).toMatch(/value="\d+-\d+" selected/);
  });

  it('finds the line of an arrival, keeps what was typed, and signs for nothing', async () => {
    const { dispatch } = world;
    await pickAll(world, dispatch);
    await send(world, dispatch);
    const page = await receiver.get(paths.dispatchReceipt(dispatch));
    const line = /name="(line\.\d+)\.good\.packs"/.exec(page.text)?.[1] ?? '';
    const fields = { idempotency_key: key(), version: '1', [`${line}.good.packs`]: '3', find: '1' };
    const found = await receiver.post(paths.dispatchReceipt(dispatch), { ...fields, code: 'l-first' });
    expect(found.status).toBe(200);
    expect(found.text).toContain('批号L-FIRST');
    expect(found.text).toContain('value="3"');
    const other = await receiver.post(paths.dispatchReceipt(dispatch), { ...fields, code: 'A2401' });
    expect(other.text).toContain('本单没有“A2401”');
    const asked = await receiver.post(paths.dispatchReceipt(dispatch), { ...fields, code: `01${GTIN}10A240117271130` });
    expect(asked.text).toContain('name="find"');
  });

  it('adds a pack to the line of a return, no further than was handed out', async () => {
    const issued = await receiver.post(paths.newIssue(), {
      idempotency_key: key(),
      purpose: 'patient',
      'line.0.item': String(world.coded.id),
      'line.0.packs': '2',
    });
    const number = /CK-\d{8}-\d{4}/.exec(issued.location ?? '')?.[0] ?? '';
    const scan = (packs: string) =>
      receiver.post(paths.issueReturn(number), { find: '1', code: `01${GTIN}10A2401`, 'back.1.packs': packs });
    expect((await scan('')).text).toMatch(/name="back\.1\.packs" value="1"/);
    expect((await scan('1')).text).toMatch(/name="back\.1\.packs" value="2"/);
    const full = await scan('2');
    expect(full.text).toMatch(/name="back\.1\.packs" value="2"/);
    expect(full.text).toContain('没有再加');
  });

  it('finds what to give another member by lot, by label and by the whole code', async () => {
    const sides = { direction: 'offered', other: world.other.code };
    for (const q of ['a2401', labelCode({ kind: 'lot', id: world.lotId }), `]d201${GTIN}10A2401`]) {
      expect((await receiver.get(paths.newTransfer({ ...sides, q }))).text, q).toContain('氨溴索');
    }
    expect((await receiver.get(paths.newTransfer({ ...sides, q: 'NO-SUCH-LOT' }))).text).not.toContain('氨溴索');
  });

  it('finds a lot to be written off by its label', async () => {
    const item = await addItem(world.services, { genericName: '报损药', code: 'LOSE1' });
    const kept = { item, quantityBase: 24, organisationId: world.branch.id };
    const lotId = await addStock(world.services, world.places.branchStore, kept);
    const fields = { kind: 'write_off', organisation: world.branch.code, reasonCode: 'damaged', reason: '摔破' };
    const opened = await receiver.post(paths.losses(), { ...fields, idempotency_key: key() });
    const label = labelCode({ kind: 'lot', id: lotId });
    const found = await receiver.get(`${opened.location}?q=${label}`);
    expect(found.text).toContain('报损药');
    const asked = await receiver.get(`${opened.location}?q=01${GTIN}10A240117271130`);
    expect(asked.text).toContain('批号A2401，日期2027-11-30');
  });
});
