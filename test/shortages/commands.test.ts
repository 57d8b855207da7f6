/** Every act on a shortage: taken once, and refused for each reason that the house knows, on both engines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import {
  acceptShortage,
  cancelShortage,
  closeRemainder,
  identifyShortage,
  rejectShortage,
} from '../../src/shortages/commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { accepted, addItem, addStock, type TestPerson } from '../support/build.ts';
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
    expect(await register(county.stranger)).toBe('shortage_member_unknown');
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
    const version = await versionOf(county, number);
    const picks = pick(county, item.lotId, 24);
    const given = { number, version, picks, overrideReason: '', ownDispatch: false };
    accepted(await answerShortage(services, county.hub, key(), given));
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
    expect(await identify(item.code, 0)).toBe('quantity_none');
    expect(await identify(item.code, 48)).toBe('accepted');
    expect(await identify(item.code, 48)).toBe('already_identified');
  });
});
