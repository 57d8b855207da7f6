/** What every part of the demo works with: the commands' services on a clock of the past, members, items, people. */
import type { Database, Tx } from '../../db/database.ts';
import type { CommandServices } from '../../src/audit/command.ts';
import type { Role } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { dayOf, type SettableClock } from '../../src/kernel/clock.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import type { Random } from '../random.ts';
import type { Agenda } from './agenda.ts';
import type { Batches } from './batches.ts';
import type { DemoOrganisation, DemoZone } from './data/types.ts';
import type { Item } from './item.ts';
import type { Shelves } from './shelves.ts';

export type { Item } from './item.ts';

export interface Member {
  id: number;
  path: string;
  data: DemoOrganisation;
  /** Store id by zone. */
  stores: Map<DemoZone, number>;
  /** Who registers, receives and issues there. */
  staff: Actor[];
  /** What it keeps and how fast it uses it, by item code. */
  range: Map<string, Habit>;
}

/** How a member uses an item. */
export interface Habit {
  item: Item;
  /** Base units a day, on average. */
  rate: number;
  /** Chance that something is issued on a day. */
  chance: number;
  /** Issues are whole multiples of this many base units. */
  unit: number;
  /** Days that the stock should last at the end; below zero it runs out that many days before. */
  cover: number;
  /** Its stock is of a lot that expires soon, and is not refilled. */
  nearBatch: boolean;
}

export interface Hub {
  member: Member;
  pharmacists: Actor[];
  storekeepers: Actor[];
  quality: Actor;
}

export interface World {
  tx: Tx;
  /** Who signs in for a supplier, by its code. */
  sellers: Map<string, Actor>;
  /** Deliveries that suppliers announced and nobody has inspected. */
  coming: { order: string; delivery: string }[];
  services: CommandServices & { clock: SettableClock };
  random: Random;
  agenda: Agenda;
  shelves: Shelves;
  batches: Batches;
  /** The day of the demo, and the instant at which its past ends. */
  day: string;
  now: number;
  /** First day of the history. */
  startDay: string;
  small: boolean;
  hub: Hub;
  /** Where issued goods go. */
  consumedId: number;
  members: Member[];
  items: Item[];
  /** Members and items that something is still asked for: `XG18 DX001`. */
  asked: Set<string>;
  /** Codes of items that the formulary is about to drop: what is there is used up, nobody asks for it any more. */
  leaving: ReadonlySet<string>;
  /** The day on which they leave: nothing of them is delivered any more. */
  revisedOn: string;
  /** Members to which a dispatch is being put together. */
  sending: Set<number>;
  report(line: string): void;
}

/** The value; a refusal of a demo act is a bug of the demo, and undoes it all. */
export function must<T>(answer: { ok: true; value: T } | Refusal, what: string): T {
  if (answer.ok) return answer.value;
  throw new Error(`demo: ${what} was refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
}

/** A database whose transactions all happen inside one: the demo is made whole or not at all. */
export function withinTransaction(engine: Database['engine'], tx: Tx): Database {
  return { engine, read: tx, transaction: (work) => work(tx), close: async () => undefined };
}

/** Who keeps the catalogue and leads the committee's sessions. */
export function chiefOf(hub: Hub): Actor {
  return personOf(hub, 'chief_pharmacist');
}

/** The person of the head hospital with that duty. */
export function personOf(hub: Hub, role: Role): Actor {
  const found = hub.member.staff.find((actor) => actor.roles.includes(role));
  if (found === undefined) throw new Error(`demo: nobody is ${role}`);
  return found;
}

export function today(world: Pick<World, 'services'>): string {
  return dayOf(world.services.clock.now());
}

export function memberOf(world: World, code: string): Member {
  const found = world.members.find((member) => member.data.code === code);
  if (found === undefined) throw new Error(`demo: no member ${code}`);
  return found;
}

/** The item of that code. */
export function itemByCode(world: World, code: string): Item {
  const found = world.items.find((item) => item.data.code === code);
  if (found === undefined) throw new Error(`demo: no item ${code}`);
  return found;
}

/** The item of that name; the first when several strengths share it. */
export function itemOf(world: World, name: string): Item {
  const found = world.items.find((item) => item.data.name === name);
  if (found === undefined) throw new Error(`demo: no item ${name}`);
  return found;
}

export function staffOf(member: Member): Actor {
  const [first] = member.staff;
  if (first === undefined) throw new Error(`demo: nobody works at ${member.data.code}`);
  return first;
}
