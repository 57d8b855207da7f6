/** The pages of requisitions, limits, calendars and the pool through requests, without script, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type DispatchWorld, openWorld, PACK, shortageOf } from '../dispatches/dispatch-world.ts';
import { addItem, addPerson } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import { registered } from './needs-world.ts';

let world: DispatchWorld;
let member: Browser;
let hub: Browser;
beforeAll(async () => {
  world = await openWorld(20);
  const { services, branch, head } = world;
  await addItem(services, { code: 'MOR', genericName: '盐酸吗啡片', controlClass: 'narcotic' });
  await addPerson(services, branch, 'branch_pharmacist', { login: 'member' });
  await addPerson(services, head, 'hub_pharmacist', { login: 'desk' });
  member = await signIn(world.app, 'member');
  hub = await signIn(world.app, 'desk');
});
afterAll(() => world.drop());

const hidden = (page: Answer, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';

async function fill(number: string, act: string, more: Record<string, string> = {}) {
  const page = await member.get(paths.requisition(number));
  const kept = { idempotency_key: hidden(page, 'idempotency_key'), version: hidden(page, 'version') };
  const fields = { ...kept, neededBy: '2026-12-08', note: '', act, ...more };
  return member.post(paths.requisitionLines(number), fields);
}

async function draft(): Promise<string> {
  const page = await member.get(paths.requisitions());
  const key = hidden(page, 'idempotency_key');
  const fields = { idempotency_key: key, member: world.branch.code, start: 'empty' };
  const made = await member.post(paths.requisitions(), fields);
  expect(made.status).toBe(303);
  return made.location?.split('/').at(-1) ?? '';
}

const line = (packs: string, reason = '') => ({
  [`line.${world.item.id}.packs`]: packs,
  [`line.${world.item.id}.reason`]: reason,
});

describe('a member', () => {
  it('opens a draft, finds a drug, adds it, is refused with what was typed, submits and withdraws', async () => {
    const number = await draft();
    const found = await member.follow(await fill(number, 'search', { q: 'AMX' }));
    expect(found.text).toContain('value="add:AMX"');
    expect((await member.follow(await fill(number, 'add:AMX'))).text).toContain(`name="line.${world.item.id}.packs"`);
    const wrong = await fill(number, 'submit', line('abc'));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="abc"');
    const far = await fill(number, 'submit', line('60'));
    expect(far.status).toBe(422);
    expect(far.text).toContain('请写明原因');
    const done = await member.follow(await fill(number, 'submit', line('60', '冬季门诊增加')));
    expect(done.text).toContain('已提交，待安排');
    expect(done.text).toContain('冬季门诊增加');
    const version = hidden(done, 'version');
    const gone = await member.post(paths.requisitionWithdrawal(number), {
      idempotency_key: hidden(done, 'idempotency_key'),
      version,
      reason: '录错',
    });
    expect((await member.follow(gone)).text).toContain('已撤回');
  });

  it('hears by name that a controlled drug is asked for otherwise', async () => {
    const number = await draft();
    const refused = await fill(number, 'add:MOR');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('盐酸吗啡片');
    expect((await member.follow(await fill(number, 'search', { q: 'MOR' }))).text).toContain('管制药品');
  });

  it('sets limits and sees them, and reads the calendar without a form', async () => {
    const page = await member.get(paths.levels({ q: 'AMX' }));
    const limits = {
      idempotency_key: hidden(page, 'idempotency_key'),
      member: world.branch.code,
      [`line.${world.item.id}.least.packs`]: '2',
      [`line.${world.item.id}.most.packs`]: '1',
    };
    expect((await member.post(paths.levels({ q: 'AMX' }), limits)).status).toBe(422);
    const right = { ...limits, [`line.${world.item.id}.most.packs`]: '9' };
    expect((await member.follow(await member.post(paths.levels(), right))).text).toContain('value="9"');
    expect((await member.get(paths.levels({ member: world.other.code }))).status).toBe(404);
    expect((await member.get(paths.levelsExport('csv'))).text).toContain('AMX');
    const calendars = await member.get(paths.requisitionCalendars());
    expect(calendars.text).not.toContain('name="everyWeeks"');
  });
});

describe('the hub', () => {
  it('sets the calendar, sees the pool by item, and sends the fair share', async () => {
    const page = await hub.get(paths.requisitionCalendars());
    const days = { member: '*clinic', everyWeeks: '2', weekday: '4', startsOn: '2026-11-23', coverDays: '28' };
    const set = await hub.post(paths.requisitionCalendars(), {
      idempotency_key: hidden(page, 'idempotency_key'),
      ...days,
    });
    expect((await hub.follow(set)).text).toContain('每2周周四截止');
    const number = await draft();
    await fill(number, 'add:AMX');
    expect((await fill(number, 'submit', line('4', '常规'))).status).toBe(303);
    expect((await hub.get(paths.demandPool())).text).toContain(paths.poolItem('AMX'));
    expect((await hub.get(paths.demandPool({ origin: 'shortage' }))).text).toContain('需求池是空的');
    const item = await hub.get(paths.poolItem('AMX'));
    const box = /name="(line\.\d+\.packs)"/.exec(item.text)?.[1] ?? '';
    const typed = { idempotency_key: hidden(item, 'idempotency_key'), [box]: '3', reason: '' };
    const unsaid = await hub.post(paths.poolSupply('AMX'), typed);
    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('分配数量与建议不同');
    const sent = await hub.post(paths.poolSupply('AMX'), { ...typed, reason: '先发三盒' });
    expect((await hub.follow(sent)).text).toContain('已为1家机构安排');
    const record = await hub.get(paths.requisition(number));
    expect(record.text).toContain('供应中');
    expect(record.text).toMatch(/href="\/dispatches\/PS-/);
    expect((await hub.get(paths.demandPoolExport('csv'))).text).toContain('AMX');
    expect((await hub.get(paths.requisitionsExport('csv', { state: 'in_supply' }))).text).toContain(number);
  });

  it('puts a shortage on the purchase list, shows it there, and takes it off', async () => {
    const { number } = await registered(world, 6 * PACK);
    const act = async (address: string) => {
      const page = await hub.get(paths.shortage(number));
      const { document } = await shortageOf(world, number);
      return hub.post(address, {
        idempotency_key: hidden(page, 'idempotency_key'),
        version: String(document.version),
      });
    };
    const listed = await hub.follow(await act(paths.shortageListing(number)));
    expect(listed.text).toContain('在需求池，等列入采购计划');
    expect((await member.get(paths.shortage(number))).text).toContain('在需求池');
    expect((await hub.get(paths.poolItem('AMX'))).text).toContain(number);
    expect((await act(paths.shortageListing(number))).status).toBe(422);
    const off = await hub.follow(await act(paths.shortageUnlisting(number)));
    expect(off.text).toContain('已撤出需求池');
    expect((await hub.get(paths.poolItem('AMX'))).text).not.toContain(number);
  });

  it('speaks English, and knows no foreign number', async () => {
    await hub.post(paths.preferences(), { language: 'en' });
    for (const path of [paths.requisitions(), paths.demandPool(), paths.levels(), paths.requisitionCalendars()]) {
      const page = await hub.get(path);
      expect(page.status).toBe(200);
      expect(page.text).toMatch(/Requisition|Pool of demand|Stock limits/);
    }
    expect((await member.get(paths.requisition('QL-20990101-0001'))).status).toBe(404);
  });
});
