/** Builders of test data: members, stores, items, stock and people, made through the commands that the program uses. */
import type { Database } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { hashPassword } from '../../src/auth/password.ts';
import type { Role } from '../../src/auth/roles.ts';
import { type Actor, type OrganisationKind, scopePathOf } from '../../src/auth/viewer.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { productsFor } from '../../src/catalogue/level-commands.ts';
import { addDays, type Clock, dayOf } from '../../src/kernel/clock.ts';
import type { Result } from '../../src/kernel/result.ts';
import { openLots } from '../../src/ledger/lots.ts';
import type { Zone } from '../../src/ledger/usable.ts';
import * as organisations from '../../src/organisations/commands.ts';
import { outsideLocation, transitOf } from '../../src/organisations/queries.ts';
import * as users from '../../src/users/commands.ts';

/** What the builders need of `Services`. */
export interface BuildServices {
  db: Database;
  clock: Clock;
}

/** Of everyone whom `addPerson` makes. */
export const TEST_PASSWORD = 'maple-river-quiet-7';

let made = 0;
/** A number that is new in this process: for codes, logins, batches and keys. */
export function nextNumber(): number {
  made += 1;
  return made;
}

/** The value, or an error that names the refusal. */
export function accepted<T>(result: Result<T> | { ok: false; reason: string }): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}

export interface TestMember {
  id: number;
  code: string;
  name: string;
  kind: OrganisationKind;
  path: string;
  /** The place where goods travel to it. */
  transitId: number;
}

/** A member of the consortium. The head needs no parent. */
export async function addMember(
  services: BuildServices,
  given: { kind: OrganisationKind; parent?: TestMember; code?: string; name?: string },
): Promise<TestMember> {
  const code = given.code ?? `T${nextNumber()}`;
  const name = given.name ?? `${given.kind} ${code}`;
  const parentId = given.parent?.id ?? null;
  const added = await services.db.transaction((tx) =>
    organisations.addOrganisation(
      tx,
      { code, name, shortName: name, kind: given.kind, parentId },
      services.clock.now(),
    ),
  );
  const { id, path } = accepted(added);
  const transit = await transitOf(services.db.read, id);
  return { id, code, name, kind: given.kind, path, transitId: transit?.id ?? 0 };
}

/** A company outside the county's tree, for people of suppliers. */
export async function addOutside(
  services: BuildServices,
  given: { code?: string; name?: string } = {},
): Promise<TestMember> {
  const code = given.code ?? `G${nextNumber()}`;
  const name = given.name ?? `company ${code}`;
  const added = await services.db.transaction((tx) =>
    organisations.addOutsideOrganisation(tx, { code, name, shortName: name }),
  );
  return { ...accepted(added), code, name, kind: 'company', transitId: 0 };
}

/** A store of the member; gives its location id. */
export async function addStore(
  services: BuildServices,
  member: TestMember,
  zone: Zone = 'room',
  given: { name?: string; ownerId?: number } = {},
): Promise<number> {
  const name = given.name ?? `${zone} ${nextNumber()}`;
  const store = { organisationId: member.id, name, zone, ...(given.ownerId && { ownerId: given.ownerId }) };
  return accepted(await services.db.transaction((tx) => organisations.addStore(tx, store))).id;
}

export interface TestItem {
  id: number;
  code: string;
  genericName: string;
  packSize: number;
}

/** An item: a drug of 24 tablets a box that all tiers may keep, unless told otherwise. */
export async function addItem(
  services: BuildServices,
  given: Partial<Omit<typeof item.$inferInsert, 'productId'>> = {},
): Promise<TestItem> {
  const code = given.code ?? `I${nextNumber()}`;
  const genericName = given.genericName ?? '阿莫西林';
  const at = services.clock.now();
  const values = {
    kind: 'drug' as const,
    form: '片剂',
    strength: '0.25g',
    manufacturer: '江西制药',
    packUnit: '盒',
    baseUnit: '片',
    packSize: 24,
    storageZone: 'room' as const,
    pricePack: 125_000,
    townshipTier: true,
    villageTier: true,
    ...given,
    code,
    genericName,
    createdAt: at,
    updatedAt: at,
  };
  const [row] = await services.db.transaction(async (tx) => {
    const [productId = 0] = await productsFor(tx, [{ scale: 1, approvalNumber: null, ...values, aliases: [] }]);
    return tx
      .insert(item)
      .values({ productId, ...values })
      .returning({ id: item.id });
  });
  return { id: row?.id ?? 0, code, genericName, packSize: values.packSize };
}

/** Opening stock of one lot in a store, posted through the ledger; gives the lot id. */
export async function addStock(
  services: BuildServices,
  storeId: number,
  given: {
    item: TestItem;
    quantityBase: number;
    organisationId: number;
    lot?: string;
    expiresOn?: string;
    pricePack?: number;
    /** Earlier than now, for what is written down late. */
    occurredAt?: number;
  },
): Promise<number> {
  const at = services.clock.now();
  const today = dayOf(at);
  const number = given.lot ?? `B${nextNumber()}`;
  const identity = {
    itemId: given.item.id,
    number,
    expiresOn: given.expiresOn ?? addDays(today, 400),
    pricePack: given.pricePack ?? 125_000,
    origin: 'opening',
  };
  return services.db.transaction(async (tx) => {
    const [lotId] = await openLots(tx, [identity], today, at);
    if (lotId === undefined) throw new Error(`lot ${number} was not opened`);
    const fromId = await outsideLocation(tx, 'opening');
    const line = { lotId, fromId, toId: storeId, quantityBase: given.quantityBase };
    const header = { kind: 'opening' as const, documentId: null, occurredAt: given.occurredAt ?? at, postedAt: at };
    const actor = { userId: 0, organisationId: given.organisationId };
    accepted(
      await postGoods(tx, { ...header, actor, key: `test-opening-${process.pid}-${nextNumber()}`, lines: [line] }),
    );
    return lotId;
  });
}

export interface TestPerson extends Actor {
  login: string;
  password: string;
}

let hashed: Promise<string> | undefined;

/** A person with a password (`TEST_PASSWORD`), usable as the actor of commands and with `signIn`. */
export async function addPerson(
  services: BuildServices,
  member: TestMember,
  role: Role | Role[],
  given: { login?: string; name?: string; title?: string; mustChangePassword?: boolean } = {},
): Promise<TestPerson> {
  hashed ??= hashPassword(TEST_PASSWORD);
  const passwordHash = await hashed;
  const roles = [role].flat();
  const login = given.login ?? `p${nextNumber()}`;
  const name = given.name ?? `Person ${login}`;
  const { title = null, mustChangePassword = false } = given;
  const values = { login, name, title, organisationId: member.id, roles, passwordHash, mustChangePassword };
  const added = await services.db.transaction((tx) => users.addPerson(tx, services.clock.now(), values));
  return {
    userId: accepted(added).id,
    name,
    organisationId: member.id,
    organisationName: member.name,
    roles,
    scopePath: scopePathOf(roles, member.path),
    login,
    password: TEST_PASSWORD,
  };
}
