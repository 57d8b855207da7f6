/** The formulary at 2,500 items: publishing it, the difference to the next draft, its page and its paper. */
import { eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { committeeSession, matter } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { proposeChanges } from '../../src/formulary/change-commands.ts';
import { differenceBetween } from '../../src/formulary/difference-queries.ts';
import { describeDraft, startDraft } from '../../src/formulary/draft-commands.ts';
import { versionEntries } from '../../src/formulary/entry-queries.ts';
import { allowExceptions } from '../../src/formulary/exception-commands.ts';
import { drawFormulary } from '../../src/formulary/print-list.ts';
import { publishDraft, readinessOf } from '../../src/formulary/publish-commands.ts';
import { type Draft, openDraft, publishedVersions } from '../../src/formulary/queries.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import type { Result } from '../../src/kernel/result.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { type Figure, note, spread, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const ITEMS = 2500;
const LEAVERS = 50;
const SIZE = { organisations: 30, items: ITEMS, movements: 20_000, seed: 7, day: BENCH_DAY };
const ROUNDS = 7;

function must<T>(result: Result<T> | { ok: false; reason: string }): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}

async function draftOf(world: World): Promise<Draft> {
  const draft = await openDraft(world.db.read);
  if (draft === undefined) throw new Error('no draft is open');
  return draft;
}

/** The committee agrees to the draft as it stands. */
async function decide(world: World, actor: Actor, at: number): Promise<number> {
  const draft = await draftOf(world);
  return world.db.transaction(async (tx) => {
    const opened = { kind: 'session' as const, status: 'closed', act: 'open', counterpartId: null };
    const document = await openDocument(tx, { ...opened, organisationId: actor.organisationId, actor, at });
    const row = { documentId: document.id, title: 'bench', heldOn: BENCH_DAY };
    const [session] = await tx.insert(committeeSession).values(row).returning({ id: committeeSession.id });
    const about = { documentId: draft.documentId, documentVersion: draft.documentVersion };
    const decided = { kind: 'version' as const, outcome: 'passed' as const, text: 'bench', decidedAt: at };
    const values = { sessionId: session?.id ?? 0, ...about, ...decided };
    const [added] = await tx.insert(matter).values(values).returning({ id: matter.id });
    return added?.id ?? 0;
  });
}

/** Publishes what the county has; conflicts are excepted first. Gives the milliseconds of the publication. */
async function publishFirst(world: World, clock: SettableClock, actor: Actor): Promise<number> {
  const services = { db: world.db, clock };
  must(await startDraft(services, actor, null));
  const draft = await draftOf(world);
  const described = { title: 'bench', effectiveOn: BENCH_DAY };
  const asked = { number: draft.documentNumber, version: draft.documentVersion };
  must(await describeDraft(services, actor, null, { ...asked, ...described }));
  const matterId = await decide(world, actor, clock.now());
  const { conflicts } = await readinessOf(world.db.read, await draftOf(world), BENCH_DAY);
  const days = { validFrom: BENCH_DAY, validTo: null };
  const excepted = conflicts.map(({ genericName, route, products }) => ({
    ...{ genericName, route, most: products, reason: 'bench', matterId },
    ...days,
  }));
  if (excepted.length > 0) must(await allowExceptions(services, actor, null, excepted));
  const { documentNumber: number, documentVersion: version } = await draftOf(world);
  return timed(async () => must(await publishDraft(services, actor, null, { number, version })));
}

async function benchDifference(world: World, clock: SettableClock, actor: Actor): Promise<number[]> {
  const items = await world.db.read.select({ id: item.id }).from(item).where(eq(item.active, true)).limit(ITEMS);
  const none = { county: false, township: false, village: false };
  const why = { origin: 'hand' as const, reason: 'bench' };
  const leaving = items.slice(0, LEAVERS).map(({ id }) => ({ itemId: id, act: 'remove' as const, ...none, ...why }));
  const tiers = { county: true, township: false, village: true };
  const changed = items.slice(LEAVERS, 300).map(({ id }) => ({ itemId: id, act: 'tiers' as const, ...tiers, ...why }));
  const changes = [...leaving, ...changed];
  must(await world.db.transaction((tx) => proposeChanges(tx, actor, clock.now(), changes)));
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ends = { from: 1, to: 'draft' as const };
    samples.push(await timed(() => differenceBetween(world.db.read, ends, '/', BENCH_DAY)));
  }
  return samples;
}

/** Publication, difference and paper of a formulary of 2,500 items, in milliseconds. */
export async function benchFormulary(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  const clock = new SettableClock(startOfDay(BENCH_DAY) + 9 * 3_600_000);
  const [who] = await world.db.read.select().from(person).limit(1);
  if (who === undefined) throw new Error('the world has no people');
  const place = { organisationId: who.organisationId, organisationName: 'bench', scopePath: '/' };
  const actor: Actor = { userId: who.id, name: who.name, ...place, roles: ['chief_pharmacist'] };
  const published = await publishFirst(world, clock, actor);
  const difference = await benchDifference(world, clock, actor);
  const [version] = await publishedVersions(world.db.read);
  if (version === undefined) throw new Error('nothing was published');
  const entries = await versionEntries(world.db.read, version.id);
  note(`${entries.length} entries`);
  const facts = { issuer: 'bench', version, session: null, printedAt: clock.now(), printedBy: 'bench' };
  const paper = await timed(() => drawFormulary(wordsOf('zh'), { ...facts, entries }));
  await world.close();
  return [
    { name: `formulary.${engine}.publish`, value: published, unit: 'ms' },
    ...spread(`formulary.${engine}.difference`, difference),
    { name: `formulary.${engine}.pdf`, value: paper, unit: 'ms' },
  ];
}
