/**
 * Ten thousand documents with odd prices and part packs: every fen of stock is in somebody's book, dues cancel out, and
 * the real commands do what the plain model says.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lot as lotTable } from '../../db/schema/index.ts';
import { centralAccounts, payableAccount } from '../../src/account/chart.ts';
import { trialBalance } from '../../src/account/queries.ts';
import { transfer } from '../../src/account/transfer.ts';
import { type PostRequest, postGoods } from '../../src/books/goods-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { ok } from '../../src/kernel/result.ts';
import { addItem } from '../support/build.ts';
import { BookModel, type ModelLot, type ModelMove } from './book-model.ts';
import { type BookWorld, findingsOf, openBookWorld } from './book-world.ts';

const OWNERS = { head: 'ZY', reserve: 'ZY', branch: 'JB', other: 'GX' };
const REAL = Object.keys(OWNERS);

type Kind = PostRequest['kind'];

/** From, to and kind of what members do all day; buying and sending come most often. */
const ROUTES: readonly { kind: Kind; from: string; to: string }[] = [
  { kind: 'receipt', from: 'supplier', to: 'head' },
  { kind: 'receipt', from: 'supplier', to: 'branch' },
  { kind: 'dispatch', from: 'head', to: 'branch' },
  { kind: 'dispatch', from: 'head', to: 'other' },
  { kind: 'dispatch', from: 'other', to: 'branch' },
  { kind: 'discrepancy', from: 'branch', to: 'head' },
  { kind: 'shelve', from: 'head', to: 'reserve' },
  { kind: 'issue', from: 'branch', to: 'consumed' },
  { kind: 'issue', from: 'other', to: 'consumed' },
  { kind: 'write_off', from: 'reserve', to: 'loss' },
  { kind: 'count', from: 'count_difference', to: 'other' },
  { kind: 'supplier_return', from: 'head', to: 'supplier' },
  { kind: 'opening', from: 'opening', to: 'other' },
];

/** Four decimals of a yuan a pack, and packs of which a tablet is no whole fen. */
const anyLot: fc.Arbitrary<ModelLot> = fc.record({
  packSize: fc.constantFrom(1, 3, 7, 12, 24, 1000),
  pricePack: fc.oneof(fc.nat(400), fc.integer({ min: 1, max: 9_999_999 })),
});
const anyMove = fc.record({
  route: fc.nat(ROUTES.length - 1),
  lot: fc.nat(5),
  share: fc.integer({ min: 1, max: 10 }),
  odd: fc.integer({ min: 1, max: 50 }),
});
type Move = typeof anyMove extends fc.Arbitrary<infer T> ? T : never;

/** Of what lies there some part, all of it in one case of ten; from outside any odd number. */
function moveOf(model: BookModel, { route, lot, share, odd }: Move): (ModelMove & { kind: Kind }) | null {
  const chosen = ROUTES[route];
  if (chosen === undefined) return null;
  const { kind, from, to } = chosen;
  const there = REAL.includes(from) ? model.onHand(from, lot) : odd;
  const quantityBase = REAL.includes(from) ? Math.ceil((there * share) / 10) : odd;
  return quantityBase === 0 ? null : { kind, lot, from, to, quantityBase };
}

function expectWhole(model: BookModel): void {
  expect(model.sumOf('')).toBe(0);
  expect(model.sumOf('DUE-')).toBe(0);
  expect(model.wrongShelves()).toEqual([]);
  for (const owner of ['ZY', 'JB', 'GX']) expect(model.accounts.get(`STOCK-${owner}`) ?? 0).toBe(model.valueOf(owner));
}

it('explains every fen of ten thousand documents', () => {
  let documents = 0;
  const years = fc.property(
    fc.array(anyLot, { minLength: 6, maxLength: 6 }),
    fc.array(anyMove, { minLength: 200, maxLength: 200 }),
    (lots, moves) => {
      const model = new BookModel(lots, OWNERS);
      for (const move of moves) {
        const asked = moveOf(model, move);
        if (asked !== null) expect(model.move(asked)).not.toBeNull();
        documents += 1;
      }
      expectWhole(model);
    },
  );
  fc.assert(years, { numRuns: 50 });
  expect(documents).toBeGreaterThanOrEqual(10_000);
});

let world: BookWorld;
beforeAll(async () => {
  world = await openBookWorld();
});
afterAll(() => world.drop());

/** Posts the move for real: goods with their paper, and what the account owes the supplier for them. */
async function postReal(lotId: number, move: ModelMove & { kind: Kind }, turn: number): Promise<number> {
  const at = world.clock.now();
  const { keeper } = world.people;
  const from = world.places[move.from as keyof BookWorld['places']];
  const to = world.places[move.to as keyof BookWorld['places']];
  const posted = await world.services.db.transaction(async (tx) => {
    const paper = { kind: 'count' as const, status: 'done', act: 'count', actor: keeper, at };
    const { id: documentId } = await openDocument(tx, { ...paper, organisationId: world.head.id, counterpartId: null });
    const header = { documentId, occurredAt: at, postedAt: at };
    const lines = [{ lotId, fromId: from, toId: to, quantityBase: move.quantityBase }];
    const goods = await postGoods(tx, { ...header, kind: move.kind, actor: keeper, key: `books-${turn}`, lines });
    if (!goods.ok) return goods;
    const amountFen = goods.value.amountsFen[0] ?? 0;
    const bought = move.from === 'supplier';
    if (amountFen === 0 || (!bought && move.to !== 'supplier')) return ok(amountFen);
    const [{ dueId }, payableId] = [await centralAccounts(tx), await payableAccount(tx, 1)];
    const sides = bought ? { debitId: dueId, creditId: payableId } : { debitId: payableId, creditId: dueId };
    const owed = {
      code: move.kind,
      actorId: keeper.userId,
      ...header,
      lines: [{ ...sides, amountFen, key: `owe-${turn}` }],
    };
    const paid = await transfer(tx, owed);
    return paid.ok ? ok(amountFen) : paid;
  });
  if (!posted.ok) throw new Error(`${move.kind} was refused: ${posted.reason}`);
  return posted.value;
}

it('is what the real commands do, document by document', async () => {
  const [[lots, moves]] = fc.sample(
    fc.tuple(fc.array(anyLot, { minLength: 6, maxLength: 6 }), fc.array(anyMove, { minLength: 300, maxLength: 300 })),
    { numRuns: 1, seed: 20_261_123 },
  ) as [[ModelLot[], Move[]]];
  const model = new BookModel(lots, OWNERS);
  const ids: number[] = [];
  for (const [index, { packSize, pricePack }] of lots.entries()) {
    const { id: itemId } = await addItem(world.services, { packSize });
    const batch = { itemId, number: `W${index}`, expiresOn: '2029-12-31', pricePack, origin: 'walk' };
    const [row] = await world.services.db.transaction(async (tx) =>
      tx
        .insert(lotTable)
        .values({ ...batch, receivedOn: '2026-01-01', createdAt: 0 })
        .returning({ id: lotTable.id }),
    );
    ids.push(row?.id ?? 0);
  }
  for (const [turn, move] of moves.entries()) {
    const asked = moveOf(model, move);
    if (asked === null) continue;
    const expected = model.move(asked);
    expect(await postReal(ids[asked.lot] ?? 0, asked, turn)).toBe(expected);
  }
  expectWhole(model);
  const { lines, debitsFen, creditsFen } = await trialBalance(world.services.db.read);
  expect(debitsFen).toBe(creditsFen);
  const balance = new Map(lines.map((line) => [line.code, line.debitsFen - line.creditsFen]));
  const members = { ZY: world.head.id, JB: world.branch.id, GX: world.other.id };
  for (const [code, id] of Object.entries(members)) {
    for (const prefix of ['STOCK', 'DUE', 'COST', 'LOSS', 'OPEN']) {
      expect([code, prefix, balance.get(`${prefix}-${id}`) ?? 0]).toEqual([
        code,
        prefix,
        model.accounts.get(`${prefix}-${code}`) ?? 0,
      ]);
    }
  }
  expect(balance.get('DUE-0')).toBe(model.accounts.get('DUE-0'));
  expect(await findingsOf(world)).toEqual([]);
}, 120_000);
