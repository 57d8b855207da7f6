/** The pages of transfers and disposals of equipment: from a proposal to the end, through the forms people see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { key } from '../assets/asset-world.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { branchCard, type MoveWorld, openMoveWorld } from './move-world.ts';

let world: MoveWorld;
let custodian: Browser;
let head: Browser;
let office: Browser;
let receiver: Browser;
let engineer: Browser;
beforeAll(async () => {
  world = await openMoveWorld();
  const sign = (person: { login: string }) => signIn(world.app, person.login);
  custodian = await sign(world.custodian);
  head = await sign(world.branchHead);
  office = await sign(world.officer);
  receiver = await sign(world.stranger);
  engineer = await sign(world.engineer);
});
afterAll(() => endWhole(world));

const versionIn = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '0';

/** Opens the page, finds the form there, and sends it. */
async function act(browser: Browser, page: string, to: string, more: Record<string, string> = {}) {
  const shown = await browser.get(page);
  expect(shown.text).toContain(`action="${to}"`);
  return browser.post(to, { idempotency_key: key(), version: versionIn(shown.text), ...more });
}

describe('the road of a transfer', () => {
  it('goes from the proposal to the take-over, with its note on paper', async () => {
    const asset = await branchCard(world, { name: '口腔综合治疗台' });
    const typed = { assetNumber: asset, to: world.otherBranch.code, reason: '<b>支援</b>', paid: '0' };
    expect((await custodian.post(paths.assetTransfers(), { idempotency_key: key(), ...typed, to: '' })).status).toBe(
      422,
    );
    const made = await custodian.post(paths.assetTransfers(), { idempotency_key: key(), ...typed });
    expect(made.status).toBe(303);
    const page = made.location ?? '';
    const number = page.split('/').at(-1) ?? '';
    const to = (name: Parameters<typeof paths.assetTransferAct>[1]) => paths.assetTransferAct(number, name);
    expect((await custodian.get(page)).text).toContain('&lt;b&gt;支援');
    expect((await custodian.get(page)).text).not.toContain(to('approval'));
    expect((await act(head, page, to('approval'))).status).toBe(303);
    expect((await office.get('/')).text).toContain(number);
    expect((await act(office, page, to('approval'))).status).toBe(303);
    const unsafe = await act(custodian, page, to('hand-over'), { condition: '完好', test: '不合格' });
    expect([unsafe.status, unsafe.text.includes('检测不合格的设备不能移交')]).toEqual([422, true]);
    const handed = { condition: '完好', test: '合格', safe: '1' };
    expect((await act(custodian, page, to('hand-over'), handed)).status).toBe(303);
    expect((await receiver.get('/')).text).toContain(number);
    const paper = await custodian.get(paths.assetTransferPaper(number));
    expect([paper.status, paper.text.startsWith('%PDF')]).toEqual([200, true]);
    expect((await act(receiver, page, to('take-over'), { condition: '正常', room: '口腔科' })).status).toBe(303);
    const card = await receiver.get(paths.equipmentCard(asset));
    expect([card.status, card.text.includes('接收调入'), card.text.includes(number)]).toEqual([200, true, true]);
    const list = await receiver.get(paths.assetTransfers({ q: 'kqzh' }));
    expect(list.text).toContain(number);
    expect((await receiver.get(paths.assetTransfers({ q: 'zzzz' }))).text).not.toContain(number);
    const file = await receiver.get(paths.assetTransfersExport('csv'));
    expect([file.status, file.text.includes(number), file.text.includes('原值')]).toEqual([200, true, false]);
  });
});

describe('the road of a disposal', () => {
  it('goes from the application to the scrapping, which it says beforehand is for ever', async () => {
    const asset = await branchCard(world, {
      name: '台式计算机',
      classCode: 'computer_office',
      categoryCode: null,
      registrationNumber: null,
    });
    const typed = { assets: asset, reason: 'obsolete', explanation: '超过年限' };
    const made = await custodian.post(paths.disposals(), { idempotency_key: key(), ...typed });
    expect(made.status).toBe(303);
    const page = made.location ?? '';
    const number = page.split('/').at(-1) ?? '';
    const to = (name: Parameters<typeof paths.disposalAct>[1]) => paths.disposalAct(number, name);
    expect((await engineer.get('/')).text).toContain(number);
    const empty = await act(engineer, page, to('appraisal'), { [`found.${asset}`]: '' });
    expect(empty.status).toBe(422);
    const found = { [`found.${asset}`]: '主板损坏，无修复价值', [`worth.${asset}`]: '120.50' };
    expect((await act(engineer, page, to('appraisal'), found)).status).toBe(303);
    expect((await act(head, page, to('approval'))).status).toBe(303);
    expect((await act(office, page, to('approval'))).status).toBe(303);
    const ended = { way: 'recycled', takenBy: '再生资源公司', certificate: 'HS-7', income: '80', receipt: 'FS-9' };
    expect((await custodian.get(page)).text).toContain('报废以后不能恢复');
    const early = await act(custodian, page, to('execution'), ended);
    expect([early.status, early.text.includes('没有登记数据擦除')]).toEqual([422, true]);
    expect((await act(custodian, page, to('preparation'), { asset, erasure: '硬盘销毁' })).status).toBe(303);
    expect((await act(custodian, page, to('execution'), ended)).status).toBe(303);
    expect((await custodian.get(paths.equipmentCard(asset))).text).toContain('已报废');
    expect((await custodian.get(paths.disposals({ q: 'tsjsj' }))).text).toContain(number);
    expect((await custodian.get(paths.disposalPaper(number))).text.startsWith('%PDF')).toBe(true);
    expect((await receiver.get(page)).status).toBe(404);
    expect((await office.get(paths.disposalsExport('csv'))).text).toContain('80');
  });
});
