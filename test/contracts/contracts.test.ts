/** Contracts from draft to end: two people, overlap, shares from use and from a sheet, failures, and their pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateContract, endContract, excuseVolume, withdrawContract } from '../../src/contracts/commands.ts';
import { draftContract, setContractLine, setShares, spreadShares } from '../../src/contracts/draft-commands.ts';
import { contractByNumber, contractLines, sharesOfLine } from '../../src/contracts/queries.ts';
import type { ContractInput } from '../../src/contracts/rules.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { priceOn } from '../../src/prices/applicable-queries.ts';
import { volumeProgress } from '../../src/prices/progress-queries.ts';
import { addSupplier, listed, openPriceWorld, type PriceWorld } from '../prices/price-world.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  nextNumber,
  type TestItem,
  type TestPerson,
} from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: PriceWorld;
let second: TestPerson;
let branch: Awaited<ReturnType<typeof addMember>>;
const TODAY = '2026-11-23';
const key = () => `contracts-${nextNumber()}`;

beforeAll(async () => {
  world = await openPriceWorld();
  second = await addPerson(world.services, world.head, 'chief_pharmacist');
  branch = await addMember(world.services, { kind: 'branch', parent: world.head, code: 'FY1' });
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);
const db = () => world.services.db.read;
const versionOf = async (number: string) => (await contractByNumber(db(), number))?.document.version ?? 0;
const seen = async (number: string) => ({ key: key(), number, seenVersion: await versionOf(number) });

async function draft(given: Partial<ContractInput> = {}): Promise<string> {
  const supplier = await addSupplier(world);
  const input: ContractInput = {
    kind: 'volume',
    title: '国家第十批',
    batch: '第十批',
    partyId: supplier.id,
    backupPartyId: null,
    startsOn: '2026-11-01',
    endsOn: '2027-10-31',
    ...given,
  };
  return accepted(await draftContract(world.services, world.buyer, key(), input)).number;
}

async function withLine(number: string, item: TestItem, given: { price?: number; units?: number } = {}) {
  const line = { itemCode: item.code, pricePack: given.price ?? 50_000, agreedUnits: given.units ?? 1000 };
  const set = await setContractLine(world.services, world.buyer, key(), number, {
    ...line,
    convertTimes: 1,
    convertBy: 1,
  });
  const { lineId } = accepted(set);
  if ((given.units ?? 1000) > 0) {
    const shares = [{ lineId, organisationId: branch.id, units: given.units ?? 1000 }];
    accepted(await setShares(world.services, world.buyer, key(), number, shares));
  }
  return lineId;
}

describe('a contract', () => {
  it('binds when another person activates it, and then prices the item', async () => {
    const item = await addItem(world.services);
    const number = await draft();
    await withLine(number, item);
    expect(reasonOf(await activateContract(world.services, world.buyer, await seen(number)))).toBe('contract_own');
    expect((await priceOn(db(), { itemId: item.id, day: TODAY }))?.contractLineId).toBeUndefined();
    accepted(await activateContract(world.services, second, await seen(number)));
    expect(await priceOn(db(), { itemId: item.id, day: TODAY })).toMatchObject({
      pricePack: 50_000,
      channel: 'volume',
    });
    // Before it was activated another price was in force, whatever its words say
    expect(await priceOn(db(), { itemId: item.id, day: '2026-11-22' })).toBeNull();
  });

  it('does not bind beside another for the item, above the listed price, or with wrong shares', async () => {
    const item = await addItem(world.services);
    const number = await draft();
    const lineId = await withLine(number, item);
    accepted(await activateContract(world.services, second, await seen(number)));
    const other = await draft({ startsOn: '2027-10-31', endsOn: '2028-01-01' });
    await withLine(other, item);
    expect(reasonOf(await activateContract(world.services, second, await seen(other)))).toBe('contract_overlaps');
    const dear = await addItem(world.services);
    await listed(world, dear.id, 40_000, '2026-01-01');
    const above = await draft();
    await withLine(above, dear);
    expect(reasonOf(await activateContract(world.services, second, await seen(above)))).toBe('contract_above_listed');
    const uneven = await draft();
    const line = { itemCode: dear.code, pricePack: 1, agreedUnits: 10, convertTimes: 1, convertBy: 1 };
    accepted(await setContractLine(world.services, world.buyer, key(), uneven, line));
    expect(reasonOf(await activateContract(world.services, second, await seen(uneven)))).toBe('contract_shares_differ');
    expect(reasonOf(await spreadShares(world.services, world.buyer, key(), uneven, lineId))).toBe('not_found');
  });

  it('refuses stale pages, changes after it binds, and people without the right', async () => {
    const number = await draft();
    await withLine(number, await addItem(world.services));
    const old = await seen(number);
    await withLine(number, await addItem(world.services));
    expect(reasonOf(await activateContract(world.services, second, old))).toBe('stale');
    accepted(await activateContract(world.services, second, await seen(number)));
    const item = await addItem(world.services);
    const line = { itemCode: item.code, pricePack: 1, agreedUnits: 0, convertTimes: 1, convertBy: 1 };
    expect(reasonOf(await setContractLine(world.services, world.buyer, key(), number, line))).toBe('wrong_state');
    const clerk = await addPerson(world.services, world.head, 'storekeeper');
    expect(reasonOf(await activateContract(world.services, clerk, await seen(number)))).toBe('forbidden');
    expect(reasonOf(await withdrawContract(world.services, world.buyer, await seen(number), { reason: '误' }))).toBe(
      'contract_binds',
    );
  });

  it('ends with a reason; past days answer as they did', async () => {
    const item = await addItem(world.services);
    const number = await draft();
    await withLine(number, item);
    accepted(await activateContract(world.services, second, await seen(number)));
    const late = { lastDay: addDays(TODAY, -2), reason: '断供' };
    expect(reasonOf(await endContract(world.services, world.buyer, await seen(number), late))).toBe(
      'contract_end_past',
    );
    const input = { lastDay: TODAY, reason: '企业停产' };
    accepted(await endContract(world.services, world.buyer, await seen(number), input));
    expect((await priceOn(db(), { itemId: item.id, day: TODAY }))?.pricePack).toBe(50_000);
    expect(await priceOn(db(), { itemId: item.id, day: addDays(TODAY, 1) })).toBeNull();
  });

  it('excuses what the supplier could not deliver, never more than was agreed', async () => {
    const number = await draft();
    const lineId = await withLine(number, await addItem(world.services));
    accepted(await activateContract(world.services, second, await seen(number)));
    expect((await volumeProgress(db(), [lineId], TODAY)).get(lineId)?.state).toBe('far_behind');
    const input = { lineId, units: 1000, reason: '省内缺货' };
    accepted(await excuseVolume(world.services, world.buyer, await seen(number), input));
    expect((await volumeProgress(db(), [lineId], TODAY)).get(lineId)).toMatchObject({
      excusedUnits: 1000,
      state: 'ahead',
    });
    const more = await excuseVolume(world.services, world.buyer, await seen(number), { ...input, units: 1 });
    expect(reasonOf(more)).toBe('contract_excuse_most');
  });
});

describe('the pages', () => {
  it('draft, fill from a sheet, activate by another, and show progress', async () => {
    const browser = await signIn(world.app, world.buyer.login);
    const supplier = await addSupplier(world);
    const item = await addItem(world.services, { genericName: '二甲双胍' });
    const fields = { kind: 'volume', title: '第九批', batch: '第九批', party: String(supplier.id), backup: '' };
    const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
    const made = await browser.post(paths.newContract(), { idempotency_key: key(), ...fields, ...span });
    expect(made.status).toBe(303);
    const number = /HT-\d{8}-\d{4,}/.exec(made.location ?? '')?.[0] ?? '';
    const line = { item: item.code, price: '5', agreedUnits: '0', convertTimes: '1', convertBy: '1' };
    expect((await browser.post(paths.contractLines(number), { idempotency_key: key(), ...line })).status).toBe(303);
    const upload = (csv: string) =>
      browser.post(paths.contractShares(number), {
        idempotency_key: key(),
        file: new File([csv], 'shares.csv', { type: 'text/csv' }),
      });
    const wrong = await upload(`药品编码,机构编码,约定量\n${item.code},NOWHERE,5\n${item.code},FY1,0\n`);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('第2行：没有编码NOWHERE的机构');
    expect(wrong.text).toContain('第3行');
    expect((await upload(`药品编码,机构编码,约定量\n${item.code},FY1,1200\n`)).status).toBe(303);
    const own = await browser.get(paths.contract(number));
    expect(own.text).toContain('请另一人激活');
    const chief = await signIn(world.app, second.login);
    const version = String(await versionOf(number));
    const activated = await chief.post(paths.contractActivation(number), { idempotency_key: key(), version });
    expect(activated.status).toBe(303);
    const [shown] = await contractLines(db(), (await contractByNumber(db(), number))?.document.id ?? 0);
    expect(await sharesOfLine(db(), shown?.line.id ?? 0)).toMatchObject([{ code: 'FY1', agreedUnits: 1200 }]);
    const page = await chief.get(paths.contract(number, { line: shown?.line.id }));
    expect(page.text).toContain('bar-cell');
    expect(page.text).toContain('按机构');
    const progress = await chief.get(paths.volumeProgress({ q: '二甲双胍' }));
    expect(progress.text).toContain('严重落后');
    expect((await chief.get(paths.volumeProgressExport('csv'))).text).toContain('第九批');
    expect((await chief.get(paths.contracts({ q: '二甲双胍' }))).text).toContain(number);
    expect((await chief.get(paths.contracts({ q: '没有这个' }))).text).toContain('没有符合的合同');
    expect((await chief.get(paths.contractsExport('xlsx'))).status).toBe(200);
    expect((await chief.get(paths.home())).text).toContain(paths.contracts());
  });

  it('keep what was typed when a draft is refused', async () => {
    const browser = await signIn(world.app, world.buyer.login);
    const answer = await browser.post(paths.newContract(), {
      idempotency_key: key(),
      kind: 'volume',
      title: '没有批次的合同',
      batch: '',
      party: String((await addSupplier(world)).id),
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('没有批次的合同');
    expect(answer.text).toContain('须写批次');
  });
});
