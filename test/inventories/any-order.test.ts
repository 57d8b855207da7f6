/** Stocktakes whatever is tried in whatever order: cards stand as was decided, and nothing is decided twice. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { assetChecks } from '../../src/assets/verify.ts';
import { moveInventory } from '../../src/inventories/act-commands.ts';
import { closeInventory, decideLine } from '../../src/inventories/decide-commands.ts';
import { markFound, unmarkFound } from '../../src/inventories/find-commands.ts';
import { inventoryByNumber } from '../../src/inventories/inventory-record.ts';
import { linesOf } from '../../src/inventories/line-queries.ts';
import { openInventory } from '../../src/inventories/open-commands.ts';
import { DECISIONS } from '../../src/inventories/rules.ts';
import { inventoryChecks } from '../../src/inventories/verify.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
beforeAll(async () => {
  world = await openAssetWorld();
});
afterAll(() => endWhole(world));

const CARDS = 3;
const ROOMS = ['', '甲室', '乙室'] as const;
const ACTS = ['find', 'unfind', 'assign', 'finish', 'resume', 'decide', 'decide', 'close'] as const;
const nth = fc.nat({ max: CARDS - 1 });
const steps = fc.array(fc.tuple(fc.constantFrom(...ACTS), nth, fc.nat({ max: 2 })), { minLength: 6, maxLength: 24 });

const stateOf = async (number: string) => {
  const found = await assetByNumber(world.services.db.read, '/', number);
  return { status: found?.asset.status, room: found?.asset.room };
};

async function tryAct(paper: string, act: (typeof ACTS)[number], card: string, choice: number): Promise<void> {
  const { services, custodian, officer } = world;
  const given = { key: key(), number: paper };
  const record = await inventoryByNumber(services.db.read, paper);
  const lines = await linesOf(services.db.read, record?.document.id ?? 0);
  const line = lines.find((one) => one.card.number === card)?.line;
  const room = ROOMS[choice] ?? '';
  if (act === 'find') {
    const found = { code: card, at: '', room, condition: 'in_use' as const, note: '' };
    await markFound(services, custodian, given, found);
  }
  if (act === 'unfind') await unmarkFound(services, custodian, given, { lineId: line?.id ?? 0 });
  if (act === 'assign') {
    await assignAsset(services, officer, { key: key(), number: card }, { room, custodian: null, note: '' });
  }
  if (act === 'finish' || act === 'resume') await moveInventory(services, custodian, given, { act, why: '试' });
  if (act === 'decide') {
    const decision = DECISIONS[choice] ?? 'books';
    await decideLine(services, officer, given, { lineId: line?.id ?? 0, decision, why: '核实' });
  }
  if (act === 'close') await closeInventory(services, officer, given);
}

it('leaves cards as they were decided, once, after any sequence of acts', { timeout: 120_000 }, async () => {
  let [runs, closed] = [0, 0];
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (tried, toTheEnd) => {
      const { services, custodian, officer, branch } = world;
      runs += 1;
      const room = `第${runs}室`;
      const cards = [];
      for (let made = 0; made < CARDS; made += 1) cards.push(await addCard(world, { room }));
      const scope = { by: 'keeper' as const, below: false, room };
      const asked = { organisationCode: branch.code, title: room, scope };
      const { number } = accepted(await openInventory(services, custodian, key(), asked));
      for (const [act, which, choice] of tried) await tryAct(number, act, cards[which] ?? '', choice);
      if (toTheEnd) {
        await tryAct(number, 'finish', '', 0);
        for (const card of cards) for (const choice of [0, 2]) await tryAct(number, 'decide', card, choice);
        await tryAct(number, 'close', '', 0);
      }
      const record = await inventoryByNumber(services.db.read, number);
      const lines = await linesOf(services.db.read, record?.document.id ?? 0);
      if (record?.document.status === 'closed') closed += 1;
      for (const { line, card } of lines) {
        const now = await stateOf(card.number);
        const lost = record?.document.status === 'closed' && line.decision === 'lost' && line.differed !== null;
        expect(now.status === 'stopped').toBe(lost);
        const moved = record?.document.status === 'closed' && line.decision === 'correct' && line.differed !== null;
        if (moved) expect(now.room).toBe(line.foundRoom);
      }
      const before = await Promise.all(cards.map(stateOf));
      const again = await closeInventory(services, officer, { key: key(), number });
      if (record?.document.status === 'closed') {
        expect(again.ok).toBe(false);
        expect(await Promise.all(cards.map(stateOf))).toEqual(before);
      }
      for (const one of [...inventoryChecks, ...assetChecks]) expect(await one.find(services.db.read)).toEqual([]);
    }),
    { numRuns: 25 },
  );
  expect(closed).toBeGreaterThan(0);
});
