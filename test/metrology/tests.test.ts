/** Compulsory tests: what bars a card, results of many, taken back, two people at once, and the pages. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commissionAsset, turnAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { addDays, dayOf, startOfDay } from '../../src/kernel/clock.ts';
import { endDuty, fetchBack, registerDuties, sendForTest } from '../../src/metrology/duty-commands.ts';
import { metrologyOf } from '../../src/metrology/record-queries.ts';
import { enterResults, reverseResult } from '../../src/metrology/result-commands.ts';
import {
  checkResult,
  type EnteredResult,
  lastDayOf,
  type Outcome,
  proposedItem,
  standing,
} from '../../src/metrology/rules.ts';
import { metrologyChecks } from '../../src/metrology/verify.ts';
import { paths } from '../../src/paths.ts';
import { useBlockedBy } from '../../src/safety-of-use/queries.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let engineer: Browser;
let custodian: Browser;
let today: string;
beforeAll(async () => {
  world = await openAssetWorld();
  world.clock.set(startOfDay('2026-11-23') + 3_600_000 * 9);
  today = dayOf(world.services.clock.now());
  engineer = await signIn(world.app, world.engineer.login);
  custodian = await signIn(world.app, world.custodian.login);
});
afterAll(() => endWhole(world));

const cardOf = async (number: string) => {
  const card = await assetByNumber(world.services.db.read, '/', number);
  if (card === undefined) throw new Error(`no card ${number}`);
  return card;
};
const recordOf = async (number: string) => {
  const [record] = await metrologyOf(world.services.db.read, (await cardOf(number)).asset.id);
  if (record === undefined) throw new Error(`${number} is under no test`);
  return record;
};
async function underTest(more: object = {}): Promise<{ number: string; dutyId: number }> {
  const number = await addCard(world, more);
  accepted(await registerDuties(world.services, world.engineer, key(), { lines: [{ number, item: 'ultrasound' }] }));
  return { number, dutyId: (await recordOf(number)).duty.id };
}
const line = (dutyId: number, outcome: Outcome = 'pass', more: object = {}) => ({
  ...{ dutyId, outcome, validUntil: null, certificateNumber: `C${dutyId}`, limits: '' },
  ...more,
});
const enter = (testedOn: string, ...lines: ReturnType<typeof line>[]) =>
  enterResults(world.services, world.engineer, key(), { institution: '计量所', testedOn, lines });
const barsOf = async (number: string, day = today) => {
  const { id } = (await cardOf(number)).asset;
  return ((await useBlockedBy(world.services.db.read, [id], day)).get(id) ?? []).map(({ why }) => why);
};
const turn = async (number: string, name: 'stop' | 'resume' | 'rest') =>
  reasonOf(await turnAsset(world.services, world.branchHead, { key: key(), number }, { turn: name, why: '试' }));

describe('rules', () => {
  it('ends a certificate the day before, whatever the length of the month', () => {
    expect(lastDayOf('2026-11-23', 12)).toBe('2027-11-22');
    expect(lastDayOf('2026-08-31', 6)).toBe('2027-02-27');
    expect(lastDayOf('2024-02-29', 12)).toBe('2025-02-27');
  });

  it.each([
    ['metrology_day_future', { testedOn: '2026-11-24' }, 12],
    ['metrology_not_listed', {}, 0],
    ['metrology_limits_missing', { outcome: 'limited' as const }, 12],
    ['metrology_valid_before', { validUntil: '2026-11-22' }, 12],
    ['metrology_valid_long', { validUntil: '2027-11-23' }, 12],
  ])('refuses %s', (reason, more, months) => {
    const typed = {
      testedOn: '2026-11-23',
      outcome: 'pass' as const,
      validUntil: null,
      certificateNumber: '1',
      limits: '',
    };
    expect(reasonOf(checkResult({ ...typed, ...more }, months, '2026-11-23'))).toBe(reason);
  });

  it('proposes a kind by the name', () => {
    const names = ['十二道心电图机', '彩色多普勒超声诊断仪', '动态血压监测仪', '救护车'];
    expect(names.map(proposedItem)).toEqual(['ecg', 'ultrasound', 'sphygmomanometer', undefined]);
  });

  it('lets the last test stand that nobody took back, whatever the order of entries', () => {
    const entry = fc.record({ day: fc.integer({ min: 0, max: 400 }), undo: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (steps) => {
        const entries: EnteredResult[] = [];
        const live: EnteredResult[] = [];
        for (const { day, undo } of steps) {
          const id = entries.length + 1;
          const gone = undo ? live.pop() : undefined;
          const testedOn = addDays('2025-01-01', day);
          const plain = {
            id,
            testedOn,
            outcome: 'pass' as const,
            validUntil: lastDayOf(testedOn, 12),
            reversalOf: null,
          };
          if (gone === undefined) live.push(plain);
          entries.push(gone === undefined ? plain : { ...gone, id, reversalOf: gone.id });
        }
        const days = live.map(({ testedOn }) => testedOn).sort();
        expect(standing(entries)[0]?.testedOn).toBe(days.at(-1));
        expect(standing(entries)).toHaveLength(live.length);
      }),
    );
  });
});

describe('a card under test', () => {
  it('is barred without a result, free with one, barred again once it lapsed', async () => {
    const { number, dutyId } = await underTest();
    expect(await barsOf(number)).toEqual(['test_missing']);
    expect(await turn(number, 'stop')).toBe('ok');
    expect(await turn(number, 'resume')).toBe('use_test_missing');
    accepted(await enter(addDays(today, -364), line(dutyId)));
    expect(await turn(number, 'resume')).toBe('ok');
    expect([await barsOf(number), await barsOf(number, addDays(today, 1))]).toEqual([[], ['test_overdue']]);
    expect(await turn(number, 'rest')).toBe('ok');
    world.clock.set(startOfDay(addDays(today, 5)));
    const given = { key: key(), number };
    const late = await commissionAsset(world.services, world.officer, given, { day: today, note: '' });
    world.clock.set(startOfDay(today) + 3_600_000 * 9);
    expect(late).toMatchObject({ ok: false, reason: 'use_test_overdue' });
  });

  it('stops when its test failed, and the result before stands again when that was a mistake', async () => {
    const { number, dutyId } = await underTest();
    accepted(await enter('2026-10-01', line(dutyId)));
    const failed = accepted(await enter('2026-11-20', line(dutyId, 'fail')));
    expect([failed.stopped, (await cardOf(number)).asset.status]).toEqual([[number], 'stopped']);
    expect(await turn(number, 'resume')).toBe('use_test_failed');
    const [last] = (await recordOf(number)).results;
    const back = () =>
      reverseResult(world.services, world.engineer, key(), { resultId: last?.id ?? 0, reason: '录错设备' });
    accepted(await back());
    expect(reasonOf(await back())).toBe('metrology_reversed');
    const { duty } = await recordOf(number);
    expect([duty.outcome, duty.validUntil]).toEqual(['pass', '2027-09-30']);
    expect((await cardOf(number)).asset.status).toBe('stopped');
    expect(await turn(number, 'resume')).toBe('ok');
  });

  it('goes away with others and comes back with all results in one act', async () => {
    const both = [await underTest(), await underTest()];
    const dutyIds = both.map(({ dutyId }) => dutyId);
    const send = () =>
      sendForTest(world.services, world.engineer, key(), { dutyIds, institution: '计量所', day: today });
    accepted(await send());
    expect(reasonOf(await send())).toBe('metrology_away');
    const limited = { limits: '只作筛查', validUntil: '2027-02-01' };
    accepted(await enter(today, line(dutyIds[0] ?? 0), line(dutyIds[1] ?? 0, 'limited', limited)));
    const duties = await Promise.all(both.map(async ({ number }) => (await recordOf(number)).duty));
    expect(duties.map(({ sentOn, validUntil }) => [sentOn, validUntil])).toEqual([
      [null, '2027-11-22'],
      [null, '2027-02-01'],
    ]);
    const one = { dutyId: dutyIds[0] ?? 0, reason: '试' };
    expect(reasonOf(await fetchBack(world.services, world.engineer, key(), one))).toBe('metrology_not_away');
    accepted(await endDuty(world.services, world.engineer, key(), one));
    expect(reasonOf(await endDuty(world.services, world.engineer, key(), one))).toBe('not_found');
  });

  it('takes one result of a day from two people at once, and refuses what is known and who may not', async () => {
    const { number, dutyId } = await underTest();
    const answers = await Promise.all([enter(today, line(dutyId)), enter(today, line(dutyId, 'fail'))]);
    expect(answers.map(reasonOf).sort()).toEqual(['metrology_result_known', 'ok'].sort());
    const lines = [{ number, item: 'ultrasound' as const }];
    expect(reasonOf(await registerDuties(world.services, world.engineer, key(), { lines }))).toBe('metrology_known');
    expect(reasonOf(await registerDuties(world.services, world.custodian, key(), { lines }))).toBe('forbidden');
    expect(reasonOf(await enter(today))).toBe('metrology_none_chosen');
  });

  it('holds what verify asks', async () => {
    const found = await Promise.all(metrologyChecks.map(({ find }) => find(world.services.db.read)));
    expect(found.flat()).toEqual([]);
  });
});

describe('the pages', () => {
  it('list what is due, propose, send many and take their results', async () => {
    const number = await addCard(world, { name: '十二道心电图机', classCode: 'electronic', categoryCode: null });
    const proposed = await engineer.get(paths.metrologyProposals());
    expect(proposed.text).toContain(`${number} ecg`);
    const registered = { idempotency_key: key(), line: `${number} ecg` };
    expect((await engineer.post(paths.metrologyProposals(), registered)).status).toBe(303);
    const { duty } = await recordOf(number);
    expect((await engineer.get(paths.home())).text).toContain('不能使用');
    const list = await custodian.get(paths.metrology({ q: 'xdtj', state: 'barred' }));
    expect([list.text.includes(number), list.text.includes(paths.metrologySending())]).toEqual([true, false]);
    expect((await custodian.get(paths.metrologyExport('csv', { q: 'xdtj' }))).text).toContain('没有结果');
    expect((await custodian.get(paths.metrologySending())).status).toBe(403);
    expect((await engineer.get(paths.metrologySending())).text).toContain(number);
    const sending = { idempotency_key: key(), institution: '市计量所', day: today, duty: String(duty.id) };
    expect((await engineer.post(paths.metrologySending(), sending)).status).toBe(303);
    expect((await engineer.get(paths.metrologyResults())).text).toContain(`line.${duty.id}.outcome`);
    const result = { idempotency_key: key(), institution: '市计量所', testedOn: today };
    const field = (part: string) => `line.${duty.id}.${part}`;
    const bare = await engineer.post(paths.metrologyResults(), { ...result, [field('outcome')]: 'pass' });
    expect(bare.status).toBe(422);
    const whole = { ...result, [field('outcome')]: 'pass', [field('certificateNumber')]: 'JD-1' };
    expect((await engineer.post(paths.metrologyResults(), whole)).status).toBe(303);
    const page = await engineer.get(paths.equipmentTests(number));
    expect([page.text.includes('JD-1'), page.text.includes('可以使用和预约')]).toEqual([true, true]);
    const card = await custodian.get(paths.equipmentTests(number));
    expect([card.status, card.text.includes(paths.equipmentTestAct(number, 'results'))]).toEqual([200, false]);
    const act = (name: 'results' | 'reversal' | 'end', fields: Record<string, string>) =>
      engineer.post(paths.equipmentTestAct(number, name), { idempotency_key: key(), ...fields });
    const twice = await act('results', { ...whole, idempotency_key: key() });
    expect([twice.status, twice.text.includes('已有结果')]).toEqual([422, true]);
    const id = String((await recordOf(number)).results[0]?.id);
    expect((await act('reversal', { result: id, reason: '' })).status).toBe(422);
    expect((await act('reversal', { result: id, reason: '录错' })).status).toBe(303);
    expect((await act('end', { duty: String(duty.id), reason: '不在目录' })).status).toBe(303);
  });
});
