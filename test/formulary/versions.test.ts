/** Versions: publication by decision, freezing, coming into force by date, and everything that refuses it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { item } from '../../db/schema/catalogue.ts';
import { formularyEntry } from '../../db/schema/formulary.ts';
import { differenceBetween } from '../../src/formulary/difference-queries.ts';
import { abandonDraft, proposeByHand, startDraft, withdrawChange } from '../../src/formulary/draft-commands.ts';
import { changesOf } from '../../src/formulary/draft-queries.ts';
import { allowExceptions, type ExceptionInput, revokeException } from '../../src/formulary/exception-commands.ts';
import { formularyInForce } from '../../src/formulary/in-force-commands.ts';
import { twoProductAdvice } from '../../src/formulary/product-queries.ts';
import { publishDraft } from '../../src/formulary/publish-commands.ts';
import { openDraft, versionInForce } from '../../src/formulary/queries.ts';
import { paths } from '../../src/paths.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted, addItem, addPerson, addStock } from '../support/build.ts';
import { databaseRefusal } from '../support/ledger-world.ts';
import { signIn } from '../support/login.ts';
import {
  change,
  decide,
  describeAs,
  draftOf,
  type FormularyWorld,
  formularyWorld,
  propose,
  publishOn,
} from './formulary-world.ts';

const TODAY = '2026-11-23';
let world: FormularyWorld;
beforeEach(async () => {
  world = await formularyWorld();
});
afterEach(() => world.drop());

async function itemRow(id: number) {
  const [row] = await world.services.db.read.select().from(item).where(eq(item.id, id));
  return row;
}

async function first(): Promise<void> {
  accepted(await startDraft(world.services, world.chief, null));
  accepted(await publishOn(world, TODAY));
}

describe('publication', () => {
  it('freezes every active item with its words and facts, and is in force at once on its day', async () => {
    await first();
    expect(await versionInForce(world.services.db.read, TODAY)).toMatchObject({ edition: 1 });
    expect(await versionInForce(world.services.db.read, '2026-11-22')).toBeUndefined();
    const rows = await world.services.db.read.select().from(formularyEntry);
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row.itemId === world.aspirin.id)?.snapshot).toMatchObject({
      genericName: '阿司匹林',
      strength: '100mg',
      chronic: 'none',
      exception: null,
    });
    expect(await openDraft(world.services.db.read)).toBeUndefined();
    const results = await verifyAll(world.services.db.read);
    expect(results.filter((result) => !result.ok)).toEqual([]);
  });

  it('is refused without a day, a decision, a change, and for a past day', async () => {
    accepted(await startDraft(world.services, world.chief, null));
    const publish = async () => {
      const { documentNumber: number, documentVersion: version } = await draftOf(world);
      return publishDraft(world.services, world.chief, null, { number, version });
    };
    expect(await publish()).toMatchObject({ reason: 'formulary_no_effective_day' });
    expect(await describeAs(world, '2026-11-22')).toMatchObject({ reason: 'formulary_effective_past' });
    // Every later version begins after this one: a slip of the pen would end all publishing
    for (const day of ['2027-11-25', '9999-12-31']) {
      const last = '2027-11-24';
      expect(await describeAs(world, day)).toMatchObject({ reason: 'formulary_effective_far', detail: { day, last } });
    }
    accepted(await describeAs(world, '2027-11-24'));
    accepted(await describeAs(world, TODAY));
    expect(await publish()).toMatchObject({ reason: 'formulary_not_decided' });
    await decide(world, await draftOf(world), { outcome: 'rejected' });
    expect(await publish()).toMatchObject({ reason: 'formulary_not_decided' });
    await decide(world, await draftOf(world));
    accepted(await publish());
    accepted(await startDraft(world.services, world.chief, null));
    accepted(await describeAs(world, TODAY));
    expect(await publish()).toMatchObject({ reason: 'formulary_nothing_changed' });
    accepted(await propose(world, world.chief, [change(world.insulin.id)]));
    expect(await publish()).toMatchObject({ reason: 'formulary_effective_order' });
  });

  it('needs a new vote after a change during the vote', async () => {
    accepted(await startDraft(world.services, world.chief, null));
    accepted(await describeAs(world, TODAY));
    await decide(world, await draftOf(world));
    accepted(await propose(world, world.second, [change(world.insulin.id)]));
    const { documentNumber: number, documentVersion: version } = await draftOf(world);
    const asked = { number, version };
    expect(await publishDraft(world.services, world.chief, null, asked)).toMatchObject({
      reason: 'formulary_changed_since_vote',
    });
  });

  it('is won by one of two who publish at once; the other is told who was quicker', async () => {
    accepted(await startDraft(world.services, world.chief, null));
    accepted(await describeAs(world, TODAY));
    await decide(world, await draftOf(world));
    const { documentNumber: number, documentVersion: version } = await draftOf(world);
    const both = await Promise.all(
      [world.chief, world.second].map((who) => publishDraft(world.services, who, null, { number, version })),
    );
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    const lost = both.find((each) => !each.ok);
    const winner = both[0]?.ok ? world.chief : world.second;
    expect(lost).toMatchObject({ ok: false, reason: 'stale', detail: { act: 'publish', who: winner.name } });
  });

  it('forbids others, and the database keeps what was published', async () => {
    await first();
    expect(await publishDraft(world.services, world.doctor, null, { number: 'ML-1', version: 1 })).toMatchObject({
      reason: 'forbidden',
    });
    const changed = databaseRefusal(world.services.db, (tx) => tx.update(formularyEntry).set({ county: false }));
    expect(await changed).toMatch(/append-only/);
  });
});

describe('coming into force', () => {
  it('waits for its day, takes tiers away, keeps the last day of use, and runs once', async () => {
    await first();
    const gone = change(world.amoxicillin.id, { act: 'remove', useUntil: '2027-01-31' });
    accepted(await propose(world, world.chief, [gone, change(world.insulin.id, { township: true })]));
    accepted(await publishOn(world, '2026-12-01'));
    expect(await itemRow(world.amoxicillin.id)).toMatchObject({ countyTier: true, useUntil: null });
    const run = (day: string) =>
      world.services.db.transaction((tx) => formularyInForce.run(tx, world.clock.now(), day));
    expect(accepted(await run('2026-11-30')).value).toEqual({ edition: null, items: 0 });
    expect(accepted(await run('2026-12-01')).value).toEqual({ edition: 2, items: 2 });
    expect(accepted(await run('2026-12-01')).value).toEqual({ edition: null, items: 0 });
    const gives = { countyTier: false, townshipTier: false, villageTier: false, useUntil: '2027-01-31' };
    expect(await itemRow(world.amoxicillin.id)).toMatchObject(gives);
    expect(await itemRow(world.insulin.id)).toMatchObject({ countyTier: true, townshipTier: true });
    const back = change(world.amoxicillin.id, { county: true });
    accepted(await propose(world, world.chief, [back]));
    const [row] = await changesOf(world.services.db.read, await draftOf(world));
    expect(row).toMatchObject({ act: 'add' });
  });

  it('reports what leaves, who stocks it and what it is worth', async () => {
    await first();
    await addStock(world.services, world.branchStore, {
      item: world.amoxicillin,
      quantityBase: 48,
      organisationId: world.branch.id,
    });
    accepted(await propose(world, world.chief, [change(world.amoxicillin.id, { act: 'remove' })]));
    const report = await differenceBetween(world.services.db.read, { from: 1, to: 'draft' }, '/', TODAY);
    expect(report?.counts).toEqual({ add: 0, remove: 1, tiers: 0, words: 0 });
    expect(report?.totals).toEqual({ valueFen: 2500, members: 1, shortages: 0, reservations: 0 });
    expect(report?.leaving.get(world.amoxicillin.id)?.stock).toMatchObject([{ shortName: '江背分院', onHandBase: 48 }]);
    const hidden = await differenceBetween(world.services.db.read, { from: 1, to: 'draft' }, world.clinic.path, TODAY);
    expect(hidden?.totals.members).toBe(0);
  });
});

describe('the draft', () => {
  it('refuses a change by hand that somebody else made meanwhile, and takes changes back', async () => {
    await first();
    const hand = { itemCode: world.insulin.code, act: 'tiers' as const, county: true, township: true, village: false };
    const input = { ...hand, useUntil: null, reason: '下沉', seenAt: 0 };
    accepted(await proposeByHand(world.services, world.chief, null, input));
    expect(await proposeByHand(world.services, world.second, null, input)).toMatchObject({
      reason: 'formulary_change_stale',
    });
    const seen = { itemCode: world.insulin.code, seenAt: world.clock.now() };
    accepted(await withdrawChange(world.services, world.second, null, seen));
    expect(await changesOf(world.services.db.read, await draftOf(world))).toHaveLength(0);
    expect(await withdrawChange(world.services, world.second, null, seen)).toMatchObject({ ok: false });
  });

  it('stays readable when it was given up', async () => {
    await first();
    accepted(await propose(world, world.chief, [change(world.insulin.id, { township: true })]));
    const draft = await draftOf(world);
    const asked = { number: draft.documentNumber, version: draft.documentVersion, reason: '明年再议' };
    accepted(await abandonDraft(world.services, world.chief, null, asked));
    expect(await openDraft(world.services.db.read)).toBeUndefined();
    expect(await changesOf(world.services.db.read, draft)).toHaveLength(1);
    expect(await abandonDraft(world.services, world.chief, null, asked)).toMatchObject({ reason: 'stale' });
  });
});

describe('一品两规', () => {
  async function third() {
    const names = { genericName: '阿莫西林', form: '胶囊剂' };
    await addItem(world.services, { ...names, manufacturer: '华北制药' });
    return addItem(world.services, { ...names, manufacturer: '石药集团' });
  }

  it('advises, and refuses publication until the committee excepts', async () => {
    const item3 = await third();
    expect(await twoProductAdvice(world.services.db.read, [item3.id], TODAY)).toEqual([]);
    accepted(await startDraft(world.services, world.chief, null));
    expect(await twoProductAdvice(world.services.db.read, [item3.id], TODAY)).toMatchObject([
      { genericName: '阿莫西林', route: 'oral', products: 3, most: 2 },
    ]);
    accepted(await describeAs(world, TODAY));
    await decide(world, await draftOf(world));
    const { documentNumber: number, documentVersion: version } = await draftOf(world);
    const publish = () => publishDraft(world.services, world.chief, null, { number, version });
    expect(await publish()).toMatchObject({ reason: 'formulary_conflicts', detail: { count: 1, names: '阿莫西林' } });
    const matterId = await decide(world, null, { kind: 'exception' });
    const input = {
      genericName: '阿莫西林',
      route: 'oral' as const,
      most: 3,
      reason: '儿童用药',
      matterId,
      validFrom: TODAY,
      validTo: null,
    };
    const allow = (given: Partial<ExceptionInput>) =>
      allowExceptions(world.services, world.chief, null, [{ ...input, ...given }]);
    expect(await allow({ most: 2 })).toMatchObject({ reason: 'formulary_exception_most' });
    expect(await allow({ matterId: 999 })).toMatchObject({ reason: 'formulary_exception_matter' });
    const { ids } = accepted(await allow({}));
    expect(await allow({})).toMatchObject({ reason: 'formulary_exception_double' });
    const earlier = { validFrom: '2026-11-01', validTo: '2026-11-30' };
    expect(await allow(earlier)).toMatchObject({ reason: 'formulary_exception_double' });
    const both = await Promise.all([1, 2].map(() => allow({ validFrom: '2026-10-01', validTo: '2026-10-31' })));
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    accepted(await publish());
    const rows = await world.services.db.read.select().from(formularyEntry);
    expect(rows.find((row) => row.itemId === item3.id)?.snapshot).toMatchObject({ exception: ids[0] });
    accepted(await revokeException(world.services, world.chief, null, ids[0] ?? 0));
    expect(await revokeException(world.services, world.chief, null, ids[0] ?? 0)).toMatchObject({ ok: false });
    await addPerson(world.services, world.head, 'chief_pharmacist', { login: 'zong' });
    const chief = await signIn(world.app, 'zong');
    const asOf = async (on?: string) => (await chief.get(paths.formularyExceptionsExport('csv', { on }))).text;
    expect(await asOf('2026-10-15')).toMatch(/2026-10-31,有效,.*,2026-10-15\r\n/);
    expect(await asOf('2026-10-15')).toMatch(/2026-11-23,,[^,]*未[^,]*,.*,2026-10-15\r\n/);
    expect(await asOf()).toContain(`${TODAY}撤销`);
    const page = await chief.get(paths.formularyExceptions({ on: '2026-10-15' }));
    expect(page.text).not.toContain(`${TODAY}撤销`);
    expect(page.text).toContain(paths.formularyExceptionsExport('csv', { on: '2026-10-15' }));
  });
});
