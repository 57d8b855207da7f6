/** For any receipt and any findings: what was sent is received, returned, lost, found, or still on the way. */
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { movementLine } from '../../db/schema/ledger.ts';
import {
  BEARERS,
  type DifferenceKind,
  findingsFor,
  isLoss,
  type Whereabouts,
  whereaboutsOf,
} from '../../src/dispatches/difference-rules.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { showDifference } from '../../src/dispatches/discrepancy-queries.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { reopenDifference } from '../../src/dispatches/reopen-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { accepted, addItem, addStock } from '../support/build.ts';
import { at } from './balances.ts';
import { answered, type DispatchWorld, openWorld, send, versionOf, viewOf } from './dispatch-world.ts';

let world: DispatchWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.drop());

const SENT = 100;
const STOCK = 300;

const fate = fc.record({
  finding: fc.nat({ max: 2 }),
  bearer: fc.constantFrom(...BEARERS.filter((one) => one !== 'supplier')),
  closes: fc.boolean(),
  again: fc.boolean(),
});
const split = fc.record({
  damaged: fc.nat({ max: 30 }),
  missing: fc.nat({ max: 30 }),
  wrong: fc.nat({ max: 30 }),
  over: fc.nat({ max: 20 }),
  fates: fc.array(fate, { minLength: 4, maxLength: 4 }),
});
type Split = typeof split extends fc.Arbitrary<infer S> ? S : never;
type Fate = Split['fates'][number];

async function sentOff() {
  const item = await addItem(world.services);
  const stock = { item, quantityBase: STOCK, organisationId: world.head.id };
  const lotId = await addStock(world.services, world.places.headStore, { ...stock, lot: 'A' });
  await addStock(world.services, world.places.headStore, { ...stock, lot: 'B', expiresOn: '2029-01-31' });
  const number = (await answered(world, [{ lotId, quantityBase: SENT }], { item })).dispatch;
  await send(world, number);
  return { number, lotId, lineId: (await viewOf(world, number)).lines[0]?.id ?? 0 };
}

/** Both sides find the same, or only one speaks; some cases are opened again. Gives the finding that stands. */
async function settle(paper: string, kind: DifferenceKind, { finding: index, bearer, closes, again }: Fate) {
  const { services, people } = world;
  const finding = findingsFor(kind, false)[index] ?? 'lost';
  const seen = async () => ({
    number: paper,
    version: (await showDifference(services.db.read, paper, '/'))?.version ?? 0,
  });
  const given = { finding, bearer: isLoss(finding) ? bearer : null, reason: '核对过' };
  accepted(await findDifference(services, people.receiver, null, { ...(await seen()), ...given }));
  if (!closes) return null;
  accepted(await findDifference(services, people.checker, null, { ...(await seen()), ...given }));
  if (!again) return finding;
  accepted(await reopenDifference(services, people.receiver, null, { ...(await seen()), reason: '再查' }));
  return null;
}

async function holds({ damaged, missing, wrong, over, fates }: Split): Promise<boolean> {
  const { number, lotId, lineId } = await sentOff();
  const { services, people, places, branch } = world;
  const goodBase = SENT - damaged - missing - wrong;
  const line = { lineId, goodBase, damagedBase: damaged, missingBase: missing, wrongBase: wrong, overBase: over };
  const lines = [{ ...line, actualLot: 'B', note: '清点' }];
  const input = { number, version: await versionOf(world, number), lines };
  const before = await lostSoFar(lotId);
  const { discrepancies } = accepted(await receiveDispatch(services, people.receiver, null, input));
  const sums: Whereabouts = { received: goodBase, returned: 0, lost: 0, found: 0, onTheWay: 0 };
  let kept = 0;
  for (const [index, paper] of discrepancies.entries()) {
    const view = await showDifference(services.db.read, paper, '/');
    const { kind, quantityBase } = view?.row ?? { kind: 'missing' as const, quantityBase: 0 };
    const finding = await settle(
      paper,
      kind,
      fates[index] ?? { finding: 0, bearer: 'sender', closes: false, again: false },
    );
    const where = whereaboutsOf(kind, finding);
    if (where !== null) sums[where] += quantityBase;
    if (finding === 'keep_over') kept += quantityBase;
  }
  const there = async (place: number) => (await at(world, place, lotId)).onHand;
  const received = (await there(places.branchStore)) + (await there(places.branchRejected));
  const found = (await there(places.headStore)) - (STOCK - SENT);
  const real = [received, await there(places.headRejected), (await lostSoFar(lotId)) - before, found];
  const told = [sums.received + kept, sums.returned, sums.lost, sums.found - kept];
  const onTheWay = await there(branch.transitId);
  const whole = Object.values(sums).reduce((sum, part) => sum + part, 0) === SENT;
  const findings = await verifyDispatches(services.db.read);
  return whole && onTheWay === sums.onTheWay && real.join() === told.join() && findings.length === 0;
}

/** Base units of the lot that were posted as a loss and not taken back. */
async function lostSoFar(lotId: number): Promise<number> {
  const lossId = await outsideLocation(world.services.db.read, 'loss');
  const lines = await world.services.db.read.select().from(movementLine).where(eq(movementLine.lotId, lotId));
  const signed = lines.map((line) => (line.toId === lossId ? 1 : line.fromId === lossId ? -1 : 0) * line.quantityBase);
  return signed.reduce((sum, part) => sum + part, 0);
}

describe('what was sent', () => {
  it('is received, returned, lost, found or still on the way, whatever was found', async () => {
    await fc.assert(fc.asyncProperty(split, holds), { numRuns: 15 });
  });
});
