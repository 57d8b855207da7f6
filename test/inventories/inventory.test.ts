/** Stocktakes of equipment: found, missing, strayed and off-book things; decided by others, closed once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { accessTo } from '../../src/attachments/subject-queries.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { moveInventory } from '../../src/inventories/act-commands.ts';
import { closeInventory, decideFind, decideLine } from '../../src/inventories/decide-commands.ts';
import { addOffBook, markFound } from '../../src/inventories/find-commands.ts';
import { inventoryByNumber } from '../../src/inventories/inventory-record.ts';
import { findsOf, linesOf } from '../../src/inventories/line-queries.ts';
import { openInventory } from '../../src/inventories/open-commands.ts';
import { inventoryChecks } from '../../src/inventories/verify.ts';
import { paths } from '../../src/paths.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let other: TestPerson;
beforeAll(async () => {
  world = await openAssetWorld();
  other = await addPerson(world.services, world.branch, 'custodian');
});
afterAll(() => endWhole(world));

const scope = { by: 'keeper' as const, below: false };
const open = async (room: string) =>
  accepted(
    await openInventory(world.services, world.custodian, key(), {
      organisationCode: world.branch.code,
      title: `${room}盘点`,
      scope: { ...scope, room },
    }),
  ).number;
const given = (number: string) => ({ key: key(), number });
const find = (actor: TestPerson, number: string, code: string, more: object = {}) =>
  markFound(world.services, actor, given(number), { code, at: '', room: '', condition: 'in_use', note: '', ...more });
const move = (actor: TestPerson, number: string, act: 'finish' | 'resume' | 'cancel') =>
  moveInventory(world.services, actor, given(number), { act, why: '试' });
const cardOf = async (number: string) => {
  const card = await assetByNumber(world.services.db.read, '/', number);
  if (card === undefined) throw new Error(`no card ${number}`);
  return card;
};
const linesNow = async (number: string) => {
  const record = await inventoryByNumber(world.services.db.read, number);
  return linesOf(world.services.db.read, record?.document.id ?? 0);
};
const lineOf = async (number: string, card: string) => {
  const line = (await linesNow(number)).find((one) => one.card.number === card);
  if (line === undefined) throw new Error(`no line of ${card}`);
  return line;
};
const decide = async (actor: TestPerson, number: string, card: string, decision: 'correct' | 'books' | 'lost') => {
  const { line } = await lineOf(number, card);
  return decideLine(world.services, actor, given(number), { lineId: line.id, decision, why: '核实' });
};

describe('a stocktake', () => {
  it('goes from scan to close: corrected, lost, off the books, and once', async () => {
    const [here, moved, gone] = [
      await addCard(world, { room: '一室' }),
      await addCard(world, { room: '一室' }),
      await addCard(world, { room: '一室' }),
    ];
    const strayed = await addCard(world, { keeper: world.otherBranch.code, user: world.otherBranch.code, room: '远' });
    const number = await open('一室');
    expect((await linesNow(number)).length).toBe(3);
    expect(reasonOf(await find(world.stranger, number, here))).toBe('not_found');
    expect(reasonOf(await find(world.custodian, number, 'SB-20990101-9999'))).toBe('inventory_code_unknown');
    accepted(await find(world.custodian, number, here));
    accepted(await find(world.custodian, number, here));
    expect(reasonOf(await find(other, number, here))).toBe('inventory_found_already');
    accepted(await find(world.custodian, number, moved, { room: '二室' }));
    expect(accepted(await find(world.custodian, number, strayed, { at: world.branch.code })).extra).toBe(true);
    const off = { name: '血压计', description: '无标签', serialNumber: '', at: world.branch.code, room: '一室' };
    const found = { ...off, condition: 'idle' as const };
    accepted(await addOffBook(world.services, world.custodian, given(number), found));
    expect(reasonOf(await closeInventory(world.services, world.officer, given(number)))).toBe('wrong_state');
    expect(reasonOf(await decide(world.officer, number, gone, 'lost'))).toBe('inventory_not_deciding');
    accepted(await move(world.custodian, number, 'finish'));
    expect(reasonOf(await find(world.custodian, number, gone))).toBe('inventory_not_counting');
    expect((await lineOf(number, gone)).differences).toEqual(['missing']);
    expect((await lineOf(number, moved)).differences).toEqual(['room']);
    expect((await lineOf(number, strayed)).differences).toEqual(['keeper']);
    expect(reasonOf(await decide(world.custodian, number, moved, 'correct'))).toBe('inventory_own_finding');
    expect(reasonOf(await decide(world.officer, number, here, 'books'))).toBe('inventory_no_difference');
    expect(reasonOf(await decide(world.officer, number, gone, 'correct'))).toBe('inventory_correct_missing');
    expect(reasonOf(await decide(world.officer, number, moved, 'lost'))).toBe('inventory_lost_found');
    accepted(await decide(world.branchHead, number, moved, 'correct'));
    accepted(await decide(world.officer, number, gone, 'lost'));
    accepted(await decide(world.officer, number, strayed, 'correct'));
    expect(reasonOf(await closeInventory(world.services, world.officer, given(number)))).toBe('inventory_undecided');
    const facts = { classCode: 'electronic', priceFen: 30_000, source: 'donated' as const, acquiredOn: '2026-01-05' };
    const card = { ...facts, purchaseMethod: 'donation' as const };
    const made = await decideFind(world.services, world.officer, given(number), { position: 1, why: '补登', card });
    expect((await cardOf(accepted(made).card ?? '')).asset).toMatchObject({ name: '血压计', status: 'idle' });
    expect(accepted(await closeInventory(world.services, world.officer, given(number)))).toEqual({
      corrected: 2,
      lost: 1,
    });
    expect((await cardOf(moved)).asset.room).toBe('二室');
    expect((await cardOf(gone)).asset.status).toBe('stopped');
    expect((await cardOf(strayed)).keeper.code).toBe(world.branch.code);
    expect(reasonOf(await closeInventory(world.services, world.officer, given(number)))).toBe('wrong_state');
    for (const check of inventoryChecks) expect(await check.find(world.services.db.read)).toEqual([]);
    const page = await (await signIn(world.app, world.officer.login)).get(paths.inventory(number));
    expect([page.status, page.text.includes('盘亏'), page.text.includes('血压计')]).toEqual([200, true, true]);
  });

  it('takes what happened to a card meanwhile into account', async () => {
    const number = await addCard(world, { room: '三室' });
    const paper = await open('三室');
    accepted(await find(world.custodian, paper, number, { room: '四室' }));
    expect((await lineOf(paper, number)).differences).toEqual(['room']);
    const assignment = { room: '四室', custodian: null, note: '' };
    accepted(await assignAsset(world.services, world.custodian, { key: key(), number }, assignment));
    expect((await lineOf(paper, number)).differences).toEqual([]);
    accepted(await move(world.custodian, paper, 'finish'));
    accepted(await move(world.custodian, paper, 'resume'));
    accepted(await move(world.custodian, paper, 'finish'));
    expect(accepted(await closeInventory(world.services, world.officer, given(paper)))).toEqual({
      corrected: 0,
      lost: 0,
    });
  });

  it('has one finder when two people scan one thing at once, and none once it is being closed', async () => {
    const number = await addCard(world, { room: '五室' });
    const paper = await open('五室');
    const both = await Promise.all([find(world.custodian, paper, number), find(other, paper, number)]);
    expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
    accepted(await move(world.custodian, paper, 'finish'));
    const race = await Promise.all([
      closeInventory(world.services, world.officer, given(paper)),
      find(other, paper, number),
    ]);
    expect([race[0].ok, reasonOf(race[1])]).toEqual([true, 'inventory_not_counting']);
    const record = await inventoryByNumber(world.services.db.read, paper);
    expect((await findsOf(world.services.db.read, record?.document.id ?? 0)).length).toBe(0);
  });
});

describe('the pages', () => {
  it('open, count and hand in through requests, and answer a repeated form once', async () => {
    const number = await addCard(world, { room: '六室' });
    const custodian = await signIn(world.app, world.custodian.login);
    expect((await custodian.get(paths.newInventory())).status).toBe(200);
    const fields = { title: '六室', organisation: world.branch.code, by: 'keeper', class: '', room: '六室' };
    const made = await custodian.post(paths.inventories(), { idempotency_key: key(), ...fields });
    const paper = made.location?.split('/').at(-1) ?? '';
    expect((await custodian.get(paths.inventories({ q: '六室' }))).text).toContain(paper);
    const scan = { idempotency_key: key(), code: number, condition: 'in_use', room: '', note: '' };
    for (const _ of [1, 2]) expect((await custodian.post(paths.inventoryAct(paper, 'found'), scan)).status).toBe(303);
    const page = await custodian.get(paths.inventory(paper, { tab: 'found' }));
    expect([page.status, page.text.includes(number)]).toEqual([200, true]);
    const wrong = await custodian.post(paths.inventoryAct(paper, 'found'), {
      ...scan,
      idempotency_key: key(),
      code: 'x',
    });
    expect([wrong.status, wrong.text.includes('盘盈')]).toEqual([422, true]);
    expect((await custodian.get(paths.inventoryPaper(paper))).text.startsWith('%PDF')).toBe(true);
    expect((await custodian.get(paths.inventoryExport(paper, 'csv'))).text).toContain(number);
    const stranger = await signIn(world.app, world.stranger.login);
    expect((await stranger.get(paths.inventory(paper))).status).toBe(404);
    const files = (who: TestPerson) =>
      accessTo(world.services.db.read, who as unknown as Viewer, `document ${paper}`).then((of) => of?.keeps);
    expect([await files(world.custodian), await files(world.stranger)]).toEqual([true, false]);
  });
});
