/** The members of the synthetic county, their places and the few people who act in its history. */
import type { Tx } from '../../db/database.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { person, personRole } from '../../db/schema/users.ts';
import type { Role } from '../../src/auth/roles.ts';
import type { Actor, OrganisationKind } from '../../src/auth/viewer.ts';
import { searchText } from '../../src/kernel/search-key.ts';
import type { Zone } from '../../src/ledger/usable.ts';
import { townships } from '../demo/data/townships.ts';
import type { Shape } from './shape.ts';

export type StoreZone = 'room' | 'cool' | 'cold';

export interface Member {
  id: number;
  code: string;
  kind: OrganisationKind;
  stores: Record<StoreZone, number>;
  transit: number;
  /** Who registers and receives here; at the hub who answers and checks. */
  keeper: Actor;
  /** How much of the county's traffic goes here. */
  weight: number;
}

export interface County {
  hub: Member;
  /** Everyone but the hub. */
  members: Member[];
  /** Picks at the hub: never the person who checks. */
  storekeeper: Actor;
}

interface Draft {
  code: string;
  name: string;
  shortName: string;
  kind: OrganisationKind;
  parent: string | null;
  weight: number;
}

function townshipOf(index: number): string {
  return townships[index % townships.length]?.short ?? '兴国';
}

function drafts(shape: Shape): Draft[] {
  const list: Draft[] = [
    { code: 'SC00', name: '县总医院', shortName: '总院', kind: 'head', parent: null, weight: 0 },
    { code: 'SC0C', name: '县中药饮片中心', shortName: '饮片中心', kind: 'centre', parent: 'SC00', weight: 3 },
  ];
  for (let index = 1; index <= shape.campuses; index += 1) {
    const name = `县总医院第${index}院区`;
    list.push({ code: `SCA${index}`, name, shortName: `第${index}院区`, kind: 'campus', parent: 'SC00', weight: 30 });
  }
  for (let index = 0; index < shape.branches; index += 1) {
    const short = `${townshipOf(index)}分院`;
    const parent = `SCA${(index % shape.campuses) + 1}`;
    const code = `SCB${String(index + 1).padStart(2, '0')}`;
    list.push({ code, name: `县总医院${short}`, shortName: short, kind: 'branch', parent, weight: 20 });
  }
  for (let index = 0; index < shape.clinics; index += 1) {
    const branch = index % shape.branches;
    const short = `${townshipOf(branch)}第${Math.floor(index / shape.branches) + 1}村卫生室`;
    const code = `SCV${String(index + 1).padStart(4, '0')}`;
    const parent = `SCB${String(branch + 1).padStart(2, '0')}`;
    list.push({ code, name: short, shortName: short, kind: 'clinic', parent, weight: 1.5 });
  }
  return list;
}

type PlaceRow = typeof location.$inferInsert & { id: number };

const ROOMS: Record<'large' | 'small', { name: string; zone: Zone }[]> = {
  large: [
    { name: '常温库', zone: 'room' },
    { name: '阴凉库', zone: 'cool' },
    { name: '冷藏柜', zone: 'cold' },
    { name: '不合格品区', zone: 'rejected' },
  ],
  small: [
    { name: '药柜', zone: 'room' },
    { name: '不合格品区', zone: 'rejected' },
  ],
};

async function insertInParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 200) await write(rows.slice(from, from + 200));
}

function placesOf(id: number, draft: Draft, first: number): PlaceRow[] {
  const kept = { keeperId: id, ownerId: id };
  const rooms = ROOMS[draft.kind === 'clinic' ? 'small' : 'large'];
  return [
    { id: first, kind: 'transit', name: draft.shortName, zone: 'room', ...kept },
    ...rooms.map((room, index) => ({ id: first + 1 + index, kind: 'store' as const, ...room, ...kept })),
  ];
}

function storesIn(places: readonly PlaceRow[]): Record<StoreZone, number> {
  const at = (zone: Zone) => places.find((place) => place.kind === 'store' && place.zone === zone)?.id;
  const room = at('room') ?? 0;
  return { room, cool: at('cool') ?? room, cold: at('cold') ?? room };
}

const KEEPER_ROLE: Record<OrganisationKind, Role> = {
  head: 'hub_pharmacist',
  campus: 'branch_pharmacist',
  branch: 'branch_pharmacist',
  centre: 'branch_pharmacist',
  company: 'branch_pharmacist',
  clinic: 'village_doctor',
};

const HUB_STAFF: { login: string; name: string; role: Role }[] = [
  { login: 'scale.store', name: '库管员', role: 'storekeeper' },
  { login: 'scale.auditor', name: '审计员', role: 'auditor' },
  { login: 'scale.chief', name: '总药师', role: 'chief_pharmacist' },
];

/** Nobody can sign in with these accounts: no password has this hash. */
const NO_PASSWORD = '!';

/** Writes organisations, places and people; `firstPlace` is the first free location id. */
export async function writeCounty(tx: Tx, shape: Shape, at: number, firstPlace: number): Promise<County> {
  const list = drafts(shape);
  const idOf = new Map(list.map((draft, index) => [draft.code, index + 1]));
  const pathOf = new Map<string, string>();
  const organisations: (typeof organisation.$inferInsert)[] = [];
  const places: PlaceRow[] = [];
  const people: (typeof person.$inferInsert)[] = [];
  const roles: (typeof personRole.$inferInsert)[] = [];
  const addPerson = (organisationId: number, shortName: string, login: string, name: string, role: Role): Actor => {
    const userId = people.length + 1;
    const facts = { passwordHash: NO_PASSWORD, mustChangePassword: false, createdAt: at };
    people.push({ id: userId, login, name, organisationId, ...facts, searchText: searchText([name, login]) });
    roles.push({ personId: userId, role });
    return { userId, name, organisationId, organisationName: shortName, roles: [role], scopePath: '/' };
  };
  const members = list.map((draft): Member => {
    const id = idOf.get(draft.code) ?? 0;
    const { code, name, shortName, kind, parent, weight } = draft;
    const path = `${parent === null ? '/' : pathOf.get(parent)}${id}/`;
    pathOf.set(code, path);
    const parentId = parent === null ? null : (idOf.get(parent) ?? null);
    organisations.push({ id, code, name, shortName, kind, parentId, path, searchText: searchText([name, code]) });
    const own = placesOf(id, draft, firstPlace + places.length);
    places.push(...own);
    const keeper = addPerson(id, shortName, `scale.${code.toLowerCase()}`, `${shortName}经办`, KEEPER_ROLE[kind]);
    return { id, code, kind, stores: storesIn(own), transit: own[0]?.id ?? 0, keeper, weight };
  });
  const [hub, ...others] = members;
  if (hub === undefined) throw new Error('a county needs a hub');
  const staff = HUB_STAFF.map((one) => addPerson(hub.id, '总院', one.login, one.name, one.role));
  await insertInParts(organisations, (part) => tx.insert(organisation).values(part));
  await insertInParts(places, (part) => tx.insert(location).values(part));
  await insertInParts(people, (part) => tx.insert(person).values(part));
  await insertInParts(roles, (part) => tx.insert(personRole).values(part));
  return { hub, members: others, storekeeper: staff[0] ?? hub.keeper };
}
