/** Which goods a supplier may be ordered for: every kind of item against the papers it needs, day by day. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partyLicence } from '../../db/schema/parties.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { whyNotOrder } from '../../src/parties/licence-queries.ts';
import { goodsOf, type LICENCE_KINDS, requirementsFor } from '../../src/parties/rules.ts';
import { refusalText, wordsOf } from '../../views/i18n/index.ts';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import { addItem, type TestItem } from '../support/build.ts';
import { addParty } from '../support/parties.ts';

const today = dayOf(TEST_NOW);

describe('kinds of goods', () => {
  const drug = { kind: 'drug' as const, storageZone: 'room', controlClass: 'none', approvalNumber: null };
  it.each([
    [drug, ['drug']],
    [{ ...drug, storageZone: 'cold' }, ['biological']],
    [{ ...drug, approvalNumber: '国药准字S20200001' }, ['biological']],
    [{ ...drug, approvalNumber: '国药准字SJ20200001' }, ['biological']],
    [{ ...drug, approvalNumber: '国药准字H20200001' }, ['drug']],
    [{ ...drug, controlClass: 'narcotic' }, ['drug', 'narcotic']],
    [{ ...drug, controlClass: 'toxic' }, ['drug', 'narcotic']],
    [{ ...drug, controlClass: 'psychotropic_2' }, ['drug', 'psychotropic_2']],
    [{ ...drug, kind: 'decoction_piece' as const }, ['decoction_piece']],
    [{ ...drug, kind: 'consumable' as const, approvalNumber: '国械注准20203140123' }, ['consumable_3']],
    [{ ...drug, kind: 'consumable' as const, approvalNumber: '赣械注准20202140123' }, ['consumable_2']],
    [{ ...drug, kind: 'consumable' as const, approvalNumber: '赣饶械备20200001' }, []],
    [{ ...drug, kind: 'reagent' as const }, ['reagent']],
    [{ ...drug, kind: 'device' as const }, ['device']],
  ])('%o is %o', (item, goods) => {
    expect(goodsOf(item)).toEqual(goods);
  });

  it('need a business licence even where nothing else is asked', () => {
    expect(requirementsFor([])).toEqual([{ anyOf: ['business'], goods: null }]);
  });
});

describe('why a party may not be ordered from', () => {
  let test: TestApp;
  let tablet: TestItem;
  let vaccine: TestItem;
  beforeAll(async () => {
    test = await createTestApp();
    tablet = await addItem(test.services);
    vaccine = await addItem(test.services, { genericName: '狂犬病疫苗', storageZone: 'cold' });
  });
  afterAll(() => test.drop());

  const why = async (partyId: number, item = tablet, day = today) =>
    (await whyNotOrder(test.services.db.read, [{ partyId, itemId: item.id }], day)).get(partyId);
  const change = (
    partyId: number,
    kind: (typeof LICENCE_KINDS)[number],
    values: Partial<typeof partyLicence.$inferInsert>,
  ) =>
    test.services.db.transaction(async (tx) => {
      const rows = await tx.select().from(partyLicence).where(eq(partyLicence.partyId, partyId));
      const row = rows.find((each) => each.kind === kind);
      await tx
        .update(partyLicence)
        .set(values)
        .where(eq(partyLicence.id, row?.id ?? 0));
    });

  it('is nothing when every paper is in force', async () => {
    const party = await addParty(test.services);
    expect(await why(party.id)).toBeUndefined();
    expect(await why(party.id, vaccine)).toBeUndefined();
  });

  it.each(['business', 'salesperson', 'quality_agreement'] as const)('says that the %s is missing', async (kind) => {
    const party = await addParty(test.services, { without: [kind] });
    expect(await why(party.id)).toMatchObject({ reason: 'party_missing', detail: { licence: kind } });
  });

  it('says which paper lapsed, since when, and who may renew it', async () => {
    const party = await addParty(test.services, { name: '赣南医药', without: ['drug_production'] });
    await change(party.id, 'drug_distribution', { validTo: today });
    expect(await why(party.id)).toBeUndefined();
    const refusal = await why(party.id, tablet, addDays(today, 1));
    expect(refusal).toMatchObject({ reason: 'party_lapsed', detail: { since: addDays(today, 1) } });
    if (refusal === undefined) return;
    expect(refusalText(wordsOf('zh'), refusal)).toBe(
      `赣南医药的药品经营许可证${party.code}-drug_distribution自2026-11-24起失效，不能下单。质量员登记新证后即可下单。`,
    );
    expect(refusalText(wordsOf('en'), refusal)).toContain('quality officer');
  });

  it('forgets what lapsed when a new row renews it, and counts a revocation from its day', async () => {
    const party = await addParty(test.services, { without: ['drug_production'] });
    await change(party.id, 'drug_distribution', { endedAt: TEST_NOW, endedReason: '吊销' });
    expect(await why(party.id)).toMatchObject({ reason: 'party_revoked', detail: { since: today } });
    expect(await why(party.id, tablet, addDays(today, -1))).toBeUndefined();
    await test.services.db.transaction((tx) =>
      tx.insert(partyLicence).values({
        partyId: party.id,
        kind: 'drug_distribution',
        number: 'NEW',
        scope: ['drug'],
        validFrom: today,
        validTo: null,
        recordedBy: 0,
        recordedAt: TEST_NOW,
      }),
    );
    expect(await why(party.id)).toBeUndefined();
    // The old one covered vaccines, the new one does not
    expect(await why(party.id, vaccine)).toMatchObject({ reason: 'party_revoked' });
  });

  it('tells another scope and a licence to come from a missing one', async () => {
    const party = await addParty(test.services, { without: ['drug_production'] });
    await change(party.id, 'drug_distribution', { scope: ['drug'] });
    expect(await why(party.id, vaccine)).toMatchObject({ reason: 'party_scope', detail: { goods: 'biological' } });
    await change(party.id, 'drug_distribution', { validFrom: addDays(today, 3) });
    expect(await why(party.id)).toMatchObject({ reason: 'party_not_yet' });
  });

  it('is that it is retired, sells nothing, or is unknown', async () => {
    const maker = await addParty(test.services, { kind: 'maker' });
    expect(await why(maker.id)).toMatchObject({ reason: 'party_only_makes' });
    expect(await why(987_654)).toMatchObject({ reason: 'not_found' });
  });
});
