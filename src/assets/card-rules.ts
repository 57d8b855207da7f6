/** One reading of a card's facts for the form and for files: what is typed, looked up and checked. Pure. */
import type { OrganisationKind } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import {
  checkCategory,
  checkDays,
  checkFunds,
  checkIdentity,
  checkLicence,
  checkRegistration,
  type FundSource,
  type Funds,
  type LargeGrade,
  type LargeKind,
  type PurchaseMethod,
} from './rules.ts';

/** As people give it: codes and names instead of ids. */
export interface AssetInput {
  name: string;
  classCode: string;
  categoryCode: string | null;
  registrationNumber: string | null;
  /** UDI-DI, or the whole code as it was scanned. */
  udi: string | null;
  serialNumber: string | null;
  brand: string;
  model: string;
  maker: string;
  /** Code or name of a supplier. */
  supplier: string | null;
  purchaseMethod: PurchaseMethod;
  contractNumber: string | null;
  priceFen: number;
  funds: Funds;
  acquiredOn: string;
  acceptedOn: string | null;
  firstUsedOn: string | null;
  warrantyUntil: string | null;
  /** Codes of three organisations; the last two follow the first where they are left out. */
  owner: string;
  user: string | null;
  keeper: string | null;
  room: string;
  /** Login or name of a person of the keeper or the user. */
  custodian: string | null;
  largeKind: LargeKind | null;
  licenceNumber: string | null;
  formerNumber: string | null;
  note: string;
}

export interface KnownClass {
  id: number;
  code: string;
  medical: boolean;
}

export interface KnownMember {
  id: number;
  code: string;
  path: string;
  kind: OrganisationKind;
  active: boolean;
}

export interface KnownPerson {
  id: number;
  login: string;
  name: string;
  organisationId: number;
}

/** What is known besides: to look up and to compare with. */
export interface AssetWorld {
  today: string;
  /** What the person who enters it may reach. */
  scopePath: string;
  classes: ReadonlyMap<string, KnownClass>;
  members: ReadonlyMap<string, KnownMember>;
  /** Suppliers by code, name and short name; classes by code and name, members by code and short name. */
  suppliers: ReadonlyMap<string, number>;
  people: readonly KnownPerson[];
  /** The catalogue of large equipment on that day. */
  largeOn: (day: string) => Record<LargeKind, LargeGrade> | undefined;
  /** Numbers of other cards by `serial|maker`. */
  serials: ReadonlyMap<string, string>;
}

/** The row of a card but for number, status and origin; and its funds. */
export interface AssetValues {
  row: {
    name: string;
    classId: number;
    categoryCode: string | null;
    registrationNumber: string | null;
    deviceClass: number | null;
    udiDi: string | null;
    serialNumber: string | null;
    brand: string;
    model: string;
    maker: string;
    supplierId: number | null;
    purchaseMethod: PurchaseMethod;
    contractNumber: string | null;
    priceFen: number;
    acquiredOn: string;
    acceptedOn: string | null;
    firstUsedOn: string | null;
    warrantyUntil: string | null;
    ownerId: number;
    userId: number;
    keeperId: number;
    room: string;
    custodianId: number | null;
    largeKind: LargeKind | null;
    licenceNumber: string | null;
    formerNumber: string | null;
    note: string;
  };
  funds: [FundSource, number][];
}

/** Under which two cards of one thing would meet. */
export function serialKey(row: { serialNumber: string | null; maker: string }): string | null {
  return row.serialNumber === null ? null : `${row.serialNumber.toUpperCase()}|${row.maker.trim().toUpperCase()}`;
}

type Searched =
  | 'name'
  | 'brand'
  | 'model'
  | 'maker'
  | 'room'
  | 'serialNumber'
  | 'registrationNumber'
  | 'udiDi'
  | 'formerNumber';

/** What a card is found by: its words in 汉字, pinyin and initials, and its numbers as they stand. */
export function wordsOf(number: string, row: Pick<AssetValues['row'], Searched>): string {
  const numbers = [number, row.serialNumber, row.registrationNumber, row.udiDi, row.formerNumber];
  const plain = numbers.flatMap((each) => (each === null ? [] : [each.toLowerCase()]));
  return [
    searchText([row.name, row.brand, row.model, row.maker, row.room].filter((each) => each !== '')),
    ...plain,
  ].join(' ');
}

interface Places {
  ownerId: number;
  userId: number;
  keeperId: number;
}

function placesOf(input: AssetInput, world: AssetWorld): Result<Places> {
  const find = (code: string, field: string): Result<KnownMember> => {
    const member = world.members.get(code.trim().toUpperCase());
    if (member === undefined || !member.active || !member.path.startsWith(world.scopePath)) {
      return refuse('asset_member_unknown', { code }, field);
    }
    return ok(member);
  };
  const owner = find(input.owner, 'owner');
  if (!owner.ok) return owner;
  const user = find(input.user ?? input.owner, 'user');
  if (!user.ok) return user;
  const keeper = find(input.keeper ?? input.user ?? input.owner, 'keeper');
  if (!keeper.ok) return keeper;
  return ok({ ownerId: owner.value.id, userId: user.value.id, keeperId: keeper.value.id });
}

/** Whose name or login it is, among the people of the keeper and of the user. Refuses nobody and several. */
export function findCustodian(
  typed: string | null,
  places: Pick<Places, 'userId' | 'keeperId'>,
  people: readonly KnownPerson[],
): Result<number | null> {
  const text = typed?.trim() ?? '';
  if (text === '') return ok(null);
  const near = people.filter((one) => one.organisationId === places.keeperId || one.organisationId === places.userId);
  const found = near.filter((one) => one.login === text || one.name === text);
  const [one] = found;
  if (one === undefined) return refuse('asset_custodian_unknown', { name: text }, 'custodian');
  return found.length === 1 ? ok(one.id) : refuse('asset_custodian_several', { name: text }, 'custodian');
}

function supplierOf(typed: string | null, world: AssetWorld): Result<number | null> {
  const text = typed?.trim() ?? '';
  if (text === '') return ok(null);
  const id = world.suppliers.get(text) ?? world.suppliers.get(text.toUpperCase());
  return id === undefined ? refuse('asset_supplier_unknown', { name: text }, 'supplier') : ok(id);
}

/** What of a card can be said without its places and people. */
function judgeThing(input: AssetInput, world: AssetWorld) {
  const known = world.classes.get(input.classCode);
  if (known === undefined) return refuse('asset_class_unknown', { code: input.classCode }, 'classCode');
  const category = checkCategory(input.categoryCode);
  if (!category.ok) return category;
  const about = { medical: known.medical, categoryCode: category.value };
  const registration = checkRegistration(input.registrationNumber, about);
  if (!registration.ok) return registration;
  const identity = checkIdentity(input);
  if (!identity.ok) return identity;
  const days = checkDays(input, world.today);
  if (!days.ok) return days;
  const licence = checkLicence(input, world.largeOn(input.acquiredOn));
  if (!licence.ok) return licence;
  return ok({ classId: known.id, categoryCode: category.value, ...registration.value, ...identity.value });
}

/**
 * Looks up and checks everything a card says. Refuses what the rules refuse, organisations out of reach, suppliers and
 * people nobody knows, and a serial number of its maker that another card has.
 */
export function judgeAsset(input: AssetInput, world: AssetWorld): Result<AssetValues> {
  const thing = judgeThing(input, world);
  if (!thing.ok) return thing;
  const funds = checkFunds(input.priceFen, input.funds);
  if (!funds.ok) return funds;
  const places = placesOf(input, world);
  if (!places.ok) return places;
  const supplier = supplierOf(input.supplier, world);
  if (!supplier.ok) return supplier;
  const custodian = findCustodian(input.custodian, places.value, world.people);
  if (!custodian.ok) return custodian;
  const { name, brand, model, maker, purchaseMethod, contractNumber, priceFen, room } = input;
  const { acquiredOn, acceptedOn, firstUsedOn, warrantyUntil, largeKind, licenceNumber, formerNumber, note } = input;
  const row = {
    ...{ name, brand, model, maker, purchaseMethod, contractNumber, priceFen, room },
    ...{ acquiredOn, acceptedOn, firstUsedOn, warrantyUntil, largeKind, licenceNumber, formerNumber, note },
    ...thing.value,
    ...places.value,
    supplierId: supplier.value,
    custodianId: custodian.value,
  };
  const key = serialKey(row);
  const other = key === null ? undefined : world.serials.get(key);
  if (other !== undefined) return refuse('asset_serial_known', { number: other }, 'serialNumber');
  return ok({ row, funds: funds.value });
}
