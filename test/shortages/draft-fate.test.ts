/** A proposal that is taken back says what becomes of its draft: withdrawn with it, or kept with the reason why. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentByNumber, timelineOf } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import { withdrawPart } from '../../src/shortages/part-commands.ts';
import { partsOf } from '../../src/shortages/part-queries.ts';
import { proposeWish } from '../../src/shortages/proposal-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { shortageOf } from '../dispatches/dispatch-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { DUE, openParts, statusOf, world } from './part-world.ts';

beforeAll(openParts);
afterAll(async () => {
  for (const check of shortageChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

/** A wish that ended as a proposal, and the number of its draft. */
async function proposed(): Promise<{ number: string; dossier: string }> {
  const none = { daysOfUse: null, patients: null, patientReference: null, note: null };
  const asked = {
    ...none,
    organisationCode: world.branch.code,
    itemCode: null,
    wishName: '沙库巴曲缬沙坦钠片',
    wishDetail: '100mg',
    wishUnit: '盒',
    quantityBase: 10,
    urgency: 'routine' as const,
    reason: 'not_in_formulary' as const,
    neededBy: DUE,
    substituteAcceptable: false,
    again: true,
  };
  const { number } = accepted(await registerShortage(world.services, world.people.receiver, null, asked));
  const input = { number, version: 1, reason: '来自登记' };
  return accepted(await proposeWish(world.services, world.people.receiver, null, input));
}

interface Fate {
  draft?: 'abandon' | 'keep';
  note?: string;
  version?: number;
}

async function take(number: string, fate: Fate, actor: TestPerson = world.people.pharmacist): Promise<string> {
  const { document } = await shortageOf(world, number);
  const part = (await partsOf(world.services.db.read, document.id)).find((one) => one.endedAt === null);
  const input = { number, version: document.version, part: part?.id ?? 0, ...fate };
  const answer = await withdrawPart(world.services, actor, null, input);
  return answer.ok ? 'accepted' : answer.reason;
}

async function draftOf(dossier: string) {
  const db = world.services.db.read;
  const found = await documentByNumber(db, 'dossier', dossier);
  const acts = await timelineOf(db, found?.id ?? 0);
  return { status: found?.status, last: acts.at(-1) };
}

it('withdraws the draft with the proposal unless something else is said, and tells it where it came from', async () => {
  const { number, dossier } = await proposed();
  expect(await take(number, {}, world.people.receiver)).toBe('forbidden');
  expect(await take(number, { version: 1 })).toBe('stale');
  expect(await draftOf(dossier)).toMatchObject({ status: 'draft' });
  expect(await take(number, { draft: 'abandon', note: '换了药' })).toBe('accepted');
  expect(await statusOf(number)).toBe('accepted');
  const after = await draftOf(dossier);
  expect(after).toMatchObject({ status: 'withdrawn', last: { act: 'withdraw', note: '换了药' } });
  expect(after.last?.detail).toEqual({ from: number });
  expect(await take(number, { draft: 'abandon' })).toBe('part_gone');
});

it('keeps the draft for a reason alone, with its organisation, and is no hand in the application', async () => {
  const { number, dossier } = await proposed();
  expect(await take(number, { draft: 'keep', note: ' ' })).toBe('draft_reason_missing');
  expect(await take(number, { draft: 'keep', note: 'x'.repeat(301) })).toBe('text_too_long');
  expect(await statusOf(number)).toBe('proposed');
  expect(await take(number, { draft: 'keep', note: '其他机构也要' })).toBe('accepted');
  expect(await draftOf(dossier)).toMatchObject({ status: 'draft', last: { act: 'detach', note: '其他机构也要' } });
});

it('asks on the page of the request, keeps what was typed, and shows both sides what became of it', async () => {
  const { number, dossier } = await proposed();
  const hub = await signIn(world.app, world.people.pharmacist.login);
  const page = (await hub.get(paths.shortage(number))).text;
  for (const text of [`草稿${dossier}怎么办`, '一并撤回', '保留，由起草机构继续']) expect(page).toContain(text);
  const { document } = await shortageOf(world, number);
  const [part] = await partsOf(world.services.db.read, document.id);
  const fields = {
    idempotency_key: `fate-${process.pid}-page`,
    version: String(document.version),
    'back.part': String(part?.id ?? 0),
    'back.draft': 'keep',
    'back.note': '',
  };
  const refused = await hub.post(paths.shortagePartBack(number), fields);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('保留草稿请写明原因');
  const done = await hub.post(paths.shortagePartBack(number), { ...fields, 'back.note': '其他机构也要' });
  expect(done.status).toBe(303);
  expect((await hub.post(paths.shortagePartBack(number), { ...fields, 'back.note': '其他机构也要' })).status).toBe(303);
  const member = await signIn(world.app, world.people.receiver.login);
  for (const browser of [hub, member]) {
    const after = (await browser.get(paths.shortage(number))).text;
    for (const text of [dossier, '其他机构也要']) expect(after).toContain(text);
  }
});
