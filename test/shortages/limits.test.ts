/** By when a shortage is answered and resolved, how that follows its way, and who is told when it was not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tasksFor } from '../../src/home/task-queries.ts';
import { dayOf, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { putOnList, takeOffList } from '../../src/shortages/commands.ts';
import { escalateShortages } from '../../src/shortages/escalate-commands.ts';
import { answerDue, passedLimit, resolveDue } from '../../src/shortages/limit-rules.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { accepted, addItem, addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import {
  acceptedRequest,
  type County,
  key,
  openCounty,
  recordOf,
  registered,
  registration,
  versionOf,
} from './county.ts';

let county: County;
let chief: TestPerson;
let vice: TestPerson;
beforeAll(async () => {
  county = await openCounty();
  chief = await addPerson(county.services, county.head, 'chief_pharmacist');
  vice = await addPerson(county.services, county.head, 'vice_president');
});
afterAll(() => county.drop());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMITS = {
  emergencyCounty: 240,
  emergencyPurchase: 1440,
  emergencyAdHoc: 1440,
  chronicCounty: 2,
  chronicPurchase: 5,
  chronicAdHoc: 7,
  routineCounty: 2,
  routinePurchase: 3,
  routineAdHoc: 5,
};
const friday = Date.parse('2026-11-20T10:00:00+08:00');
const none = new Map<string, boolean>();

describe('the rules', () => {
  it('count emergencies round the clock and the others by working days', () => {
    expect(answerDue('emergency', friday + DAY, 30, none)).toBe(friday + DAY + 30 * 60_000);
    expect(answerDue('routine', friday, 1440, none)).toBe(friday + 3 * DAY);
    const asked = { at: friday, runsOutOn: null };
    expect(resolveDue({ ...asked, urgency: 'emergency' }, 'County', LIMITS, none)).toBe(friday + 4 * HOUR);
    expect(resolveDue({ ...asked, urgency: 'routine' }, 'County', LIMITS, none)).toBe(friday + 4 * DAY);
    expect(resolveDue({ ...asked, urgency: 'routine' }, 'Purchase', LIMITS, none)).toBe(friday + 5 * DAY);
  });
  it('bring a chronic refill from the county before its last dose, unless that is past', () => {
    const refill = (runsOutOn: string) => ({ urgency: 'chronic' as const, at: friday, runsOutOn });
    expect(resolveDue(refill('2026-12-01'), 'County', LIMITS, none)).toBe(startOfDay('2026-12-01'));
    expect(resolveDue(refill('2026-11-20'), 'County', LIMITS, none)).toBe(friday + 4 * DAY);
    expect(resolveDue(refill('2026-12-01'), 'Purchase', LIMITS, none)).toBe(friday + 7 * DAY);
  });
  it('tell which limit is passed unmet', () => {
    const open = { status: 'registered', answerBy: 10, resolveBy: 20 };
    expect(passedLimit(open, 10)).toBeUndefined();
    expect(passedLimit(open, 11)).toBe('answer');
    expect(passedLimit({ ...open, status: 'matched' }, 11)).toBeUndefined();
    expect(passedLimit({ ...open, status: 'matched' }, 21)).toBe('resolve');
    expect(passedLimit({ ...open, status: 'arrived' }, 21)).toBeUndefined();
    expect(passedLimit({ ...open, resolveBy: null }, 21)).toBe('answer');
  });
});

describe('a request', () => {
  it('keeps its run-out day, and the limit of the goods follows its way', async () => {
    const item = await addItem(county.services);
    const number = await acceptedRequest(county, item, { urgency: 'chronic', runsOutOn: '2026-11-30' });
    const first = await recordOf(county, number);
    expect(first.shortage.runsOutOn).toBe('2026-11-30');
    expect(first.shortage.resolveBy).toBe(startOfDay('2026-11-30'));
    accepted(await putOnList(county.services, county.hub, key(), { number, version: await versionOf(county, number) }));
    const bought = await recordOf(county, number);
    expect(bought.shortage.resolveBy).not.toBe(first.shortage.resolveBy);
    accepted(
      await takeOffList(county.services, county.hub, key(), { number, version: await versionOf(county, number) }),
    );
    expect((await recordOf(county, number)).shortage.resolveBy).toBe(first.shortage.resolveBy);
  });
  it('takes the day it is needed for the run-out day of a refill, and refuses nonsense', async () => {
    const item = await addItem(county.services);
    const number = await registered(county, item, { urgency: 'chronic' });
    expect((await recordOf(county, number)).shortage.runsOutOn).toBe('2026-11-26');
    const input = registration(county, { itemCode: (await addItem(county.services)).code, urgency: 'chronic' });
    const register = async (runsOutOn: string) => {
      const answer = await registerShortage(county.services, county.doctor, key(), { ...input, runsOutOn });
      return answer.ok ? 'accepted' : `${answer.reason} ${answer.field}`;
    };
    expect(await register('2026-02-30')).toBe('day_invalid runsOutOn');
    expect(await register('2030-01-01')).toBe('day_far runsOutOn');
    expect(await register('2026-11-25')).toBe('accepted');
  });
});

describe('escalation', () => {
  it('tells each passed limit once, to the chief pharmacist and then the vice president', async () => {
    const { services, clock } = county;
    const item = await addItem(services);
    const number = await registered(county, item, { urgency: 'emergency' });
    const begun = clock.now();
    const tasks = async (person: TestPerson) =>
      (await tasksFor(services.db.read, { ...person, personId: person.userId } as never, clock.now())).filter((task) =>
        task.subject.startsWith(number),
      );
    await escalateShortages(services);
    expect((await recordOf(county, number)).shortage.escalated).toBeNull();
    clock.set(begun + 31 * 60_000);
    expect(await escalateShortages(services)).toEqual({ escalated: 1 });
    expect(await escalateShortages(services)).toEqual({ escalated: 0 });
    expect((await recordOf(county, number)).shortage.escalated).toBe('answer');
    expect(await tasks(chief)).toHaveLength(1);
    expect(await tasks(vice)).toHaveLength(0);
    clock.set(begun + 5 * HOUR);
    await escalateShortages(services);
    expect((await recordOf(county, number)).shortage.escalated).toBe('resolve');
    expect(await tasks(chief)).toHaveLength(0);
    expect((await tasks(vice)).map(({ code }) => code)).toEqual(['shortage_resolve_late']);
    const hub = await signIn(county.app, county.hub.login);
    const page = await hub.get(paths.shortage(number));
    expect(page.text).toContain('报分管副院长');
    expect(page.text).toContain('到货时限');
    expect(dayOf(begun)).toBe('2026-11-23');
  });
});
