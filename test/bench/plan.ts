/** Consolidating the demand of 340 members into a plan of 2,000 lines, and opening its page. */
import { asc, eq, sql } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party, partyLicence } from '../../db/schema/parties.ts';
import { supplyTerm } from '../../db/schema/prices.ts';
import { person } from '../../db/schema/users.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { GOODS } from '../../src/parties/rules.ts';
import { openPlan } from '../../src/plans/consolidate-commands.ts';
import { planPage } from '../../src/plans/page-queries.ts';
import { planByNumber } from '../../src/plans/plan-queries.ts';
import { type NewDemand, raiseDemand } from '../../src/requisitions/demand-commands.ts';
import { type Figure, spread, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 2100, movements: 60_000, seed: 11, day: BENCH_DAY };
const MEMBERS = 340;
const ITEMS = 2000;
const LINES_EACH = 40;
const ROUNDS = 3;
const PAGES = 15;
const FRESH = 12;
const WARM_UP = 4;

/** Every member asks for forty items; everything has one supplier. */
async function ask(world: World, at: number): Promise<void> {
  const members = await world.db.read
    .select({ id: organisation.id })
    .from(organisation)
    .orderBy(asc(organisation.id))
    .limit(MEMBERS + 1);
  const items = await world.db.read
    .select({ id: item.id, packSize: item.packSize })
    .from(item)
    .where(eq(item.controlClass, 'none'))
    .orderBy(asc(item.id))
    .limit(ITEMS);
  await world.db.transaction(async (tx) => {
    const rows = members.slice(1).flatMap((member, place) =>
      Array.from({ length: LINES_EACH }, (_, line): NewDemand => {
        const of = items[(place * LINES_EACH + line * 53) % items.length];
        const quantityBase = (of?.packSize ?? 1) * (1 + ((place + line) % 7));
        const due = { neededBy: line % 3 === 0 ? '2026-12-01' : '2026-12-08', urgent: line % 11 === 0 };
        const from = { origin: 'requisition' as const, documentId: null, lineId: null, organisationId: member.id };
        return { ...from, ...due, itemId: of?.id ?? 0, quantityBase, raisedAt: at };
      }),
    );
    await raiseDemand(tx, rows);
  });
}

const PAPERS = ['business', 'drug_distribution', 'device_distribution', 'salesperson', 'quality_agreement'] as const;

/** One supplier that may sell all there is. */
async function addSeller(world: World, at: number): Promise<void> {
  await world.db.transaction(async (tx) => {
    const names = { code: 'S900', name: 'bench', shortName: 'bench', searchText: 'bench' };
    const [row] = await tx
      .insert(party)
      .values({ ...names, kind: 'supplier', createdAt: at })
      .returning({ id: party.id });
    const paper = { partyId: row?.id ?? 0, scope: [...GOODS], validFrom: '2020-01-01', recordedBy: 1, recordedAt: at };
    await tx.insert(partyLicence).values(PAPERS.map((kind) => ({ ...paper, kind, number: kind })));
    const items = await tx.select({ id: item.id }).from(item);
    for (let from = 0; from < items.length; from += 500) {
      const part = items.slice(from, from + 500);
      const terms = { partyId: row?.id ?? 0, validFrom: '2020-01-01' };
      await tx.insert(supplyTerm).values(part.map(({ id }) => ({ ...terms, itemId: id })));
    }
  });
}

/** Another version of the plan: nothing that was worked out for the last one serves. */
async function change(world: World, number: string): Promise<void> {
  await world.db.transaction((tx) =>
    tx
      .update(document)
      .set({ version: sql`${document.version} + 1` })
      .where(eq(document.number, number)),
  );
}

async function buyerOf(world: World) {
  const [row] = await world.db.read.select().from(person).orderBy(asc(person.id)).limit(1);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const at = { organisationId: head?.id ?? 0, organisationName: 'bench' };
  return { userId: row?.id ?? 0, name: 'bench', ...at, roles: ['buyer' as const], scopePath: '/' };
}

/** Figures of consolidating and of what the page of the plan reads, in milliseconds. */
export async function benchPlan(): Promise<Figure[]> {
  const at = startOfDay(BENCH_DAY) + 36_000_000;
  const made: number[] = [];
  const opened: number[] = [];
  const fresh: number[] = [];
  let lines = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const world = await openWorld(SIZE, 'write');
    const buyer = await buyerOf(world);
    await addSeller(world, at);
    const services = { db: world.db, clock: new SettableClock(at) };
    const open = async () => {
      const scope = { kinds: [], members: [], origins: [], safety: false, urgent: false, urgentReason: '', note: '' };
      const plan = await openPlan(services, buyer, null, { title: 'bench', neededBy: '2026-12-10', ...scope });
      if (!plan.ok) throw new Error(`refused: ${plan.reason}`);
      return plan.value;
    };
    const viewer = { ...buyer, login: 'bench', organisationKind: 'head' as const, organisationPath: '/1/' };
    const reader = { ...viewer, language: 'zh' as const, theme: 'auto' as const, mustChangePassword: false };
    const show = async (number: string) => {
      const record = await planByNumber(world.db.read, number);
      if (record !== undefined) await planPage(world.db.read, reader, record, { rows: 'all' }, at);
    };
    await ask(world, at);
    let number = '';
    made.push(
      await timed(async () => {
        const plan = await open();
        number = plan.number;
        lines = plan.lines;
      }),
    );
    for (let visit = 0; visit < WARM_UP + FRESH; visit += 1) {
      await change(world, number);
      const spent = await timed(() => show(number));
      // Counted once the server has answered before: its connections are open and know the statements
      if (visit >= WARM_UP) fresh.push(spent);
    }
    for (let page = 0; page < PAGES; page += 1) opened.push(await timed(() => show(number)));
    await world.close();
  }
  const name = `plan.${engine === 'sqlite' ? 'sqlite' : 'postgres'}`;
  return [
    { name: `${name}.lines`, value: lines, unit: 'lines' },
    ...spread(`${name}.consolidate`, made),
    ...spread(`${name}.page_first`, fresh),
    ...spread(`${name}.page`, opened),
  ];
}
