/** Answering a request from the hub's lots: what is kept, and each reason to refuse, on both engines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { cancelDispatch } from '../../src/dispatches/commands.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { recordOutcome } from '../../src/shortages/outcome-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { accepted, addItem, addStock, addStore, type TestPerson } from '../support/build.ts';
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
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.drop());

type Outcome = { ok: true } | { ok: false; reason: string; field?: string };
async function reasonOf(answer: Promise<Outcome>): Promise<string> {
  const given = await answer;
  return given.ok ? 'accepted' : given.reason;
}

interface Answering {
  actor?: TestPerson;
  version?: number;
  overrideReason?: string;
  ownDispatch?: boolean;
}

async function answer(number: string, picks: ReturnType<typeof pick>, given: Answering = {}) {
  const { actor = county.hub, overrideReason = '', ownDispatch = false } = given;
  const version = given.version ?? (await versionOf(county, number));
  return answerShortage(county.services, actor, key(), { number, version, picks, overrideReason, ownDispatch });
}

describe('answering', () => {
  it('refuses quantities, lots and turns that the rules forbid', async () => {
    const item = await stockedItem(county, { expiresOn: '2027-06-30' });
    const later = await addStock(county.services, county.headStore, {
      item,
      quantityBase: 240,
      organisationId: county.head.id,
      expiresOn: '2028-06-30',
    });
    const short = await addStock(county.services, county.headStore, {
      item,
      quantityBase: 240,
      organisationId: county.head.id,
      expiresOn: '2026-12-10',
    });
    const old = await addStock(county.services, county.headStore, {
      item,
      quantityBase: 240,
      organisationId: county.head.id,
      expiresOn: '2026-11-24',
    });
    const fresh = await registered(county, item);
    expect(await reasonOf(answer(fresh, pick(county, item.lotId, 24)))).toBe('wrong_state');
    const number = await acceptedRequest(county, item, { again: true });
    const tries: [string, ReturnType<typeof pick>][] = [
      ['nothing_chosen', []],
      ['nothing_chosen', pick(county, item.lotId, 0)],
      ['quantity_invalid', pick(county, item.lotId, -1)],
      ['quantity_invalid', pick(county, item.lotId, 1.5)],
      ['lot_not_here', pick(county, 999_999, 1)],
      ['lot_short_life', pick(county, short, 1)],
      ['lot_short_life', pick(county, old, 1)],
      ['insufficient_stock', pick(county, item.lotId, 241)],
      ['more_than_open', pick(county, item.lotId, 49)],
      ['override_reason_missing', pick(county, later, 24)],
      ['pick_twice', [...pick(county, item.lotId, 1), ...pick(county, item.lotId, 1)]],
    ];
    for (const [reason, picks] of tries) expect(await reasonOf(answer(number, picks)), reason).toBe(reason);
    expect(await reasonOf(answer(number, pick(county, item.lotId, 1), { actor: county.doctor }))).toBe('forbidden');
    expect((await recordOf(county, number)).shortage.answeredBase).toBe(0);
    county.clock.set(county.clock.now() + 3 * 86_400_000);
    expect(await reasonOf(answer(number, pick(county, old, 1)))).toBe('lot_expired');
    expect(await reasonOf(answer(number, pick(county, later, 24), { overrideReason: '患者指定' }))).toBe('accepted');
  });
  it('joins the open dispatch of the destination or takes its own, and gives back what is cancelled', async () => {
    const item = await stockedItem(county);
    const one = await acceptedRequest(county, item);
    const two = await acceptedRequest(county, item, { again: true });
    const three = await acceptedRequest(county, item, { again: true });
    const first = accepted(await answer(one, pick(county, item.lotId, 48)));
    const second = accepted(await answer(two, pick(county, item.lotId, 24)));
    const third = accepted(await answer(three, pick(county, item.lotId, 24), { ownDispatch: true }));
    expect(second.dispatchNumber).toBe(first.dispatchNumber);
    expect(third.dispatchNumber).not.toBe(first.dispatchNumber);
    const cancelled = { number: third.dispatchNumber, version: 1, reason: '车坏了' };
    accepted(await cancelDispatch(county.services, county.keeper, key(), cancelled));
    const record = await recordOf(county, three);
    expect(record.document.status).toBe('accepted');
    expect(record.shortage.answeredBase).toBe(0);
  });
  it('gives the last box to one of two pharmacists and tells the other who has it', async () => {
    const item = await stockedItem(county, { quantityBase: 24 });
    const one = await acceptedRequest(county, item, { quantityBase: 24 });
    const two = await acceptedRequest(county, item, { quantityBase: 24, again: true });
    const both = await Promise.all([
      answer(one, pick(county, item.lotId, 24), { actor: county.hub }),
      answer(two, pick(county, item.lotId, 24), { actor: county.hubTwo }),
    ]);
    const won = both.findIndex((given) => given.ok);
    const lost = both[1 - won];
    expect(both.filter((given) => given.ok)).toHaveLength(1);
    if (lost === undefined || lost.ok) throw new Error('both were accepted');
    expect(lost.reason).toBe('insufficient_stock');
    expect(lost.detail.who).toBe(won === 0 ? county.hub.name : county.hubTwo.name);
    expect(lost.detail.dispatch).toMatch(/^PS-/);
  });
  it('lets one of two pharmacists answer the same request and names that one to the other', async () => {
    const item = await stockedItem(county, { quantityBase: 24 });
    const number = await acceptedRequest(county, item, { quantityBase: 24 });
    const version = await versionOf(county, number);
    const both = await Promise.all([
      answer(number, pick(county, item.lotId, 24), { actor: county.hub, version }),
      answer(number, pick(county, item.lotId, 24), { actor: county.hubTwo, version }),
    ]);
    const lost = both.find((given) => !given.ok);
    expect(both.filter((given) => given.ok)).toHaveLength(1);
    if (lost === undefined || lost.ok) throw new Error('both were accepted');
    expect(lost.reason).toBe('stale');
    expect(lost.detail.who).toBe(both[0]?.ok ? county.hub.name : county.hubTwo.name);
  });
  it('refuses controlled drugs for a member without a store of its own for them and without a card', async () => {
    const safe = await addStore(county.services, county.head, 'controlled');
    const item = await addItem(county.services, { controlClass: 'narcotic', villageTier: false });
    const lotId = await addStock(county.services, safe, { item, quantityBase: 24, organisationId: county.head.id });
    const asked = registration(county, { itemCode: item.code, organisationCode: county.branch.code });
    const { number } = accepted(await registerShortage(county.services, county.branchPharmacist, key(), asked));
    accepted(await acceptShortage(county.services, county.hub, key(), { number, version: 1 }));
    const picks = [{ locationId: safe, lotId, quantityBase: 1 }];
    expect(await reasonOf(answer(number, picks))).toBe('controlled_no_store');
    await addStore(county.services, county.branch, 'controlled');
    expect(await reasonOf(answer(number, picks))).toBe('dispatch_card_missing');
  });
});

describe('the same key', () => {
  it('gives the first answer for the same input and refuses another', async () => {
    const item = await stockedItem(county);
    const number = await acceptedRequest(county, item);
    const version = await versionOf(county, number);
    const input = { number, version, picks: pick(county, item.lotId, 24), overrideReason: '', ownDispatch: false };
    const same = key();
    const first = await answerShortage(county.services, county.hub, same, input);
    const again = await answerShortage(county.services, county.hub, same, input);
    expect(again).toEqual({ ...first, repeated: true });
    const other = { ...input, picks: pick(county, item.lotId, 12) };
    expect(await reasonOf(answerShortage(county.services, county.hub, same, other))).toBe('key_reused');
    expect((await recordOf(county, number)).shortage.answeredBase).toBe(24);
  });
});

describe('outcomes', () => {
  it('are refused before arrival and without a reason', async () => {
    const item = await stockedItem(county);
    const number = await acceptedRequest(county, item);
    const outcome = async (what: 'collected' | 'no_show', actor = county.doctor) => {
      const version = await versionOf(county, number);
      const input = { number, version, outcome: what, note: '', issue: false };
      return reasonOf(recordOutcome(county.services, actor, key(), input));
    };
    expect(await outcome('collected')).toBe('wrong_state');
    expect(await outcome('no_show')).toBe('reason_missing');
    expect(await outcome('collected', county.hub)).toBe('forbidden');
    expect(await outcome('collected', county.stranger)).toBe('not_found');
  });
});
