/** Documents: numbers without gaps, one act at a time, and a timeline that says who acted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdvanceRequest, advance, advanceAll, openDocument } from '../../src/documents/advance.ts';
import { addDocumentLink, setLinkQuantities } from '../../src/documents/links.ts';
import { documentByNumber, linksOf, timelineOf } from '../../src/documents/queries.ts';
import { verifyDocuments } from '../../src/documents/verify.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { accepted, type LedgerWorld, NOW, openLedgerWorld, reasonOf } from '../support/ledger-world.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(async () => {
  expect(await verifyDocuments(world.db.read)).toEqual([]);
  await world.drop();
});

const TRANSITIONS = {
  accept: { from: ['open'], to: ['accepted'] },
  close: { from: ['open', 'accepted'], to: ['closed'] },
  answer: { from: ['accepted'], to: ['accepted', 'closed'] },
};

function open(at = NOW, kind: 'shortage' | 'dispatch' = 'shortage') {
  const request = { kind, status: 'open', act: 'register', organisationId: world.branch, counterpartId: world.head };
  return world.db.transaction((tx) => openDocument(tx, { ...request, actor: world.actor, at }));
}

function act(documentId: number, given: Partial<AdvanceRequest> & { act: string; to: string }) {
  const request = { transitions: TRANSITIONS, actor: world.actor, at: NOW, ...given };
  return world.db.transaction((tx) => advance(tx, documentId, request));
}

describe('numbers', () => {
  it('count from one in each series of a kind and a business day', async () => {
    const at = NOW - 10 * DAY_MS;
    expect((await open(at)).number).toBe('QY-20261110-0001');
    expect((await open(at)).number).toBe('QY-20261110-0002');
    expect((await open(at, 'dispatch')).number).toBe('PS-20261110-0001');
    // 23:59 in UTC is already the next day in the county
    expect((await open(Date.parse('2026-11-10T23:59:00Z'))).number).toBe('QY-20261111-0001');
  });

  it('have neither gaps nor twins when many open at once and some are refused', async () => {
    const at = NOW - 20 * DAY_MS;
    const opening = (refused: boolean) =>
      world.db.transaction(async (tx) => {
        const request = { kind: 'shortage' as const, status: 'open', act: 'register', counterpartId: null };
        const { number } = await openDocument(tx, { ...request, organisationId: world.head, actor: world.actor, at });
        return refused ? refuse('not_today') : ok(number);
      });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, turn) => opening(turn % 5 === 0)));
    const numbers = answers.flatMap((answer) => (answer.ok ? [answer.value] : [])).sort();
    const expected = Array.from({ length: 24 }, (_, n) => `QY-20261031-${String(n + 1).padStart(4, '0')}`);
    expect(numbers).toEqual(expected);
  });
});

describe('advance', () => {
  it('changes the status, counts the version and keeps who did it', async () => {
    const { id, number } = await open();
    const moved = await act(id, { act: 'accept', to: 'accepted', note: 'from stock', detail: { lots: 2 } });
    expect(accepted(moved)).toEqual({ version: 2 });
    expect(await documentByNumber(world.db.read, 'shortage', number)).toMatchObject({ status: 'accepted', version: 2 });
    const timeline = await timelineOf(world.db.read, id);
    expect(timeline.map((row) => [row.act, row.fromStatus, row.toStatus, row.actorName])).toEqual([
      ['register', null, 'open', 'Li Hua'],
      ['accept', 'open', 'accepted', 'Li Hua'],
    ]);
    expect(timeline[1]).toMatchObject({ note: 'from stock', detail: { lots: 2 }, organisationName: 'ZY hospital' });
  });

  it('may lead to the same status, which is an act all the same', async () => {
    const { id } = await open();
    accepted(await act(id, { act: 'accept', to: 'accepted' }));
    expect(accepted(await act(id, { act: 'answer', to: 'accepted' }))).toEqual({ version: 3 });
  });

  it('refuses what the table does not list, and says who acted last', async () => {
    const { id } = await open();
    const other = { ...world.actor, userId: 2, name: 'Wang Fang' };
    accepted(await act(id, { act: 'close', to: 'closed', actor: other, at: NOW + 5 }));
    const refused = await act(id, { act: 'accept', to: 'accepted' });
    const detail = {
      status: 'closed',
      kind: 'shortage',
      act: 'close',
      who: 'Wang Fang',
      where: 'ZY hospital',
      at: NOW + 5,
    };
    expect(refused).toEqual({ ok: false, reason: 'wrong_state', detail });
    expect(reasonOf(await act(id, { act: 'unheard', to: 'open' }))).toBe('wrong_state');
    expect(reasonOf(await act(id, { act: 'accept', to: 'closed' }))).toBe('wrong_state');
  });

  it('refuses a person who saw an older version', async () => {
    const { id } = await open();
    accepted(await act(id, { act: 'accept', to: 'accepted', seenVersion: 1 }));
    const refused = await act(id, { act: 'close', to: 'closed', seenVersion: 1 });
    expect(refused).toMatchObject({ reason: 'stale', detail: { act: 'accept', who: 'Li Hua' } });
    accepted(await act(id, { act: 'close', to: 'closed', seenVersion: 2 }));
  });

  it('refuses a document that does not exist', async () => {
    expect(reasonOf(await act(999_999, { act: 'accept', to: 'accepted' }))).toBe('not_found');
  });

  it('is done by one of many who act at once', async () => {
    const { id } = await open();
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, { act: 'accept', to: 'accepted' })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await timelineOf(world.db.read, id)).toHaveLength(2);
  });

  it('takes a document as its caller locked it, and moves nothing when it stands elsewhere', async () => {
    const { id } = await open();
    const locked = { status: 'open', version: 1 };
    const accept = { act: 'accept', to: 'accepted', seenVersion: 1 };
    expect(reasonOf(await act(id, { ...accept, locked: { status: 'closed', version: 1 } }))).toBe('wrong_state');
    expect(reasonOf(await act(id, { ...accept, locked: { status: 'open', version: 2 } }))).toBe('stale');
    expect(accepted(await act(id, { ...accept, locked }))).toEqual({ version: 2 });
    expect(reasonOf(await act(id, { ...accept, locked }))).toBe('stale');
    expect(await timelineOf(world.db.read, id)).toHaveLength(2);
  });

  it('leads several documents together or none of them', async () => {
    const first = await open();
    const second = await open();
    accepted(await act(second.id, { act: 'close', to: 'closed' }));
    const steps = [first, second].map((one) => ({ documentId: one.id, to: 'accepted' }));
    const together = (given: typeof steps) =>
      world.db.transaction((tx) =>
        advanceAll(tx, given, { act: 'accept', transitions: TRANSITIONS, actor: world.actor, at: NOW }),
      );
    expect(reasonOf(await together(steps))).toBe('wrong_state');
    expect((await documentByNumber(world.db.read, 'shortage', first.number))?.status).toBe('open');
    const third = await open();
    const both = [first, third].map((one) => ({ documentId: one.id, to: 'accepted' }));
    expect(accepted(await together(both))).toEqual(
      new Map([
        [first.id, 2],
        [third.id, 2],
      ]),
    );
  });
});

it('links carry quantities in both directions', async () => {
  const request = await open();
  const answer = await open(NOW, 'dispatch');
  await world.db.transaction((tx) => {
    const ends = { fromDocumentId: answer.id, fromLineId: 7, toDocumentId: request.id };
    return addDocumentLink(tx, { kind: 'serves', ...ends, quantityBase: 60 });
  });
  const [link] = await linksOf(world.db.read, request.id);
  expect(link).toMatchObject({ fromDocumentId: answer.id, fromLineId: 7, toLineId: null, quantityBase: 60 });
  const change = { id: link?.id ?? 0, quantityBase: 50, fulfilledBase: 50 };
  await world.db.transaction((tx) => setLinkQuantities(tx, [change]));
  expect(await linksOf(world.db.read, answer.id)).toMatchObject([change]);
  const tooMuch = world.db.transaction((tx) => setLinkQuantities(tx, [{ ...change, fulfilledBase: 51 }]));
  await expect(tooMuch).rejects.toThrow();
});
