/** Every act on a shortage: taken once, and refused for each reason that the house knows, on both engines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { cancelDispatch } from '../../src/dispatches/commands.ts';
import {
  acceptShortage,
  cancelShortage,
  closeRemainder,
  identifyShortage,
  rejectShortage,
} from '../../src/shortages/commands.ts';
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

describe('registering', () => {
  it('keeps what the place had and used, and the time to answer', async () => {
    const item = await stockedItem(county);
    await addStock(county.services, county.clinicStore, { item, quantityBase: 7, organisationId: county.clinic.id });
    const number = await registered(county, item, { urgency: 'emergency' });
    const { shortage, document } = await recordOf(county, number);
    expect(shortage.stockBase).toBe(7);
    expect(shortage.answerBy - document.createdAt).toBe(30 * 60_000);
  });
  it('refuses the wrong role, place, item, tier and the same need', async () => {
    const item = await stockedItem(county);
    const input = registration(county, { itemCode: item.code });
    const register = (actor: TestPerson, more = {}) =>
      reasonOf(registerShortage(county.services, actor, key(), { ...input, ...more }));
    expect(await register(county.auditor)).toBe('forbidden');
    expect(await register(county.stranger)).toBe('organisation_unknown');
    expect(await register(county.doctor, { itemCode: 'NOPE-1' })).toBe('item_unknown');
    const high = await addItem(county.services, { villageTier: false });
    expect(await register(county.doctor, { itemCode: high.code })).toBe('item_not_in_tier');
    expect(await register(county.branchPharmacist)).toBe('accepted');
    expect(await register(county.doctor)).toBe('already_registered');
    expect(await register(county.doctor, { again: true })).toBe('accepted');
  });
});

describe('accepting, rejecting, cancelling', () => {
  it('refuses the wrong role, the registrar, a stale page, an unknown number and a second time', async () => {
    const item = await stockedItem(county);
    const number = await registered(county, item);
    const accept = (actor: TestPerson, version = 1, which = number) =>
      reasonOf(acceptShortage(county.services, actor, key(), { number: which, version }));
    expect(await accept(county.doctor)).toBe('forbidden');
    expect(await accept(county.hub, 1, 'QY-20200101-0001')).toBe('not_found');
    expect(await accept(county.hub, 7)).toBe('stale');
    expect(await accept(county.hub)).toBe('accepted');
    expect(await accept(county.hubTwo)).toBe('stale');
    expect(await accept(county.hubTwo, 2)).toBe('wrong_state');
    const other = registration(county, { itemCode: item.code, organisationCode: county.branch.code });
    const own = accepted(await registerShortage(county.services, county.hub, key(), other)).number;
    expect(await accept(county.hub, 1, own)).toBe('own_registration');
    expect(await accept(county.hubTwo, 1, own)).toBe('accepted');
  });
  it('needs a reason to reject and to cancel, and neither once stock is kept', async () => {
    const item = await stockedItem(county);
    const number = await acceptedRequest(county, item);
    const { services } = county;
    const input = async (note: string) => ({ number, version: await versionOf(county, number), note });
    expect(await reasonOf(rejectShortage(services, county.hub, key(), await input(' ')))).toBe('reason_missing');
    expect(await reasonOf(cancelShortage(services, county.stranger, key(), await input('x')))).toBe('not_found');
    expect(await reasonOf(cancelShortage(services, county.hub, key(), await input('x')))).toBe('forbidden');
    accepted(await answer(number, pick(county, item.lotId, 24)));
    expect(await reasonOf(rejectShortage(services, county.hub, key(), await input('x')))).toBe('already_answered');
    expect(await reasonOf(cancelShortage(services, county.doctor, key(), await input('x')))).toBe(
      'already_being_served',
    );
    expect(await reasonOf(closeRemainder(services, county.doctor, key(), await input('够了')))).toBe('accepted');
    expect((await recordOf(county, number)).shortage.closedBase).toBe(24);
    expect(await reasonOf(closeRemainder(services, county.doctor, key(), await input('够了')))).toBe('nothing_open');
  });
  it('identifies a wish once, with a quantity', async () => {
    const item = await stockedItem(county);
    const wish = registration(county, { wishName: '某药', wishUnit: '盒', quantityBase: 2 });
    const { number } = accepted(await registerShortage(county.services, county.doctor, key(), wish));
    const identify = async (itemCode: string, quantityBase: number) => {
      const version = await versionOf(county, number);
      return reasonOf(
        identifyShortage(county.services, county.hub, key(), { number, version, itemCode, quantityBase }),
      );
    };
    expect(await identify('NOPE', 48)).toBe('item_unknown');
    expect(await identify(item.code, 0)).toBe('quantity_missing');
    expect(await identify(item.code, 48)).toBe('accepted');
    expect(await identify(item.code, 48)).toBe('already_identified');
  });
});

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
  it('refuses controlled drugs, which have their own channel', async () => {
    const safe = await addStore(county.services, county.head, 'controlled');
    const item = await addItem(county.services, { controlClass: 'narcotic', villageTier: false });
    const lotId = await addStock(county.services, safe, { item, quantityBase: 24, organisationId: county.head.id });
    const asked = registration(county, { itemCode: item.code, organisationCode: county.branch.code });
    const { number } = accepted(await registerShortage(county.services, county.branchPharmacist, key(), asked));
    accepted(await acceptShortage(county.services, county.hub, key(), { number, version: 1 }));
    const picks = [{ locationId: safe, lotId, quantityBase: 1 }];
    expect(await reasonOf(answer(number, picks))).toBe('lot_controlled');
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
