/** Nonsense, strangers, far days and markup in the forms of counts, losses, transfers, recalls, levels and storage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { TestPerson } from '../support/build.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { attackForms } from './attack.ts';
import { tableCounts } from './counts.ts';
import { key } from './forms.ts';
import { KEEPING_FORMS } from './keeping-forms.ts';
import { type KeepingWorld, openKeepingWorld } from './keeping-world.ts';
import { HOSTILE } from './world.ts';

let world: KeepingWorld;
const senders = new Map<string, Browser>();

beforeAll(async () => {
  world = await openKeepingWorld();
  const { first, chief, quality, neighbour } = world;
  const people: Record<string, TestPerson> = { first, chief, quality, stranger: neighbour.person };
  for (const [name, person] of Object.entries(people)) senders.set(name, await signIn(world.app, person.login));
});
afterAll(() => endWhole(world));

function as(name: string): Browser {
  const browser = senders.get(name);
  if (browser === undefined) throw new Error(`nobody is ${name}`);
  return browser;
}

/** The form of that name as it should be sent, with a change. */
async function send(name: string, change: Fields, by?: string) {
  const form = KEEPING_FORMS.find((one) => one.name === name);
  if (form === undefined) throw new Error(`no form is ${name}`);
  return as(by ?? form.by).post(form.path(world), { ...form.fields(world), ...change });
}

describe('a stranger', () => {
  it.each(KEEPING_FORMS.map(({ name }) => name))('can do nothing by %s', async (name) => {
    const before = await tableCounts(world.services.db);
    const { status } = await send(name, {}, 'stranger');
    expect([403, 404, 422]).toContain(status);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });
});

describe('a day', () => {
  it.each([
    ['a count', 'day', '9999-12-31'],
    ['a recall', 'receivedOn', '9999-12-31'],
    ['a transfer', 'neededBy', '9999-12-31'],
    ['a transfer', 'neededBy', '0001-01-01'],
    ['a probe', 'calibrationDueOn', '9999-12-31'],
    ['a reading', 'day', '9999-12-31'],
    ['a calibration', 'calibratedOn', '9999-12-31'],
    ['a calibration', 'dueOn', '9999-12-31'],
  ])('of %s as %s cannot be %s', async (name, field, day) => {
    const before = await tableCounts(world.services.db);
    expect((await send(name, { [field]: day })).status).toBe(422);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });
});

describe('a number', () => {
  it.each([
    ['a transfer', 'item.1.packs', '9007199254740993'],
    ['levels', 'line.1.most.packs', '9007199254740993'],
    ['a probe', 'everyMinutes', '9007199254740993'],
    ['a reading', 'temperature', '9007199254740993'],
  ])('of %s as %s cannot be beyond all counting', async (name, field, number) => {
    const before = await tableCounts(world.services.db);
    expect((await send(name, { [field]: number })).status).toBe(422);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });
});

attackForms(KEEPING_FORMS, () => ({ world, browserOf: (form) => as(form.by) }));

describe('words with markup', () => {
  it.each([
    ['a loss', 'reason'],
    ['a count', 'title'],
    ['a recall', 'title'],
    ['a recall', 'reason'],
    ['a transfer', 'note'],
    ['a probe', 'name'],
  ])('of %s as %s are shown as words', async (name, field) => {
    const made = await send(name, { [field]: HOSTILE.slice(0, 60), idempotency_key: key(), code: `M-${field}` });
    expect(made.status).toBe(303);
    const browser = as(KEEPING_FORMS.find((one) => one.name === name)?.by ?? '');
    const page = await browser.get(made.location ?? paths.home());
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(HOSTILE.slice(0, 20));
  });

  it('sent twice by one key make one paper', async () => {
    const once = key();
    const [one, two] = [
      await send('a loss', { idempotency_key: once }),
      await send('a loss', { idempotency_key: once }),
    ];
    expect(two.location).toBe(one.location);
    expect((await send('a loss', { idempotency_key: once, reason: '另一件事' })).status).toBeGreaterThanOrEqual(400);
  });
});
