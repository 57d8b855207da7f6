/** What counting refuses, and goods that ask for more: frozen, controlled, put back, counted twice at once. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLine, stockCount } from '../../db/schema/counts.ts';
import { askRecount, recordFindings } from '../../src/counts/find-commands.ts';
import { openCount } from '../../src/counts/open-commands.ts';
import { approveCount, reverseCount } from '../../src/counts/post-commands.ts';
import { cancelCount, returnCount, submitCount } from '../../src/counts/submit-commands.ts';
import { freezeLots } from '../../src/ledger/lots.ts';
import { openReservations, release, reserve } from '../../src/ledger/reserve.ts';
import { accepted, addMember, addPerson, addStore } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  approves,
  type CountWorld,
  finds,
  forward,
  issues,
  key,
  onHand,
  openCountWorld,
  opened,
  reasonOf,
  seen,
  stocked,
  submits,
  viewOf,
} from './count-world.ts';

let world: CountWorld;
beforeAll(async () => {
  world = await openCountWorld();
});
afterAll(() => endWhole(world));

describe('what is refused', () => {
  it('is approval by who counted, by too low a word, and posting twice', async () => {
    const { item, lotId } = await stocked(world, 1000, { pricePack: 10_000_000 });
    const number = await opened(world, [item]);
    accepted(await finds(world, world.chief, number, lotId, 960));
    accepted(await submits(world, number));
    expect(reasonOf(await approves(world, number, world.first))).toBe('forbidden');
    expect(reasonOf(await approves(world, number, world.chief))).toBe('count_own');
    const other = await addPerson(world.services, world.branch, 'branch_head');
    // 40 of 24 a box at 12.50 yuan are 20.83 yuan: the head's word is enough
    const given = await seen(world, number);
    accepted(await approveCount(world.services, other, given));
    expect(accepted(await approveCount(world.services, other, given))).toEqual({ lines: 1 });
    expect(reasonOf(await approves(world, number, world.chiefPharmacist))).toBe('count_closed');
    expect(reasonOf(await finds(world, world.first, number, lotId, 1))).toBe('count_closed');
    expect(await onHand(world, lotId)).toBe(960);
  });

  it('is an approval of two at once but for the first', async () => {
    const { item, lotId } = await stocked(world, 1000);
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 990));
    accepted(await submits(world, number));
    const given = await seen(world, number);
    const both = await Promise.all([
      approveCount(world.services, world.chief, { ...given, key: key() }),
      approveCount(world.services, world.chiefPharmacist, { ...given, key: key() }),
    ]);
    expect(both.map(reasonOf).sort()).toEqual(['ok', 'stale']);
    expect(await onHand(world, lotId)).toBe(990);
  });

  it('is a large difference without the chiefs', async () => {
    const { item, lotId } = await stocked(world, 2400);
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 1200));
    accepted(await finds(world, world.second, number, lotId, 1200));
    accepted(await submits(world, number));
    expect(reasonOf(await approves(world, number))).toBe('count_level');
    accepted(await approves(world, number, world.chiefPharmacist));
    expect(await onHand(world, lotId)).toBe(1200);
  });

  it('is to take what is no longer there, and the line is asked for again', async () => {
    const { item, lotId } = await stocked(world, 1000);
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 960));
    accepted(await submits(world, number));
    const { document } = await viewOf(world, number);
    await world.services.db.transaction(async (tx) => {
      const line = { locationId: world.store, lotId, itemId: item.id, quantityBase: 980, lineId: null };
      accepted(await reserve(tx, { documentId: document.id, at: world.clock.now(), lines: [line] }));
    });
    expect(reasonOf(await approves(world, number))).toBe('count_short');
    const back = await returnCount(world.services, world.chief, await seen(world, number), { reason: '已预留' });
    expect(accepted(back)).toEqual({ lines: 1 });
    expect((await viewOf(world, number)).progress.recounts).toBe(1);
    await world.services.db.transaction(async (tx) => {
      const held = await openReservations(tx, document.id);
      const ids = held.map((row) => row.id);
      accepted(await release(tx, ids, world.clock.now()));
    });
  });

  it('is a difference that late postings have changed', async () => {
    const { item, lotId } = await stocked(world, 1000);
    const number = await opened(world, [item]);
    forward(world, 5000);
    const at = world.clock.now();
    accepted(await finds(world, world.first, number, lotId, 990));
    accepted(await submits(world, number));
    accepted(await issues(world, lotId, 10, at - 1000));
    expect(reasonOf(await approves(world, number))).toBe('count_changed');
    accepted(await returnCount(world.services, world.chief, await seen(world, number), { reason: '补登' }));
    expect(accepted(await submits(world, number)).outcome).toBe('agreed');
  });

  it('is a stale page, an open line, a missing reason, and a stranger', async () => {
    const { item, lotId } = await stocked(world, 100);
    const number = await opened(world, [item]);
    const given = await seen(world, number);
    expect(reasonOf(await submits(world, number))).toBe('count_uncounted');
    accepted(await finds(world, world.first, number, lotId, 97));
    expect(reasonOf(await submitCount(world.services, world.first, given, { reasons: {} }))).toBe(
      'count_reason_missing',
    );
    accepted(await submits(world, number));
    expect(reasonOf(await submitCount(world.services, world.second, { ...given, key: key() }, { reasons: {} }))).toBe(
      'stale',
    );
    const elsewhere = await addMember(world.services, { kind: 'branch', parent: world.head });
    await addStore(world.services, elsewhere);
    const stranger = await addPerson(world.services, elsewhere, 'branch_pharmacist');
    expect(reasonOf(await finds(world, stranger, number, lotId, 97))).toBe('not_found');
    const hub = await addPerson(world.services, world.head, 'storekeeper');
    expect(reasonOf(await finds(world, hub, number, lotId, 97))).toBe('count_not_here');
    accepted(await cancelCount(world.services, world.first, await seen(world, number), { reason: '不盘了' }));
    expect(reasonOf(await approves(world, number))).toBe('count_closed');
  });

  it('is a scope without stock, a future moment, and lines that another person counted', async () => {
    const { item, lotId } = await stocked(world, 100);
    const input = {
      organisationCode: world.branch.code,
      title: '试',
      scope: 'class' as const,
      detail: { controlClass: 'toxic' },
      asOf: null,
      blind: true,
    };
    expect(reasonOf(await openCount(world.services, world.first, key(), input))).toBe('count_nothing');
    const future = { ...input, detail: {}, asOf: world.clock.now() + 1 };
    expect(reasonOf(await openCount(world.services, world.first, key(), future))).toBe('count_future');
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 100));
    expect(reasonOf(await finds(world, world.second, number, lotId, 99))).toBe('count_line_done');
    const nothing = { lines: {}, countedAt: null };
    expect(reasonOf(await recordFindings(world.services, world.first, { key: key(), number }, nothing))).toBe(
      'count_nothing_typed',
    );
    const [line] = (await viewOf(world, number)).lines;
    accepted(await askRecount(world.services, world.second, { key: key(), number }, line?.line.id ?? 0));
    accepted(await finds(world, world.second, number, lotId, 99));
  });
});

describe('special goods', () => {
  it('of a frozen lot are counted, and their difference needs the chief pharmacist', async () => {
    const { item, lotId } = await stocked(world, 1000);
    await world.services.db.transaction((tx) => freezeLots(tx, [lotId], 'recall'));
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 990));
    accepted(await submits(world, number));
    expect(reasonOf(await approves(world, number))).toBe('count_level');
    accepted(await approves(world, number, world.chiefPharmacist));
    expect(await onHand(world, lotId)).toBe(990);
  });

  it('that are controlled are posted before a second person only', async () => {
    const { item, lotId } = await stocked(world, 50, { controlClass: 'narcotic' });
    const number = await opened(world, [item]);
    expect(accepted(await finds(world, world.first, number, lotId, 49)).recounts).toBe(1);
    accepted(await finds(world, world.second, number, lotId, 49));
    accepted(await submits(world, number));
    expect(reasonOf(await approves(world, number))).toBe('witness_missing');
    const witness = { personId: world.second.userId, provedAt: world.clock.now() };
    accepted(await approveCount(world.services, world.chief, await seen(world, number), witness));
    expect(await onHand(world, lotId)).toBe(49);
  });

  it('can be put back by a red movement, once', async () => {
    const { item, lotId } = await stocked(world, 1000);
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 1010));
    accepted(await submits(world, number));
    accepted(await approves(world, number));
    expect(await onHand(world, lotId)).toBe(1010);
    const undo = async () => reverseCount(world.services, world.chief, await seen(world, number), { reason: '数错了' });
    accepted(await undo());
    expect(await onHand(world, lotId)).toBe(1000);
    expect(reasonOf(await undo())).toBe('wrong_state');
  });

  it('counted twice at the same time are corrected once', async () => {
    const { item, lotId } = await stocked(world, 1000);
    const [one, two] = [await opened(world, [item]), await opened(world, [item])];
    accepted(await finds(world, world.first, one, lotId, 990));
    accepted(await finds(world, world.second, two, lotId, 990));
    for (const number of [one, two]) accepted(await submits(world, number));
    forward(world, 1000);
    accepted(await approves(world, one));
    expect(reasonOf(await approves(world, two))).toBe('count_changed');
    accepted(await returnCount(world.services, world.chief, await seen(world, two), { reason: '已盘' }));
    expect(accepted(await submits(world, two)).outcome).toBe('agreed');
    expect(await onHand(world, lotId)).toBe(990);
    const [row] = await world.services.db.read.select().from(stockCount).where(eq(stockCount.title, '月末盘点'));
    const lines = await world.services.db.read.select().from(countLine);
    expect(row).toBeDefined();
    expect(lines.length).toBeGreaterThan(0);
  });
});
