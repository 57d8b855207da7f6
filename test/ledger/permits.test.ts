/** Preparations leave their maker under a permit only: the rule by itself, and as postings meet it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permitRecipient, preparationPermit } from '../../db/schema/preparations.ts';
import { checkPermitCaps, type PermitFacts, type PreparationFacts, whyNoPermit } from '../../src/ledger/permit-rule.ts';
import { permitsOf } from '../../src/ledger/permits.ts';
import { post } from '../../src/ledger/post.ts';
import { reverse } from '../../src/ledger/reverse.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { usesOf } from '../../src/preparations/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  addItem,
  addMember,
  addStock,
  addStore,
  nextNumber,
  type TestItem,
  type TestMember,
} from '../support/build.ts';

const DAY = '2026-11-23';
const permit: PermitFacts = {
  number: 'P1',
  makerId: 1,
  recipientIds: [2, 3],
  validFrom: '2026-11-01',
  validTo: '2026-11-23',
  remainingBase: 10,
};
const kept = (permits: PermitFacts[], keeperId = 1): PreparationFacts => ({ keeperId, permits });

describe('the permit rule', () => {
  it('lets it move inside its maker, and go to a receiver that a valid permit names', () => {
    expect(whyNoPermit(kept([]), 1, DAY)).toBeNull();
    expect(whyNoPermit(kept([permit]), 2, DAY)).toBeNull();
    expect(whyNoPermit(kept([permit]), 2, '2026-11-01')).toBeNull();
  });

  it.each<[string, PreparationFacts, number, string]>([
    ['permit_missing', kept([]), 2, DAY],
    ['permit_missing', kept([permit], 2), 3, DAY],
    ['permit_not_listed', kept([permit]), 9, DAY],
    ['permit_expired', kept([permit]), 2, '2026-11-24'],
    ['permit_expired', kept([permit]), 2, '2026-10-31'],
    ['permit_used_up', kept([{ ...permit, remainingBase: 0 }]), 2, DAY],
  ])('refuses: %s', (why, preparation, recipientId, on) => {
    expect(whyNoPermit(preparation, recipientId, on)?.why).toBe(why);
  });

  it('adds up what goes to all receivers of one permit', () => {
    const line = { lot: 'B', item: 'X', preparation: kept([permit]) };
    const take = (first: number, second: number) =>
      checkPermitCaps(
        [
          { ...line, recipientId: 2, quantityBase: first },
          { ...line, recipientId: 3, quantityBase: second },
        ],
        DAY,
      );
    expect(take(4, 6).ok).toBe(true);
    expect(take(4, 7)).toMatchObject({ reason: 'permit_cap', detail: { remaining: 10, asked: 11 } });
  });
});

describe('a posting', () => {
  let test: TestApp;
  let maker: TestMember;
  let branch: TestMember;
  let other: TestMember;
  let storeId: number;
  let branchStoreId: number;
  let item: TestItem;
  let lotId: number;
  beforeAll(async () => {
    test = await createTestApp();
    maker = await addMember(test.services, { kind: 'head' });
    branch = await addMember(test.services, { kind: 'branch', parent: maker });
    other = await addMember(test.services, { kind: 'branch', parent: maker });
    storeId = await addStore(test.services, maker);
    branchStoreId = await addStore(test.services, branch);
    item = await addItem(test.services, { kind: 'preparation', genericName: '复方黄柏液', packSize: 1 });
    lotId = await addStock(test.services, storeId, { item, quantityBase: 100, organisationId: maker.id });
  });
  afterAll(() => test.drop());

  const move = (kind: 'dispatch' | 'issue', fromId: number, toId: number, quantityBase: number) =>
    test.services.db.transaction((tx) => {
      const at = test.clock.now();
      const actor = { userId: 0, organisationId: maker.id };
      const line = { lotId, fromId, toId, quantityBase };
      const key = `permit-${nextNumber()}`;
      return post(tx, { kind, documentId: null, actor, occurredAt: at, postedAt: at, key, lines: [line] });
    });

  const record = (capBase: number) =>
    test.services.db.transaction(async (tx) => {
      const days = { validFrom: '2026-11-01', validTo: '2026-12-31' };
      const by = { recordedAt: 1, recordedBy: 0, authority: '省药监局' };
      const number = `赣药制调${nextNumber()}`;
      const [row] = await tx
        .insert(preparationPermit)
        .values({ number, itemId: item.id, makerId: maker.id, capBase, ...days, ...by })
        .returning({ id: preparationPermit.id });
      await tx.insert(permitRecipient).values({ permitId: row?.id ?? 0, organisationId: branch.id });
    });

  const left = async () => (await permitsOf(test.services.db.read, [item.id])).get(item.id)?.[0]?.remainingBase;

  it('is refused without a permit, except for use at the maker', async () => {
    expect(await move('dispatch', storeId, branch.transitId, 1)).toMatchObject({ reason: 'lot_permit_missing' });
    const consumed = await outsideLocation(test.services.db.read, 'consumed');
    expect(await move('issue', storeId, consumed, 1)).toMatchObject({ ok: true });
  });

  it('takes from the cap what leaves, and gives back what is reversed or returned', async () => {
    await record(10);
    const sent = await move('dispatch', storeId, branch.transitId, 7);
    expect(sent.ok).toBe(true);
    const [permit] = await test.services.db.read.select().from(preparationPermit);
    if (permit === undefined) throw new Error('no permit');
    const readBy = (scopePath: string) => usesOf(test.services.db.read, permit, scopePath);
    expect(await readBy('/')).toMatchObject([{ quantityBase: 7 }]);
    expect(await readBy(branch.path)).toMatchObject([{ quantityBase: 7 }]);
    expect(await readBy(other.path)).toEqual([]);
    expect(await left()).toBe(3);
    expect(await move('dispatch', storeId, branch.transitId, 4)).toMatchObject({
      reason: 'permit_cap',
      detail: { remaining: 3, asked: 4 },
    });
    if (!sent.ok) return;
    await test.services.db.transaction((tx) =>
      reverse(tx, {
        movementId: sent.value.movementId,
        actor: { userId: 0, organisationId: maker.id },
        at: test.clock.now(),
        key: `permit-${nextNumber()}`,
        reason: 'wrong',
      }),
    );
    expect(await left()).toBe(10);
  });

  it('names a receiver that the permit does not list, and a receiver cannot pass it on', async () => {
    expect(await move('dispatch', storeId, other.transitId, 1)).toMatchObject({ reason: 'lot_permit_not_listed' });
    expect((await move('dispatch', storeId, branch.transitId, 5)).ok).toBe(true);
    await test.services.db.transaction((tx) => {
      const at = test.clock.now();
      const line = { lotId, fromId: branch.transitId, toId: branchStoreId, quantityBase: 5 };
      const actor = { userId: 0, organisationId: branch.id };
      const key = `permit-${nextNumber()}`;
      return post(tx, {
        kind: 'dispatch_receipt',
        documentId: null,
        actor,
        occurredAt: at,
        postedAt: at,
        key,
        lines: [line],
      });
    });
    expect(await move('dispatch', branchStoreId, other.transitId, 1)).toMatchObject({ reason: 'lot_permit_missing' });
  });

  it('lets two postings at once not take more than the cap', async () => {
    const both = await Promise.all([
      move('dispatch', storeId, branch.transitId, 4),
      move('dispatch', storeId, branch.transitId, 4),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await left()).toBe(1);
  });
});
