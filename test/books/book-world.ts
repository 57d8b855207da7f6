/** A county with goods on its shelves, for the tests of members' books. */
import { type MemberPrefix, memberCode } from '../../src/account/chart.ts';
import { balancesOf } from '../../src/account/queries.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { type PostedGoods, type PostRequest, postGoods } from '../../src/books/goods-commands.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { type Finding, findAll } from '../../src/kernel/finding.ts';
import type { Result } from '../../src/kernel/result.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  addItem,
  addMember,
  addPerson,
  addStore,
  nextNumber,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';

const OUTSIDE = ['supplier', 'consumed', 'loss', 'opening', 'count_difference', 'repricing'] as const;
type Place = 'head' | 'branch' | 'other' | 'reserve' | (typeof OUTSIDE)[number];

export interface BookWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  other: TestMember;
  /** Stores of the three, the reserve of the head kept in the branch, and the places outside. */
  places: Record<Place, number>;
  /** Three tablets a pack: no price is whole for one. */
  item: TestItem;
  people: Record<'accountant' | 'chief' | 'branchHead' | 'otherHead' | 'keeper', TestPerson>;
}

export async function openBookWorld(now?: number): Promise<BookWorld> {
  const app = await createTestApp(now === undefined ? {} : { now });
  const { services } = app;
  const head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  const branch = await addMember(services, { kind: 'branch', parent: head, code: 'JB', name: '江背分院' });
  const other = await addMember(services, { kind: 'branch', parent: head, code: 'GX', name: '高兴分院' });
  const places = {
    head: await addStore(services, head),
    branch: await addStore(services, branch),
    other: await addStore(services, other),
    reserve: await addStore(services, branch, 'reserve', { ownerId: head.id }),
  };
  const outside: Partial<Record<Place, number>> = {};
  for (const kind of OUTSIDE) outside[kind] = await outsideLocation(services.db.read, kind);
  return {
    ...app,
    head,
    branch,
    other,
    places: { ...(outside as Record<Place, number>), ...places },
    item: await addItem(services, { code: 'AMX', packSize: 3 }),
    people: {
      accountant: await addPerson(services, head, 'accountant', { login: 'kuaiji', name: '陈会计' }),
      chief: await addPerson(services, head, 'chief_accountant', { login: 'zongkuai', name: '曾总会计师' }),
      branchHead: await addPerson(services, branch, 'branch_head', { login: 'jb', name: '谢院长' }),
      otherHead: await addPerson(services, other, 'branch_head', { login: 'gx', name: '刘院长' }),
      keeper: await addPerson(services, head, 'storekeeper', { login: 'ku' }),
    },
  };
}

export async function newLot(world: BookWorld, pricePack: number): Promise<number> {
  const at = world.clock.now();
  const batch = { itemId: world.item.id, number: `B${nextNumber()}`, expiresOn: '2029-12-31' };
  const identity = { ...batch, pricePack, origin: 'test' };
  const [id] = await world.services.db.transaction((tx) => openLots(tx, [identity], '2026-01-01', at));
  if (id === undefined) throw new Error('no lot');
  return id;
}

/** Moves goods between named places, through the books. */
export function move(
  world: BookWorld,
  kind: PostRequest['kind'],
  lines: { lotId: number; from: Place; to: Place; quantityBase: number }[],
  given: Partial<PostRequest> = {},
): Promise<Result<PostedGoods>> {
  const at = world.clock.now();
  const actor = { userId: world.people.keeper.userId, organisationId: world.head.id };
  const header = { kind, documentId: null, actor, occurredAt: at, postedAt: at };
  const named = lines.map(({ from, to, ...line }) => {
    return { ...line, fromId: world.places[from], toId: world.places[to] };
  });
  return world.services.db.transaction((tx) =>
    postGoods(tx, { ...header, key: `book-${process.pid}-${nextNumber()}`, lines: named, ...given }),
  );
}

/** Debit less credit of a member's accounts, in fen, in the order asked. */
export async function standing(world: BookWorld, member: TestMember, prefixes: MemberPrefix[]): Promise<number[]> {
  const codes = prefixes.map((prefix) => memberCode(prefix, member.id));
  const balances = await balancesOf(world.services.db.read, codes);
  return codes.map((code) => balances.get(code)?.balanceFen ?? 0);
}

/** Everything that stock, money and books must agree on. */
export async function findingsOf(world: BookWorld): Promise<Finding[]> {
  const db = world.services.db.read;
  return [...(await verifyLedger(db)), ...(await verifyAccount(db)), ...(await findAll(booksChecks, db))];
}
