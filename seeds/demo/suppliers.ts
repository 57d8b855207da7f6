/** Posts the demo's suppliers: their papers, bank details that two people changed, their people, what they sell. */
import { eq } from 'drizzle-orm';
import { party } from '../../db/schema/parties.ts';
import { command } from '../../src/audit/command.ts';
import { hashPassword } from '../../src/auth/password.ts';
import { type Actor, SYSTEM_ACTOR } from '../../src/auth/viewer.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { addOutsideOrganisation } from '../../src/organisations/commands.ts';
import { decideBank, proposeBank } from '../../src/parties/bank-commands.ts';
import { registerParty } from '../../src/parties/commands.ts';
import { addContact } from '../../src/parties/contact-commands.ts';
import { recordLicence } from '../../src/parties/licence-commands.ts';
import { type LicenceKind, mayCover } from '../../src/parties/rules.ts';
import { recordListedPrices, setSupplyTerm } from '../../src/prices/commands.ts';
import { addPerson } from '../../src/users/commands.ts';
import { type DemoSupplier, suppliers } from './data/suppliers.ts';
import { DEMO_PASSWORD } from './people.ts';
import { type Item, must, personOf, today, type World } from './world.ts';

type Founding = Pick<World, 'services' | 'hub' | 'items' | 'day' | 'sellers'>;

const CONTROLLED = ['narcotic', 'psychotropic_1', 'psychotropic_2', 'toxic', 'precursor'];

/** Whether a supplier offers an item at all. */
function offers({ sells }: DemoSupplier, { data }: Item): boolean {
  if (data.kind === 'preparation') return false;
  if (data.kind === 'decoction_piece') return sells.pieces;
  if (data.kind === 'consumable') return sells.devices;
  if (CONTROLLED.includes(data.control)) return sells.controlled;
  return data.zone === 'cold' ? sells.chilled : sells.drugs;
}

function papersOf(given: DemoSupplier, day: string): { kind: LicenceKind; number: string; validTo: string }[] {
  const lapses = addDays(day, given.papersLeft);
  const later = addDays(day, given.papersLeft + 700);
  const drugs = given.sells.drugs || given.sells.pieces;
  return [
    { kind: 'business', number: given.creditCode, validTo: later },
    ...(drugs ? [{ kind: 'drug_distribution' as const, number: `赣AA797${given.code}`, validTo: later }] : []),
    ...(given.sells.devices
      ? [{ kind: 'device_distribution' as const, number: `赣虔食药监械经营许20260${given.code}`, validTo: later }]
      : []),
    { kind: 'quality_agreement', number: `ZL-${given.code}-2026`, validTo: lapses },
    { kind: 'salesperson', number: `SQ-${given.code}-2026`, validTo: addDays(lapses, 30) },
  ];
}

async function recordPapers(world: Founding, given: DemoSupplier): Promise<void> {
  for (const { kind, number, validTo } of papersOf(given, world.day)) {
    const validFrom = addDays(today(world), -200);
    const input = { code: given.code, kind, number, scope: [...mayCover(kind)], validFrom, validTo, issuedBy: '' };
    must(await recordLicence(world.services, world.hub.quality, { key: null, input }), `${kind} of ${given.code}`);
  }
}

/** A company outside the county signs in under an organisation of its own. */
async function postLogin(world: Founding, given: DemoSupplier, passwordHash: string): Promise<void> {
  if (given.login === null) return;
  const { login, name } = given.login;
  const input = { login, name, party: given.code };
  const request = { act: 'person.add', key: null, input };
  const answer = await command(world.services, SYSTEM_ACTOR, request, async (tx, at) => {
    const place = { code: `${given.code}ORG`, name: given.name, shortName: given.shortName };
    const outside = await addOutsideOrganisation(tx, place);
    if (!outside.ok) return outside;
    await tx.update(party).set({ organisationId: outside.value.id }).where(eq(party.code, given.code));
    const person = { login, name, title: `${given.shortName} 业务员`, organisationId: outside.value.id, passwordHash };
    const added = await addPerson(tx, at, { ...person, roles: ['supplier'], mustChangePassword: false });
    if (!added.ok) return added;
    return ok({ value: { id: added.value.id, place: outside.value }, subject: login, after: input });
  });
  const { id: userId, place } = must(answer, `login of ${given.code}`);
  const where = { organisationId: place.id, organisationName: given.shortName, scopePath: place.path };
  world.sellers.set(given.code, { userId, name, roles: ['supplier'], ...where });
}

async function postBank(world: Founding, given: DemoSupplier, buyer: Actor, chief: Actor): Promise<void> {
  const { code, name: accountName, bankName, accountNumber } = given;
  const details = { code, accountName, bankName, accountNumber, reason: '首次建档，按开户许可证' };
  const proposed = must(await proposeBank(world.services, buyer, { key: null, input: details }), `bank of ${code}`);
  const input = { code, bankId: proposed.id, confirm: true, note: '已电话核对' };
  must(await decideBank(world.services, chief, { key: null, input }), `bank of ${code}`);
}

/** Every supplier sells what it can; who comes first for an item goes round, so that orders go to several. */
async function postTerms(world: Founding, ids: Map<string, number>, buyer: Actor): Promise<void> {
  for (const [index, item] of world.items.entries()) {
    const able = suppliers.filter((given) => offers(given, item));
    // The county's own company comes first only for what nobody else sells
    const others = able.filter((given) => given.member === null);
    const turned = others.map((_, place) => others[(index + place) % others.length] as DemoSupplier);
    const sellers = [...turned, ...able.filter((given) => given.member !== null)].slice(0, 2);
    for (const [place, given] of sellers.entries()) {
      const terms = { leastPacks: 1, stepPacks: 1, leadDays: given.leadDays, preference: place + 1, active: true };
      const input = { ...terms, itemCode: item.data.code, partyId: ids.get(given.code) ?? 0 };
      must(await setSupplyTerm(world.services, buyer, null, input), `${item.data.code} of ${given.code}`);
    }
  }
}

/** Adds the suppliers with all that ordering from them asks for, and lists the platform's prices. */
export async function makeSuppliers(world: Founding): Promise<void> {
  const buyer = personOf(world.hub, 'buyer');
  const chief = personOf(world.hub, 'chief_accountant');
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const ids = new Map<string, number>();
  for (const given of suppliers) {
    const { code, name, shortName, creditCode, member: memberCode, address } = given;
    const input = { code, name, shortName, kind: 'supplier' as const, creditCode, memberCode, address, note: '' };
    must(await registerParty(world.services, buyer, { key: null, input }), `supplier ${code}`);
    const [row] = await world.services.db.read.select({ id: party.id }).from(party).where(eq(party.code, code));
    ids.set(code, row?.id ?? 0);
    const contact = { code, ...given.contact, email: '' };
    must(await addContact(world.services, buyer, { key: null, input: contact }), `contact of ${code}`);
    await recordPapers(world, given);
    await postBank(world, given, buyer, chief);
    await postLogin(world, given, passwordHash);
  }
  await postTerms(world, ids, buyer);
  const bought = world.items.filter((item) => item.data.kind !== 'preparation' && item.pricePack > 0);
  const validFrom = today(world);
  const lines = bought.map((item) => ({ itemId: item.id, pricePack: item.pricePack, validFrom }));
  must(await recordListedPrices(world.services, buyer, null, { source: '江西省医药采购平台挂网价', lines }), 'prices');
}
