/** Pages of inspections through requests: opened, scanned, decided, refused with what was typed, concluded, printed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { readPages } from '../print/read-pdf.ts';
import { addItem } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import {
  announced,
  asks,
  key,
  opened,
  openReceivingWorld,
  ordered,
  orderFor,
  type ReceivingWorld,
  receiptOf,
  soldItem,
} from './receiving-world.ts';

let world: ReceivingWorld;
let keeper: Browser;
let quality: Browser;
let village: Browser;
beforeAll(async () => {
  world = await openReceivingWorld();
  keeper = await signIn(world.app, world.keeper.login);
  quality = await signIn(world.app, world.quality.login);
  village = await signIn(world.app, world.northPharmacist.login);
});
afterAll(() => world.drop());

const version = async (number: string) => String((await receiptOf(world, number)).document.version);
const act = async (number: string, more: Record<string, string | string[]> = {}) => ({
  idempotency_key: key(),
  version: await version(number),
  ...more,
});
const HEADER = { noteNumber: 'ZG-1', arrivedDay: '2026-11-23', arrivedTime: '09:05', invoices: 'complete' };
const LOT = { lotNumber: 'A1', expiresOn: '2028-10-31', maker: '江西制药', paperChecks: 'test_report' };

describe('inspecting', () => {
  it('opens from the delivery, keeps what was typed when refused, and concludes', async () => {
    const item = await soldItem(world, { item: { genericName: '氨氯地平片' } });
    const order = await orderFor(world, [[item, 100]]);
    const delivery = await announced(world, order, [{ line: 1, quantityBase: 100, lot: 'A1' }]);
    expect((await keeper.get(paths.receiving())).text).toContain(delivery);
    expect((await keeper.get(paths.newReceipt({ order, delivery }))).text).toContain(order);
    const wrong = { idempotency_key: key(), order, delivery, ...HEADER, arrivedTime: '9点', noteNumber: '随货77' };
    const refused = await keeper.post(paths.receiving(), wrong);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('随货77');
    expect(refused.text).toContain('14:05');
    const done = await keeper.post(paths.receiving(), { ...wrong, idempotency_key: key(), arrivedTime: '9:05' });
    expect(done.status).toBe(303);
    const number = done.location?.split('/').at(-1) ?? '';
    const page = await keeper.get(paths.receipt(number));
    expect(page.text).toContain('氨氯地平片');
    const scan = await keeper.post(paths.receiptAct(number, 'scans'), { idempotency_key: key(), code: '12345678901' });
    expect(scan.status).toBe(200);
    expect(scan.text).toContain('不认识的码');
    const short = await keeper.post(paths.receiptLine(number, 1), {
      ...(await act(number)),
      ...LOT,
      expiresOn: '2027-01-31',
      'arrived.packs': '10',
      decision: 'accepted',
      reason: '急用',
    });
    expect(short.status).toBe(422);
    expect(short.text).toContain('只剩69天');
    expect(short.text).toContain('value="2027-01-31"');
    const saved = await keeper.post(paths.receiptLine(number, 1), {
      ...(await act(number)),
      ...LOT,
      'arrived.packs': '10',
      'bad.packs': '1',
      badCode: 'damaged',
      badReason: '压损',
      decision: 'accepted',
    });
    expect(saved.status).toBe(303);
    const concluding = await act(number, { scans: '0', endsDelivery: '1' });
    const concluded = await keeper.post(paths.receiptAct(number, 'conclusion'), concluding);
    expect(concluded.status).toBe(303);
    expect((await keeper.follow(concluded)).text).toContain('部分合格');
    const again = await keeper.post(paths.receiptAct(number, 'conclusion'), { ...concluding, idempotency_key: key() });
    expect(again.status, 'and says who was first').toBe(409);
    expect(again.text).toContain('钟库管');
    const text = readPages(await paper(paths.receiptRecord(number))).join(' ');
    expect(text).toContain('验收记录');
    expect(text).toContain('A1');
    const list = await keeper.get(paths.receivingExport('csv', { tab: 'all' }));
    expect(list.text).toContain(number);
    expect((await keeper.get(paths.receiving({ tab: 'all', q: number }))).text).toContain(number);
    expect((await village.get(paths.receipt(number))).status).toBe(404);
  });

  it('shares out what came too little, sends it on, and takes goods back by two people', async () => {
    const item = await soldItem(world);
    const one = await asks(world, world.north, item, 60, { origin: 'safety' });
    const two = await asks(world, world.south, item, 60, { origin: 'safety' });
    const [order = ''] = await ordered(world);
    const number = await opened(world, { order, place: world.head.code });
    const saved = await act(number, { ...LOT, 'arrived.packs': '10', decision: 'accepted' });
    expect((await keeper.post(paths.receiptLine(number, 1), saved)).status).toBe(303);
    await keeper.post(paths.receiptAct(number, 'conclusion'), await act(number, { scans: '0' }));
    const page = await keeper.get(paths.receipt(number));
    expect(page.text).toContain('江背分院');
    expect((await keeper.get(paths.home())).text).toContain(number);
    const shares = { [`need.${one}.packs`]: '6', [`need.${two}.packs`]: '4' };
    const silent = await keeper.post(paths.receiptShares(number, 1), { ...(await act(number)), ...shares });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('写明理由');
    const told = { ...shares, [`need.${one}.reason`]: '疫情', [`need.${two}.reason`]: '疫情' };
    const shared = await keeper.post(paths.receiptShares(number, 1), { ...(await act(number)), ...told });
    expect(shared.status).toBe(303);
    const sent = await keeper.post(paths.receiptAct(number, 'dispatches'), await act(number));
    expect(sent.status).toBe(303);
    expect((await keeper.follow(sent)).text).toContain('PS-');
    expect((await keeper.get(paths.newReturn(number))).status).toBe(200);
    const other = await soldItem(world);
    await asks(world, world.head, other, 20, { origin: 'safety' });
    const [plain = ''] = await ordered(world);
    const back = await opened(world, { order: plain, place: world.head.code });
    await keeper.post(
      paths.receiptLine(back, 1),
      await act(back, { ...LOT, 'arrived.packs': '2', decision: 'accepted' }),
    );
    await keeper.post(paths.receiptAct(back, 'conclusion'), await act(back, { scans: '0' }));
    const take = { idempotency_key: key(), reason: '召回', [`take.1-${world.headStore}.packs`]: '1' };
    const proposed = await keeper.post(paths.receiptReturns(back), take);
    expect(proposed.status).toBe(303);
    const paperNumber = proposed.location?.split('/').at(-1) ?? '';
    expect((await keeper.follow(proposed)).text).toContain('待确认');
    const yes = { idempotency_key: key(), version: '1' };
    expect((await keeper.post(paths.returnConfirmation(paperNumber), yes)).status).toBe(422);
    expect((await quality.post(paths.returnConfirmation(paperNumber), { ...yes, idempotency_key: key() })).status).toBe(
      303,
    );
    expect((await quality.get(paths.returns())).text).toContain(paperNumber);
    expect(readPages(await paper(paths.returnSlip(paperNumber))).join(' ')).toContain('红字');
    for (const [kind, printed] of [
      ['receipt_note', back],
      ['return_slip', paperNumber],
    ] as const) {
      const print = () => keeper.post(paths.prints(), { idempotency_key: key(), kind, number: printed });
      expect(readPages(await paper((await print()).location ?? '')).join(' ')).toContain('第1次打印');
      expect(readPages(await paper((await print()).location ?? '')).join(' ')).toContain('补打 第2次');
    }
    expect((await keeper.get(paths.supplierReturn(paperNumber))).text).toContain('退货单 第2次（补打）');
    expect((await keeper.get(paths.receipt(back))).text).toContain('验收记录 第2次（补打）');
  });

  it('shows nothing to a stranger and refuses strange numbers', async () => {
    await addItem(world.services);
    expect((await keeper.get(paths.receipt('YS-20200101-0001'))).status).toBe(404);
    expect((await village.get(paths.newReturn('YS-20200101-0001'))).status).toBe(403);
  });
});

async function paper(path: string): Promise<Buffer> {
  const cookie = [...keeper.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await world.app.request(`http://localhost${path}`, { headers: { Cookie: cookie } });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await answer.arrayBuffer());
}
