/** A year of the working calendar: what is read and refused, who may lay it down, and what the page keeps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { setWorkingYear } from '../../src/working-days/commands.ts';
import { calendarFrom, daysOfYear, markOf } from '../../src/working-days/queries.ts';
import { readYear, runsOf, typedRuns } from '../../src/working-days/rules.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addPerson, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let chief: TestPerson;
let keeper: Browser;
let reader: Browser;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  chief = await addPerson(test.services, head, ['chief_pharmacist'], { login: 'zong' });
  await addPerson(test.services, head, ['auditor'], { login: 'shen' });
  keeper = await signIn(test.app, 'zong');
  reader = await signIn(test.app, 'shen');
});
afterAll(() => test.drop());

const reasonOf = (off: string, works = '') => {
  const read = readYear(2028, { off, works });
  return read.ok ? 'ok' : read.reason;
};

describe('reading a year', () => {
  it('takes days and spans in either width, in order, and writes them back alike', () => {
    const typed = { off: '2028-10-01至2028-10-03 国庆节\n\n2028-01-01 元旦', works: '2028-10-07 国庆节调休' };
    const read = readYear(2028, typed);
    expect(read.ok && read.value.map(({ day }) => day)).toEqual([
      '2028-01-01',
      '2028-10-01',
      '2028-10-02',
      '2028-10-03',
      '2028-10-07',
    ]);
    const runs = runsOf(read.ok ? read.value : []);
    const again = readYear(2028, { off: typedRuns(runs, false), works: typedRuns(runs, true) });
    expect(again).toEqual(read);
    expect(reasonOf('２０２８-10-01 国庆节')).toBe('ok');
  });
  it('refuses nonsense, other years, long and backward spans, weekdays that are worked anyway, days told twice', () => {
    expect(reasonOf('国庆节')).toBe('working_day_line');
    expect(reasonOf('2028-10-01')).toBe('working_day_line');
    expect(reasonOf('2028-02-30 x')).toBe('working_day_line');
    expect(reasonOf('2028-10-05至2028-10-01 x')).toBe('working_day_run');
    expect(reasonOf('2028-10-01至2028-11-01 x')).toBe('working_day_run');
    expect(reasonOf('2027-10-01 x')).toBe('working_day_year');
    expect(reasonOf('', '2028-10-10 x')).toBe('working_day_weekday');
    expect(reasonOf('2028-10-01 x\n2028-10-01 y')).toBe('working_day_twice');
    expect(reasonOf(`2028-10-01 ${'长'.repeat(21)}`)).toBe('text_too_long');
  });
});

describe('the page and its command', () => {
  it('begins with what was announced, and is edited by its keeper alone', async () => {
    const { read } = test.services.db;
    expect((await calendarFrom(read, '2026-02-01')).get('2026-02-14')).toBe(true);
    const page = await reader.get(paths.workingDays(2026));
    expect(page.text).toContain('春节');
    expect(page.text).not.toContain('name="off"');
    const form = await keeper.get(paths.workingDays(2028));
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form.text)?.[1] ?? '';
    const fields = { idempotency_key: hidden('idempotency_key'), seen: hidden('seen') };
    const wrong = await keeper.post(paths.workingDays(2028), { ...fields, off: '国庆', works: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('第1行看不懂');
    expect(wrong.text).toContain('国庆</textarea>');
    const done = await keeper.post(paths.workingDays(2028), { ...fields, off: '2028-10-01 国庆节', works: '' });
    expect(done.location).toBe(paths.workingDays(2028));
    expect(await daysOfYear(read, 2028)).toEqual([{ day: '2028-10-01', works: false, name: '国庆节' }]);
    const denied = await reader.post(paths.workingDays(2028), { ...fields, off: '', works: '' });
    expect(denied.status).toBe(403);
  });
  it('refuses a year that somebody else changed, and keeps what was typed', async () => {
    const { services } = test;
    const seen = markOf(await daysOfYear(services.db.read, 2029));
    const input = { year: 2029, seen, off: '2029-10-01 国庆节', works: '' };
    accepted(await setWorkingYear(services, chief, null, input));
    const late = await setWorkingYear(services, chief, null, { ...input, off: '' });
    expect(late.ok ? '' : late.reason).toBe('working_year_changed');
    expect(await daysOfYear(services.db.read, 2029)).toHaveLength(1);
    const far = await setWorkingYear(services, chief, null, { ...input, year: 1999 });
    expect(far.ok ? '' : far.reason).toBe('not_found');
  });
});
