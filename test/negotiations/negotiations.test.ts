/** A negotiation from its opening to the contract it drafts, all that is refused on the way, and its pages. */

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { party } from '../../db/schema/parties.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { approveAwards, nextRound, proposeAwards, recordQuote, returnAwards } from '../../src/negotiations/commands.ts';
import {
  addNegotiationLine,
  addReference,
  beginRounds,
  openNegotiation,
  removeNegotiationLine,
  stateStance,
} from '../../src/negotiations/prepare-commands.ts';
import { negotiationView } from '../../src/negotiations/queries.ts';
import { paths } from '../../src/paths.ts';
import { addSupplier, listed, openPriceWorld, type PriceWorld } from '../prices/price-world.ts';
import { accepted, addItem, addPerson, nextNumber, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: PriceWorld;
let second: TestPerson;
let chief: TestPerson;
const key = () => `talks-${nextNumber()}`;

beforeAll(async () => {
  world = await openPriceWorld();
  second = await addPerson(world.services, world.head, 'supply_head');
  chief = await addPerson(world.services, world.head, 'chief_pharmacist');
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);
const view = async (number: string) => {
  const found = await negotiationView(world.services.db.read, number, dayOf(world.clock.now()));
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};
const seen = async (number: string) => ({ key: key(), number, seenVersion: (await view(number)).document.version });
const part = (person: TestPerson, number: string, stance: 'takes_part' | 'recused' = 'takes_part') =>
  stateStance(world.services, person, key(), number, { stance, statement: '无利益关系' });

async function open(): Promise<string> {
  const input = {
    title: '独家品种议价',
    purpose: '降价',
    heldOn: '2026-11-23',
    startsOn: '2026-12-01',
    endsOn: '2027-11-30',
  };
  return accepted(await openNegotiation(world.services, world.buyer, key(), input)).number;
}

/** Opened, with an item listed at 10 yuan, two people, in its first round. */
async function begun() {
  const number = await open();
  const item = await addItem(world.services, { genericName: '依达拉奉' });
  await listed(world, item.id, 100_000, '2026-01-01');
  accepted(await addNegotiationLine(world.services, world.buyer, key(), number, { itemCode: item.code, packs: 500 }));
  accepted(await part(world.buyer, number));
  accepted(await part(second, number));
  accepted(await beginRounds(world.services, world.buyer, await seen(number)));
  const lineId = (await view(number)).lines[0]?.line.id ?? 0;
  return { number, item, lineId };
}

const quote = (number: string, lineId: number, partyId: number, pricePack: number, who = world.buyer) =>
  recordQuote(world.services, who, key(), number, { lineId, partyId, pricePack, note: '' });

describe('preparing', () => {
  it('puts down the listed price as a reference, and takes others with their source', async () => {
    const { number, lineId } = await begun();
    const more = { lineId, kind: 'province' as const, pricePack: 91_000, source: '浙江省' };
    accepted(await addReference(world.services, world.buyer, key(), number, more));
    const kinds = (await view(number)).references.map((one) => [one.kind, one.pricePack]);
    expect(kinds).toEqual([
      ['listed', 100_000],
      ['province', 91_000],
    ]);
  });

  it('lets an item be taken out with its references until the rounds begin, and be added again', async () => {
    const number = await open();
    const item = await addItem(world.services);
    await listed(world, item.id, 100_000, '2026-01-01');
    const line = { itemCode: item.code, packs: 1 };
    accepted(await addNegotiationLine(world.services, world.buyer, key(), number, line));
    const lineId = (await view(number)).lines[0]?.line.id ?? 0;
    const take = (id: number, from = number) =>
      removeNegotiationLine(world.services, world.buyer, key(), from, { lineId: id });
    expect(reasonOf(await removeNegotiationLine(world.services, chief, key(), number, { lineId }))).toBe('forbidden');
    accepted(await take(lineId));
    expect((await view(number)).lines).toEqual([]);
    expect((await view(number)).references).toEqual([]);
    expect(reasonOf(await take(lineId))).toBe('negotiation_item_gone');
    accepted(await addNegotiationLine(world.services, world.buyer, key(), number, line));
    const later = await begun();
    expect(reasonOf(await take(later.lineId, later.number))).toBe('negotiation_begun');
    expect((await view(later.number)).lines).toHaveLength(1);
  });

  it('is refused without items, with one person, and to people who do not take part', async () => {
    const number = await open();
    expect(reasonOf(await beginRounds(world.services, world.buyer, await seen(number)))).toBe('negotiation_not_member');
    accepted(await part(world.buyer, number));
    expect(reasonOf(await beginRounds(world.services, world.buyer, await seen(number)))).toBe('negotiation_no_lines');
    const item = await addItem(world.services);
    const line = { itemCode: item.code, packs: 1 };
    accepted(await addNegotiationLine(world.services, world.buyer, key(), number, line));
    expect(reasonOf(await addNegotiationLine(world.services, world.buyer, key(), number, line))).toBe(
      'negotiation_item_twice',
    );
    expect(reasonOf(await beginRounds(world.services, world.buyer, await seen(number)))).toBe('negotiation_few_people');
    accepted(await part(second, number, 'recused'));
    expect(reasonOf(await beginRounds(world.services, second, await seen(number)))).toBe('negotiation_recused');
  });
});

describe('quotes', () => {
  it('never rise from round to round, never above the listed price, and are corrected within the round', async () => {
    const { number, lineId } = await begun();
    const supplier = await addSupplier(world);
    expect(reasonOf(await quote(number, lineId, supplier.id, 100_001))).toBe('negotiation_above_listed');
    accepted(await quote(number, lineId, supplier.id, 95_000));
    accepted(await quote(number, lineId, supplier.id, 90_000));
    accepted(await nextRound(world.services, world.buyer, await seen(number)));
    expect(reasonOf(await quote(number, lineId, supplier.id, 90_001))).toBe('negotiation_quote_rises');
    accepted(await quote(number, lineId, supplier.id, 85_000));
    const prices = (await view(number)).lines[0]?.quotes.map((one) => one.pricePack);
    expect(prices).toEqual([90_000, 85_000]);
  });

  it('are refused of makers, from people outside, and of a party whose people take part', async () => {
    const { number, lineId } = await begun();
    const maker = await addSupplier(world, { kind: 'maker' });
    expect(reasonOf(await quote(number, lineId, maker.id, 1))).toBe('term_party');
    const supplier = await addSupplier(world);
    expect(reasonOf(await quote(number, lineId, supplier.id, 1, chief))).toBe('forbidden');
    accepted(await quote(number, lineId, supplier.id, 90_000));
    // The hospital itself sells: its people step aside
    await world.services.db.transaction(async (tx) => {
      await tx.update(party).set({ organisationId: world.head.id }).where(eq(party.id, supplier.id));
    });
    expect(reasonOf(await quote(number, lineId, supplier.id, 80_000))).toBe('negotiation_party_present');
    expect(reasonOf(await part(chief, number))).toBe('negotiation_interest');
    accepted(await part(chief, number, 'recused'));
    expect((await view(number)).interests.get(supplier.id)?.organisationId).toBe(world.head.id);
    const page = await (await signIn(world.app, chief.login)).get(paths.negotiation(number));
    expect(page.text).toContain('同时是成员机构');
    await world.services.db.transaction(async (tx) => {
      await tx.update(party).set({ organisationId: null }).where(eq(party.id, supplier.id));
    });
  });
});

describe('awards', () => {
  it('go to the lowest, or to another with a reason; somebody without a part approves', async () => {
    const { number, item, lineId } = await begun();
    const [cheap, dear] = [await addSupplier(world), await addSupplier(world)];
    accepted(await quote(number, lineId, cheap.id, 80_000));
    accepted(await quote(number, lineId, dear.id, 85_000));
    const propose = async (partyId: number | null, reason = '') =>
      proposeAwards(world.services, world.buyer, await seen(number), [{ lineId, partyId, reason }]);
    expect(reasonOf(await propose(dear.id))).toBe('negotiation_reason_missing');
    expect(reasonOf(await propose(null, '太贵'))).toBe('negotiation_no_award');
    accepted(await propose(dear.id, '原研，质量层次高'));
    expect(reasonOf(await approveAwards(world.services, second, await seen(number)))).toBe('negotiation_own');
    accepted(await returnAwards(world.services, chief, await seen(number), { reason: '请选最低价' }));
    accepted(await propose(cheap.id));
    const { contracts } = accepted(await approveAwards(world.services, chief, await seen(number)));
    expect(contracts).toHaveLength(1);
    const browser = await signIn(world.app, world.buyer.login);
    const page = await browser.get(paths.contract(contracts[0] ?? ''));
    expect(page.text).toContain('8.0000');
    expect(page.text).toContain(number);
    expect(page.text).toContain(item.code);
    // The approver drafted it: another person lets it bind
    const own = await signIn(world.app, chief.login);
    expect((await own.get(paths.contract(contracts[0] ?? ''))).text).toContain('请另一人激活');
    expect((await view(number)).document.status).toBe('awarded');
  });
});

describe('the pages', () => {
  it('lead through it with forms, and print the minutes', async () => {
    const buyer = await signIn(world.app, world.buyer.login);
    const other = await signIn(world.app, second.login);
    const item = await addItem(world.services, { genericName: '银杏叶' });
    const fields = {
      title: '页面议价',
      purpose: '降价',
      heldOn: '2026-11-23',
      startsOn: '2026-12-01',
      endsOn: '2027-11-30',
    };
    const made = await buyer.post(paths.newNegotiation(), { idempotency_key: key(), ...fields });
    const number = /YJ-\d{8}-\d{4,}/.exec(made.location ?? '')?.[0] ?? '';
    const wrong = await buyer.post(paths.negotiationLines(number), {
      idempotency_key: key(),
      item: 'NOPE',
      packs: '5',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="NOPE"');
    await buyer.post(paths.negotiationLines(number), { idempotency_key: key(), item: item.code, packs: '5' });
    for (const browser of [buyer, other]) {
      const stance = { idempotency_key: key(), stance: 'takes_part', statement: '无利益关系' };
      expect((await browser.post(paths.negotiationStance(number), stance)).status).toBe(303);
    }
    const version = async () => String((await view(number)).document.version);
    const round = { idempotency_key: key(), version: await version() };
    expect((await buyer.post(paths.negotiationRounds(number), round)).status).toBe(303);
    const supplier = await addSupplier(world);
    const line = String((await view(number)).lines[0]?.line.id);
    const quoted = { idempotency_key: key(), line, party: String(supplier.id), price: '7.5', note: '' };
    expect((await buyer.post(paths.negotiationQuotes(number), quoted)).status).toBe(303);
    expect((await buyer.get(paths.negotiation(number))).text).toContain('7.5000');
    const award = { idempotency_key: key(), version: await version(), [`line.${line}.party`]: String(supplier.id) };
    expect((await buyer.post(paths.negotiationProposal(number), award)).status).toBe(303);
    const decider = await signIn(world.app, chief.login);
    expect((await decider.get(paths.home())).text).toContain(number);
    expect((await buyer.get(paths.negotiation(number))).text).not.toContain(paths.negotiationApproval(number));
    const approval = { idempotency_key: key(), version: await version() };
    expect((await decider.post(paths.negotiationApproval(number), approval)).status).toBe(303);
    const minutes = await buyer.get(paths.negotiationMinutes(number));
    expect(minutes.status).toBe(200);
    expect(minutes.text.startsWith('%PDF')).toBe(true);
    expect((await buyer.get(paths.negotiations({ q: '银杏叶' }))).text).toContain(number);
    expect((await buyer.get(paths.negotiationsExport('csv'))).text).toContain('页面议价');
  });
});
