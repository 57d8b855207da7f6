/** Posts the demo county: the tree of members and the stores each of them keeps. */
import { command } from '../../src/audit/command.ts';
import { SYSTEM_ACTOR } from '../../src/auth/viewer.ts';
import { ok } from '../../src/kernel/result.ts';
import { addOrganisation, addStore } from '../../src/organisations/commands.ts';
import { organisations } from './data/organisations.ts';
import type { DemoOrganisation, DemoZone } from './data/types.ts';
import { type Member, must, type World } from './world.ts';

/** The last five digits of the first receiving desk's telephone; each place has the next. */
const RECEIVING_DESK = 20_110;

interface Place {
  /** From 0, in the order of the tables. */
  place: number;
  parentId: number | null;
}

type CountyServices = Pick<World, 'services'>;

async function postMember(world: CountyServices, data: DemoOrganisation, at: Place): Promise<Member> {
  const { place, parentId } = at;
  const { services } = world;
  const { code, name, shortName, kind, creditCode } = data;
  const contact = `${name}药库收货处，电话0797-53${String(RECEIVING_DESK + place).padStart(5, '0')}`;
  const input = { code, name, shortName, kind, parentId, creditCode, contact };
  const request = { act: 'organisation.add', key: null, input };
  const answer = await command(services, SYSTEM_ACTOR, request, async (tx, at) => {
    const added = await addOrganisation(tx, input, at);
    if (!added.ok) return added;
    const stores: [DemoZone, number][] = [];
    for (const store of data.stores) {
      const kept = await addStore(tx, { organisationId: added.value.id, name: store.name, zone: store.zone });
      if (!kept.ok) return kept;
      stores.push([store.zone, kept.value.id]);
    }
    return ok({ value: { ...added.value, stores }, subject: code, after: input });
  });
  const { id, path, stores } = must(answer, `member ${code}`);
  return { id, path, data, stores: new Map(stores), staff: [], range: new Map() };
}

/** Every member in the order of the tables: parents before their children. */
export async function makeCounty(world: CountyServices): Promise<Member[]> {
  const made = new Map<string, Member>();
  for (const data of organisations) {
    const parentId = data.parent === null ? null : (made.get(data.parent)?.id ?? null);
    made.set(data.code, await postMember(world, data, { place: made.size, parentId }));
  }
  return [...made.values()];
}
