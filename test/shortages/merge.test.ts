/** Two requests of one need made one and taken apart again, and what both sides say to each other on a request. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { paths } from '../../src/paths.ts';
import { mergeShortage, unmergeShortage } from '../../src/shortages/merge-commands.ts';
import { duplicatesOf, mergesOf } from '../../src/shortages/merge-queries.ts';
import { readMessages, sendMessage } from '../../src/shortages/message-commands.ts';
import { messagesOf, unreadOf, unreadOn } from '../../src/shortages/message-queries.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { accepted, type TestItem, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import {
  acceptedRequest,
  type County,
  key,
  openCounty,
  pick,
  recordOf,
  registered,
  registration,
  stockedItem,
  versionOf,
} from './county.ts';

let county: County;
let hub: Browser;
let doctor: Browser;
beforeAll(async () => {
  county = await openCounty();
  hub = await signIn(county.app, county.hub.login);
  doctor = await signIn(county.app, county.doctor.login);
});
afterAll(async () => {
  for (const { find } of shortageChecks) expect(await find(county.services.db.read)).toEqual([]);
  await county.drop();
});

type Outcome = { ok: true } | { ok: false; reason: string };
const reasonOf = (answer: Outcome) => (answer.ok ? 'accepted' : answer.reason);

async function merge(number: string, into: string, more: { adds?: 'all' | 'nothing'; by?: TestPerson } = {}) {
  const { adds = 'all', by = county.hub } = more;
  const input = { number, version: await versionOf(county, number), into, adds };
  return reasonOf(await mergeShortage(county.services, by, key(), input));
}

async function unmerge(number: string) {
  const input = { number, version: await versionOf(county, number) };
  return reasonOf(await unmergeShortage(county.services, county.hub, key(), input));
}

/** The same need asked twice by the clinic. */
async function twice(item: TestItem) {
  const first = await acceptedRequest(county, item);
  return { first, second: await registered(county, item, { again: true, quantityBase: 24 }) };
}

describe('merging', () => {
  it('adds one to the other, tells both, and takes them apart as they were', async () => {
    const { first, second } = await twice(await stockedItem(county));
    const found = await duplicatesOf(county.services.db.read, await recordOf(county, second));
    expect(found).toMatchObject([{ number: first, absorbed: second, kept: first }]);
    expect(await merge(second, first)).toBe('accepted');
    const gone = await recordOf(county, second);
    expect(gone.document.status).toBe('merged');
    expect((await recordOf(county, first)).shortage.quantityBase).toBe(72);
    expect(await mergesOf(county.services.db.read, gone.document.id)).toEqual([
      { number: first, way: 'into', addedBase: 24 },
    ]);
    expect(await merge(second, first)).toBe('merge_state');
    expect(await unmerge(second)).toBe('accepted');
    expect((await recordOf(county, second)).document.status).toBe('registered');
    expect((await recordOf(county, first)).shortage.quantityBase).toBe(48);
    expect(await unmerge(second)).toBe('merge_none');
  });
  it('adds nothing where the same was asked twice, and cannot be undone once the rest is arranged', async () => {
    const item = await stockedItem(county);
    const { first, second } = await twice(item);
    expect(await merge(second, first, { adds: 'nothing' })).toBe('accepted');
    expect((await recordOf(county, first)).shortage.quantityBase).toBe(48);
    expect(await unmerge(second)).toBe('accepted');
    expect(await merge(second, first)).toBe('accepted');
    const picks = pick(county, item.lotId, 60);
    const given = { number: first, version: await versionOf(county, first), picks, overrideReason: '' };
    accepted(await answerShortage(county.services, county.hub, key(), { ...given, ownDispatch: false }));
    expect(await unmerge(second)).toBe('merge_answered');
  });
  it('refuses members, items, states, the wrong way round and whoever may not', async () => {
    const item = await stockedItem(county);
    const { first, second } = await twice(item);
    expect(await merge(second, first, { by: county.doctor })).toBe('forbidden');
    expect(await merge(second, second)).toBe('shortage_merge_itself');
    expect(await merge(second, 'QY-20200101-0001')).toBe('merge_unknown');
    const input = registration(county, { itemCode: item.code, organisationCode: county.branch.code });
    const branch = accepted(await registerShortage(county.services, county.branchPharmacist, key(), input)).number;
    expect(await merge(branch, first)).toBe('merge_members');
    const other = await registered(county, await stockedItem(county));
    expect(await merge(other, first)).toBe('merge_items');
    const urgent = await registered(county, item, { again: true, urgency: 'emergency' });
    expect(await merge(urgent, first)).toBe('merge_urgency');
    const picks = pick(county, item.lotId, 24);
    const given = { number: first, version: await versionOf(county, first), picks, overrideReason: '' };
    accepted(await answerShortage(county.services, county.hub, key(), { ...given, ownDispatch: false }));
    expect(await merge(first, second)).toBe('merge_state');
    const stale = { number: second, version: 9, into: first, adds: 'all' as const };
    expect(reasonOf(await mergeShortage(county.services, county.hub, key(), stale))).toBe('stale');
  });
  it('is done and undone on the page', async () => {
    const { first, second } = await twice(await stockedItem(county));
    const page = await hub.get(paths.shortage(second));
    expect(page.text).toContain(`${second}并入${first}`);
    const fields = { idempotency_key: key(), version: '1', 'merge.into': first, 'merge.adds': 'nothing' };
    const done = await hub.post(paths.shortageMerging(second), fields);
    expect(done.location).toBe(paths.shortage(second));
    const merged = await hub.follow(done);
    expect(merged.text).toContain('已合并');
    expect(merged.text).toContain(paths.shortageUnmerging(second));
    expect((await doctor.get(paths.shortage(second))).text).not.toContain(paths.shortageUnmerging(second));
  });
});

describe('messages', () => {
  it('go both ways, are unread until the other side says so, and stay', async () => {
    const { services } = county;
    const number = await registered(county, await stockedItem(county));
    const { id } = (await recordOf(county, number)).document;
    accepted(await sendMessage(services, county.hub, key(), { number, text: '能用缓释片代替吗？' }));
    const before = await messagesOf(services.db.read, id);
    expect(unreadOf(before, 'clinic')).toHaveLength(1);
    expect(unreadOf(before, 'hub')).toHaveLength(0);
    expect(await unreadOn(services.db.read, 'clinic', [id])).toEqual(new Map([[id, 1]]));
    expect((await doctor.get(paths.home())).text).toContain(`${number}有1条未读消息`);
    const page = await doctor.get(paths.shortage(number));
    expect(page.text).toContain('能用缓释片代替吗？');
    expect(page.text).toContain('未读');
    const upToId = before.all[0]?.id ?? 0;
    accepted(await readMessages(services, county.doctor, key(), { number, upToId }));
    expect(unreadOf(await messagesOf(services.db.read, id), 'clinic')).toHaveLength(0);
    const fields = { idempotency_key: key(), version: '1', 'message.text': '可以' };
    expect((await doctor.post(paths.shortageMessages(number), fields)).status).toBe(303);
    expect((await doctor.post(paths.shortageMessages(number), fields)).status).toBe(303);
    expect((await hub.get(paths.shortageDesk({ view: 'requests' }))).text).toContain('1条未读消息');
    expect((await messagesOf(services.db.read, id)).all.map(({ text }) => text)).toEqual([
      '能用缓释片代替吗？',
      '可以',
    ]);
  });
  it('refuse nothing, too much, telephones, strangers and onlookers, and marks of foreign messages', async () => {
    const { services } = county;
    const number = await registered(county, await stockedItem(county));
    const send = async (text: string, by = county.doctor) =>
      reasonOf(await sendMessage(services, by, key(), { number, text }));
    expect(await send('  ')).toBe('message_missing');
    expect(await send('长'.repeat(501))).toBe('text_too_long');
    expect(await send('电话13800138000')).toBe('personal_data');
    expect(await send('x', county.stranger)).toBe('not_found');
    expect(await send('x', county.auditor)).toBe('forbidden');
    const foreign = await readMessages(services, county.doctor, key(), { number, upToId: 1 });
    expect(reasonOf(foreign)).toBe('message_unknown');
    const refused = await doctor.post(paths.shortageMessages(number), {
      idempotency_key: key(),
      version: '1',
      'message.text': '电话13800138000',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('电话13800138000</textarea>');
  });
});
