/** The two preparations that the Chinese Medicine campus makes: their stock there, and the permits to send them out. */
import { addDays } from '../../src/kernel/clock.ts';
import { recordPermit } from '../../src/preparations/commands.ts';
import { habitOf } from './range.ts';
import { itemByCode, memberOf, must, today, type World } from './world.ts';

const MAKER = 'XG02';
const OINTMENT = 'ZJ001';
const MIXTURE = 'ZJ002';
const AUTHORITY = '江西省药品监督管理局';

/** What the maker keeps of them. Before the opening stock is posted. */
export function setPreparationShelves(world: World): void {
  const maker = memberOf(world, MAKER);
  for (const [code, rate, cover] of [
    [OINTMENT, 3, 75],
    [MIXTURE, 4, 40],
  ] as const) {
    const item = itemByCode(world, code);
    const given = { rate, cover, chance: 0.6, unit: 1, nearBatch: false };
    maker.range.set(code, habitOf(world.random, maker, item, given));
  }
}

/** One permit that holds at the demo's moment, and one that expired shortly before. */
export async function recordPermits(world: World): Promise<void> {
  const given = { makerCode: MAKER, authority: AUTHORITY };
  const permits = [
    {
      ...given,
      number: '赣药制调20260018',
      itemCode: OINTMENT,
      recipientCodes: ['XG18', 'XG19', 'XG20', 'XG21', 'XG24'],
      capPacks: 600,
      validFrom: today(world),
      validTo: addDays(world.day, 205),
    },
    {
      ...given,
      number: '赣药制调20250041',
      itemCode: MIXTURE,
      recipientCodes: ['XG18', 'XG25'],
      capPacks: 300,
      validFrom: addDays(world.day, -378),
      validTo: addDays(world.day, -13),
    },
  ];
  for (const input of permits) {
    const request = { key: null, input, withClinics: input.itemCode === OINTMENT };
    must(await recordPermit(world.services, world.hub.quality, request), `permit ${input.number}`);
  }
}
