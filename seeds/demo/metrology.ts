/** Compulsory tests of the demo's equipment: rounds of the last year, some due soon, two overdue, a few away now. */

import { addDays } from '../../src/kernel/clock.ts';
import { registerDuties, sendForTest } from '../../src/metrology/duty-commands.ts';
import { listDuties } from '../../src/metrology/list-queries.ts';
import { enterResults } from '../../src/metrology/result-commands.ts';
import { proposedItem } from '../../src/metrology/rules.ts';
import { must, personOf, type World } from './world.ts';

const INSTITUTION = '市计量测试所';

export interface TestedCard {
  number: string;
  name: string;
  acquiredOn: string;
}

/** Days before today on which the institution came; the last two rounds are about to lapse, or have lapsed. */
const ROUNDS = [45, 80, 130, 190, 240, 290];
const SOON = 350;
const OVERDUE = 371;
/** Pressure gauges are tested every half year. */
const HALF_YEAR = [60, 165];
/** Of the ECGs and monitors: nothing that is lent or repaired in the demo. */
const LATE = ['动态血压监测仪', '麻醉机', '多参数监护仪'];

/** How many days ago it was tested: never before it was bought. */
function daysAgo(card: TestedCard, item: string, nth: number, day: string, late: number): number {
  const fits = (days: number) => addDays(day, -days) > card.acquiredOn;
  if (item === 'pressure_gauge') return HALF_YEAR[nth % HALF_YEAR.length] ?? 60;
  if (late < 2 && LATE.includes(card.name) && fits(OVERDUE)) return OVERDUE;
  if (nth % 7 === 3 && fits(SOON)) return SOON;
  const days = ROUNDS[nth % ROUNDS.length] ?? 45;
  return fits(days) ? days : 45;
}

/** Everything whose name speaks of the list is registered, with the certificate that it has. */
export async function testEquipment(world: World, cards: readonly TestedCard[]): Promise<void> {
  const { services, hub, day } = world;
  const officer = personOf(hub, 'equipment_officer');
  const listed = cards.flatMap((card) => {
    const item = proposedItem(card.name);
    return item === undefined ? [] : [{ card, item }];
  });
  const lines = listed.map(({ card: { number }, item }) => ({ number, item }));
  must(await registerDuties(services, officer, null, { lines }), 'what is under compulsory tests');
  const page = { today: day, soon: day, size: cards.length };
  const duties = new Map((await listDuties(services.db.read, '/', {}, page)).map((row) => [row.number, row.id]));
  const rounds = new Map<number, number[]>();
  let late = 0;
  for (const [nth, { card, item }] of listed.entries()) {
    const ago = daysAgo(card, item, nth, day, late);
    if (ago === OVERDUE) late += 1;
    rounds.set(ago, [...(rounds.get(ago) ?? []), duties.get(card.number) ?? 0]);
  }
  for (const [ago, ids] of [...rounds].sort(([a], [b]) => b - a)) {
    const testedOn = addDays(day, -ago);
    const results = ids.map((dutyId) => ({
      ...{ dutyId, outcome: 'pass' as const, validUntil: null, limits: '' },
      certificateNumber: `JD${testedOn.replaceAll('-', '')}-${String(dutyId).padStart(4, '0')}`,
    }));
    const input = { institution: INSTITUTION, testedOn, lines: results };
    must(await enterResults(services, officer, null, input), `tests of ${testedOn}`);
  }
}

/** The first of those due soon go to the institution. */
export async function sendSomeForTest(world: World): Promise<void> {
  const { services, hub, day } = world;
  const page = { today: addDays(day, -2), soon: addDays(day, 28), size: 3 };
  const rows = (await listDuties(services.db.read, '/', { state: 'soon' }, page)).slice(0, 3);
  const input = { dutyIds: rows.map(({ id }) => id), institution: INSTITUTION, day: addDays(day, -2) };
  must(await sendForTest(services, personOf(hub, 'equipment_officer'), null, input), 'sent for tests');
}
