/** The pages of the committee through requests: calling, attending, voting, counting, minutes, and the secrecy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { sessionByNumber } from '../../src/committee/session-queries.ts';
import { paths } from '../../src/paths.ts';
import { readPages } from '../print/read-pdf.ts';
import { key, member, openSelectionWorld, openSession, type SelectionWorld } from '../selection/world.ts';
import { type Browser, signIn } from '../support/login.ts';

let world: SelectionWorld;
const people: Record<string, Browser> = {};

beforeAll(async () => {
  world = await openSelectionWorld();
  const { applicant, chief, auditor } = world;
  const all = { applicant, chief, auditor, first: member(world, 0), second: member(world, 1) };
  for (const [name, person] of Object.entries(all)) people[name] = await signIn(world.app, person.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function as(name: string): Browser {
  const found = people[name];
  if (found === undefined) throw new Error(`nobody is ${name}`);
  return found;
}

async function versionOf(number: string): Promise<string> {
  return String((await sessionByNumber(world.services.db.read, number))?.document.version);
}

const SECRET = '独一无二的反对理由';

describe('a session from call to minutes', () => {
  it('is called, opened, attended, voted in secret, counted, closed and printed', async () => {
    const plan = { 'plan.title': '冬季例会', 'plan.heldOn': '2026-12-01', 'plan.place': '三楼' };
    const lacking = await as('chief').post(paths.newSession(), { idempotency_key: key(), ...plan, 'plan.heldOn': 'x' });
    expect(lacking.status).toBe(422);
    expect(lacking.text).toContain('冬季例会');
    const called = await as('chief').post(paths.newSession(), { idempotency_key: key(), ...plan });
    const number = called.location?.split('/').at(-1) ?? '';
    const act = (name: string, fields: Record<string, string> = {}) => ({ name, fields });
    const send = async (who: string, { name, fields }: ReturnType<typeof act>) =>
      as(who).post(paths.sessionAct(number, name), {
        idempotency_key: key(),
        version: await versionOf(number),
        ...fields,
      });
    const matter = { 'matter.kind': 'exception', 'matter.text': '阿莫西林口服允许三个品种' };
    expect((await send('first', act('matters', matter))).status).toBe(403);
    expect((await send('chief', act('matters', { ...matter, 'matter.text': '' }))).status).toBe(422);
    expect((await send('chief', act('matters', matter))).status).toBe(303);
    expect((await as('chief').get(paths.session(number))).text).toContain('计划2026-12-01召开，现在提前开始。');
    expect((await send('chief', act('opening'))).status).toBe(303);
    for (const [who, index] of [
      ['first', 0],
      ['second', 1],
    ] as const) {
      const own = { 'attend.person': String(member(world, index).userId) };
      expect((await send(who, act('attendance', own))).status).toBe(303);
    }
    for (const index of [2, 3]) {
      const other = { 'attend.person': String(member(world, index).userId), 'attend.note': '当面到会' };
      expect((await send('chief', act('attendance', other))).status).toBe(303);
    }
    const page = await as('first').get(paths.session(number));
    const id = /matters\/(\d+)\/vote/.exec(page.text)?.[1] ?? '';
    const vote = (choice: string, reason = '') => ({ idempotency_key: key(), documentVersion: '', choice, reason });
    const voting = paths.matterAct(number, id, 'vote');
    expect((await as('auditor').post(voting, vote('for'))).status).toBe(403);
    const mute = await as('first').post(voting, vote('against'));
    expect([mute.status, mute.text.includes('要写理由')]).toEqual([422, true]);
    expect((await as('first').post(voting, vote('against', SECRET))).status).toBe(303);
    expect((await as('first').post(voting, vote('for'))).status).toBe(422);
    for (const who of ['chief', 'auditor', 'second']) {
      const text = (await as(who).get(paths.session(number))).text;
      expect([who, text.includes(SECRET), text.includes('已投票1')]).toEqual([who, false, true]);
    }
    expect((await as('first').get(paths.session(number))).text).toContain('您已于');
    const trail = JSON.stringify(await world.services.db.read.select().from(auditRow));
    expect([trail.includes(SECRET), trail.includes('"choice"')]).toEqual([false, false]);
    expect((await as('chief').get(paths.sessionMinutes(number))).status).toBe(422);
    expect((await as('second').post(voting, vote('for'))).status).toBe(303);
    const counted = await as('chief').post(paths.matterAct(number, id, 'decision'), { idempotency_key: key() });
    expect(counted.status).toBe(303);
    const early = (await as('auditor').get(paths.session(number))).text;
    expect([early.includes(SECRET), early.includes('赞成1，反对1')]).toEqual([false, true]);
    expect((await send('chief', act('closing', { 'close.minutes': '讨论了三个品种' }))).status).toBe(303);
    expect((await as('auditor').get(paths.session(number))).text).toContain(SECRET);
    const response = await world.app.request(`http://localhost${paths.sessionMinutes(number)}`, {
      headers: { Cookie: `session=${as('auditor').cookies.get('session')}` },
    });
    const text = readPages(Buffer.from(await response.arrayBuffer())).join('\n');
    for (const words of ['讨论了三个品种', SECRET, '甲委员', number]) expect(text).toContain(words);
  });
});

describe('the list', () => {
  it('is for the county, searched, and exported', async () => {
    const { number } = await openSession(world, { present: 0 });
    expect((await as('applicant').get(paths.committee())).status).toBe(403);
    expect((await as('applicant').get(paths.session(number))).status).toBe(403);
    expect((await as('auditor').get(paths.committee({ q: '第四季度' }))).text).toContain(number);
    expect((await as('auditor').get(paths.committee({ state: 'closed', q: '第四季度' }))).text).not.toContain(number);
    expect((await as('auditor').get(paths.committeeExport('csv'))).text).toContain(number);
    expect((await as('auditor').get(paths.session('HY-20200101-0001'))).status).toBe(404);
    const strange = paths.matterAct(number, '1e9', 'decision');
    expect((await as('chief').post(strange, { idempotency_key: key() })).status).toBe(404);
  });
});
