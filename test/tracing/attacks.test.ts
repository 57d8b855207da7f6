/** What people and scanners send that nobody meant: floods, repeats, papers of others, codes of another kind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { paths } from '../../src/paths.ts';
import { type DispatchWorld, key, PACK } from '../dispatches/dispatch-world.ts';
import { addItem, addPerson, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { alarms, codeOf, codesOf, issued, openTraceWorld, PREFIX, wrong } from './trace-world.ts';

let world: DispatchWorld;
let clerk: Browser;
let far: Browser;
beforeAll(async () => {
  world = await openTraceWorld();
  const stock = { item: world.item, organisationId: world.branch.id, quantityBase: 60 * PACK };
  await addStock(world.services, world.places.branchStore, stock);
  clerk = await signIn(world.app, world.people.receiver.login);
  far = await signIn(world.app, (await addPerson(world.services, world.other, 'branch_pharmacist')).login);
});
afterAll(async () => {
  expect(await wrong(world)).toEqual([]);
  expect(await alarms(world)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});

const fields = (more: Record<string, string>) => ({ idempotency_key: key(), ...more });
const seen = async (number: string) => (await clerk.get(paths.tracePaper(number, 'issue'))).text;

describe('a paper under attack', () => {
  it('says how many codes are too many, takes none of them, and refuses a body without end', async () => {
    const number = await issued(world, 3 * PACK, []);
    const scans = paths.tracePaperScans(number, 'issue');
    for (const count of [2001, 10_000]) {
      const flood = await clerk.post(scans, fields({ codes: '', paste: codesOf(50_000, count).join('\n') }));
      expect(flood.status).toBe(422);
      expect(flood.text).toContain('一次最多2000个码');
    }
    expect((await clerk.post(scans, fields({ codes: '8'.repeat(400_000) }))).status).toBe(413);
    const more = await clerk.post(scans, fields({ codes: '', paste: codesOf(60_000, 4).join(' ') }));
    expect(more.status).toBe(422);
    expect(await seen(number)).toContain('还没有扫');
  });

  it('takes one code once, however often it is sent', async () => {
    const number = await issued(world, 5 * PACK, []);
    const scans = paths.tracePaperScans(number, 'issue');
    const five = Array.from({ length: 5 }, () => codeOf(601)).join('\n');
    const together = await clerk.post(scans, fields({ codes: five }));
    expect(together.status).toBe(422);
    expect(together.text).toContain('写了两遍');
    const answers = [];
    for (let turn = 0; turn < 5; turn += 1) answers.push(await clerk.post(scans, fields({ codes: codeOf(601) })));
    expect(answers.map((answer) => answer.status)).toEqual([303, 422, 422, 422, 422]);
    const race = await Promise.all([1, 2, 3].map(() => clerk.post(scans, fields({ codes: codeOf(602) }))));
    expect(race.filter((answer) => answer.status === 303)).toHaveLength(1);
    expect(await seen(number)).toContain('已扫2/5盒');
  });

  it('knows no paper, scan or alarm of another member', async () => {
    const number = await issued(world, PACK, [codeOf(611)]);
    const id = /\/trace\/8\d{19}/.exec(await seen(number));
    expect(id).not.toBeNull();
    for (const act of ['issue', 'dispatch', 'receipt', 'supplier_return']) {
      const done = await far.post(paths.tracePaperScans(number, act), fields({ codes: codeOf(612) }));
      expect(done.status).toBe(404);
      expect((await far.post(paths.tracePaperUndo(number, act), fields({ scan: '1' }))).status).toBe(404);
    }
    // A scan of another paper cannot be taken back from here
    const other = await issued(world, PACK, []);
    for (const scan of ['1', '999999999', '-1', 'x', '']) {
      const undone = await clerk.post(paths.tracePaperUndo(other, 'issue'), fields({ scan }));
      expect(undone.status).toBe(422);
    }
    expect((await far.get(paths.labels('receipt', number))).status).not.toBe(200);
  });

  it('refuses what is another kind of code, with the reason', async () => {
    const number = await issued(world, PACK, []);
    const scans = paths.tracePaperScans(number, 'issue');
    for (const codes of [
      '0106901234567892 10A240117270114',
      '01069012345678921727011410A2401',
      `${codeOf(1)}*0`,
      `${codeOf(1)}*999999999`,
      `${codeOf(1).slice(0, 19)}`,
      `9${codeOf(1).slice(1)}`,
      '\u0000',
      '药'.repeat(300),
      "' or 1=1 --",
    ]) {
      const refused = await clerk.post(scans, fields({ codes }));
      expect(refused.status, codes.slice(0, 30)).toBe(422);
    }
    const part = await clerk.post(scans, fields({ codes: codeOf(621), part: String(PACK + 1) }));
    expect(part.status).toBe(422);
    expect(part.text).toContain('最多还有');
  });

  it('asks for the line where first digits stand for two items', async () => {
    const twin = await addItem(world.services);
    const known = { itemId: twin.id, type: 'trace_prefix' as const, value: PREFIX, source: 'test' };
    await world.services.db.transaction((tx) => tx.insert(itemCode).values(known));
    const number = await issued(world, PACK, [codeOf(631)]);
    expect(await seen(number)).toContain('已扫1/1盒');
    const drafted = await clerk.post(paths.issueDraft(), { q: codeOf(632) });
    expect(drafted.status).toBe(200);
  });
});

describe('a form of an issue under attack', () => {
  it('takes no item, lot or place that is not its own, and nothing of nonsense', async () => {
    const line = { 'line.0.item': String(world.item.id), 'line.0.packs': '1' };
    const wrongs: Record<string, string>[] = [
      { ...line, 'line.0.item': '999999999' },
      { ...line, 'line.0.item': '1 or 1' },
      { ...line, 'line.0.lot': '999999-999999', 'line.0.reason': '先用' },
      { ...line, 'line.0.lot': `${world.places.headStore}-1`, 'line.0.reason': '先用' },
      { ...line, 'line.0.packs': '-1' },
      { ...line, 'line.0.packs': '1e9' },
      { ...line, 'line.0.codes': codesOf(70_000, 600).join('\n') },
      { ...line, day: '2999-01-01' },
    ];
    for (const more of wrongs) {
      for (const from of ['full', 'quick']) {
        const given = from === 'full' ? more : quickOf(more);
        const answer = await clerk.post(paths.newIssue(), fields({ purpose: 'patient', from, ...given }));
        expect([403, 404, 409, 422], JSON.stringify(more).slice(0, 120)).toContain(answer.status);
      }
    }
    for (const q of ['\u0000', '%', '_', '*'.repeat(600), '<b>', codeOf(1, '8999999')]) {
      for (const from of ['full', 'quick']) {
        const answer = await clerk.post(paths.issueDraft(), { from, q });
        expect([200, 422], q.slice(0, 20)).toContain(answer.status);
        expect(answer.text).not.toContain('<b></b>');
      }
    }
  });
});

/** The same on the short page, whose rows are named by their item. */
function quickOf(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.replace('line.0', `line.${world.item.id}`), value]),
  );
}
