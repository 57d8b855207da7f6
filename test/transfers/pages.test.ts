/** The pages of transfers: asking, adding, granting, the slip, lists and files, and what refused forms keep. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addItem, addStock } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import {
  asked,
  giverHas,
  grants,
  inDays,
  key,
  loaded,
  openTransferWorld,
  PACK,
  receives,
  sends,
  type TransferWorld,
  used,
} from './transfer-world.ts';

let world: TransferWorld;
beforeAll(async () => {
  world = await openTransferWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const numberIn = (text: string | null) => /DB-\d{8}-\d{4,}/.exec(text ?? '')?.[0] ?? '';
const version = async (number: string) => String((await loaded(world, number)).document.version);
const lineOf = async (number: string) => (await loaded(world, number)).lines[0]?.line.id ?? 0;

describe('the pages of transfers', () => {
  it('lead from the neighbour that has too much to goods on the own shelf', async () => {
    const { item } = await giverHas(world, 20, { item: { genericName: '二甲双胍片', code: 'EJSG' } });
    await used(world, world.taker, item, 30);
    const morphine = await giverHas(world, 3, { item: { genericName: '吗啡缓释片', controlClass: 'narcotic' } });
    const browser = await signIn(world.app, world.zhao.login);
    const query = { direction: 'asked', other: world.giver.code };
    expect((await browser.get(paths.newTransfer({ direction: 'asked' }))).text).toContain('先选向谁申请');
    expect((await browser.get(paths.newTransfer(query))).text).toContain('二甲双胍片');
    expect((await browser.get(paths.newTransfer({ ...query, q: 'mfhs' }))).text).toContain('不参加成员调剂');
    const fields = {
      direction: 'asked',
      organisation: world.taker.code,
      other: world.giver.code,
      neededBy: inDays(3),
      q: 'ejsg',
    };
    const box = `item.${item.id}.packs`;
    const much = await browser.post(paths.transfers(), { idempotency_key: key(), ...fields, [box]: '900' });
    expect(much.status).toBe(422);
    expect(much.text).toContain('value="900"');
    expect(much.text).toContain('二甲双胍片');
    const wrong = { ...fields, [`item.${morphine.item.id}.packs`]: '1' };
    expect((await browser.post(paths.transfers(), { idempotency_key: key(), ...wrong })).text).toContain('专用渠道');
    const empty = await browser.post(paths.transfers(), { idempotency_key: key(), ...fields });
    expect(empty.status).toBe(422);
    const made = await browser.post(paths.transfers(), { idempotency_key: key(), ...fields, [box]: '6' });
    const number = numberIn(made.location);
    const page = (await browser.get(paths.transfer(number))).text;
    expect(page).toContain('请社富分院的负责人同意');
    expect(page).not.toContain('同意并留货');
    const more = await giverHas(world, 4, { item: { genericName: '缬沙坦胶囊' } });
    expect((await browser.get(paths.moreTransferLines(number, { q: 'xst' }))).text).toContain('缬沙坦胶囊');
    const added = { idempotency_key: key(), [`item.${more.item.id}.packs`]: '1' };
    expect((await browser.post(paths.transferLines(number), added)).status).toBe(303);
    const second = (await loaded(world, number)).lines[1]?.line.id ?? 0;
    const removal = await browser.post(paths.transferLineRemoval(number, second), { idempotency_key: key() });
    expect(removal.status).toBe(303);
    await granting(number);
  });

  async function granting(number: string) {
    const chief = await signIn(world.app, world.chief.login);
    expect((await chief.get(paths.home())).text).toContain(number);
    expect((await chief.get(paths.transfer(number))).text).toContain('同意并留货');
    const line = await lineOf(number);
    const grant = { idempotency_key: key(), version: await version(number), [`line.${line}.packs`]: '4' };
    const silent = await chief.post(paths.transferAct(number, 'grant'), grant);
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('少给了');
    const said = { ...grant, idempotency_key: key(), [`line.${line}.reason`]: '自己要留' };
    const given = await chief.post(paths.transferAct(number, 'grant'), said);
    expect(given.status).toBe(303);
    expect((await chief.post(paths.transferAct(number, 'grant'), said)).status).toBe(303);
    const late = await chief.post(paths.transferAct(number, 'grant'), { ...said, idempotency_key: key() });
    expect(late.status).toBe(409);
    const dispatch = /PS-\d{8}-\d{4,}/.exec((await chief.get(paths.transfer(number))).text)?.[0] ?? '';
    expect((await chief.get(paths.dispatch(dispatch))).text).toContain(number);
    await sends(world, dispatch);
    await receives(world, dispatch);
    expect((await chief.get(paths.transfer(number))).text).toContain('已签收');
    expect((await chief.get(paths.transferPaper(number))).text.startsWith('%PDF')).toBe(true);
    const asked = { idempotency_key: key(), kind: 'transfer_slip', number };
    expect((await chief.follow(await chief.post(paths.prints(), asked))).text.startsWith('%PDF')).toBe(true);
    expect((await chief.get(paths.transfer(number))).text).toContain('调剂单 第1次');
    for (const q of ['ejsg', 'sffy', number]) expect((await chief.get(paths.transfers({ q }))).text).toContain(number);
    expect((await chief.get(paths.transfersExport('csv', { state: 'received' }))).text).toContain(number);
    expect((await chief.get(paths.transfers({ state: 'refused' }))).text).not.toContain(number);
  }

  it('let a member offer, the other take a part, and either end it with a word', async () => {
    const { item } = await giverHas(world, 9);
    const wang = await signIn(world.app, world.wang.login);
    const fields = { direction: 'offered', organisation: world.giver.code, other: world.taker.code };
    const offer = { ...fields, neededBy: inDays(9), [`item.${item.id}.packs`]: '5' };
    const number = numberIn((await wang.post(paths.transfers(), { idempotency_key: key(), ...offer })).location);
    const zhao = await signIn(world.app, world.zhao.login);
    expect((await zhao.get(paths.home())).text).toContain(number);
    const line = await lineOf(number);
    const take = { idempotency_key: key(), version: await version(number), [`line.${line}.packs`]: '2' };
    expect((await zhao.post(paths.transferAct(number, 'acceptance'), take)).status).toBe(303);
    const chief = await signIn(world.app, world.chief.login);
    const no = { idempotency_key: key(), version: await version(number), why: '' };
    expect((await chief.post(paths.transferAct(number, 'refusal'), no)).status).toBe(422);
    const word = { ...no, idempotency_key: key(), why: '刚用完' };
    expect((await chief.post(paths.transferAct(number, 'refusal'), word)).status).toBe(303);
    expect((await zhao.get(paths.transfer(number))).text).toContain('刚用完');
    const gone = numberIn((await wang.post(paths.transfers(), { idempotency_key: key(), ...offer })).location);
    const back = { idempotency_key: key(), version: '1', why: '写错了' };
    expect((await wang.post(paths.transferAct(gone, 'withdrawal'), back)).status).toBe(303);
  });

  it('are not there for those whom neither side concerns', async () => {
    const { item } = await giverHas(world, 5);
    const number = await asked(world, { [item.id]: { packs: '1' } });
    const doctor = await signIn(world.app, world.doctor.login);
    expect((await doctor.get(paths.transfer(number))).status).toBe(404);
    expect((await doctor.get(paths.transferPaper(number))).status).toBe(404);
    expect((await doctor.get(paths.transfers())).text).not.toContain(number);
    const why = { idempotency_key: key(), version: '1', why: '看看' };
    expect((await doctor.post(paths.transferAct(number, 'withdrawal'), why)).status).toBe(404);
    const auditor = await signIn(world.app, world.auditor.login);
    expect((await auditor.get(paths.transfer(number))).status).toBe(200);
    expect((await auditor.get(paths.newTransfer())).status).toBe(403);
  });

  it('speak English too', async () => {
    const item = await addItem(world.services, { genericName: '氨氯地平' });
    const stock = { item, quantityBase: 5 * PACK, organisationId: world.giver.id };
    await addStock(world.services, world.giverStore, stock);
    const number = await asked(world, { [item.id]: { packs: '1' } });
    await grants(world, number, [1]);
    const browser = await signIn(world.app, world.chief.login);
    browser.cookies.set('language', 'en');
    const page = (await browser.get(paths.transfer(number))).text;
    expect(page.length).toBeGreaterThan(1000);
  });
});
