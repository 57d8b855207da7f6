/** The batches that circulate in the county: members share them, so a frozen lot is frozen in many places. */
import { addDays, lastDayOfMonth } from '../../src/kernel/clock.ts';
import type { LotIdentity } from '../../src/ledger/lots.ts';
import type { Random } from '../random.ts';
import type { Item } from './item.ts';

export interface ItemBatches {
  /** Long-lived, in the order of their expiry; made before the history begins. */
  opening: LotIdentity[];
  /** Expires within half a year after the demo's day: within one, three or six months. */
  near: LotIdentity;
  /** Has expired by the demo's day. */
  expired: LotIdentity;
}

/** Of so many items one was bought by several before there was one account: its old lots cost a little less. */
const ONE_OF = 60;

function priceNear(random: Random, item: Item, origin: string): number {
  const drawn = random.int(965, 1045);
  if (origin !== 'opening' || item.id % ONE_OF !== 0) return item.pricePack;
  return Math.max(1, Math.round((item.pricePack * Math.min(drawn, 2000 - drawn)) / 1000));
}

/** `2504213`: the month it was made and a running number, as most makers print it. */
function batchNumber(random: Random, madeOn: string): string {
  return `${madeOn.slice(2, 4)}${madeOn.slice(5, 7)}${String(random.int(1, 240)).padStart(3, '0')}`;
}

const NEAR_BANDS = [
  [6, 29],
  [34, 90],
  [96, 180],
] as const;

export class Batches {
  private readonly byItem = new Map<number, ItemBatches>();
  private readonly supplies = new Map<string, LotIdentity>();
  private readonly random: Random;
  private readonly day: string;

  constructor(random: Random, day: string) {
    this.random = random;
    this.day = day;
  }

  private identity(item: Item, expiresOn: string, origin: string): LotIdentity {
    const lifeDays = item.data.kind === 'drug' ? 730 : 1095;
    const number = batchNumber(this.random, addDays(expiresOn, -lifeDays));
    return { itemId: item.id, number, expiresOn, pricePack: priceNear(this.random, item, origin), origin };
  }

  private later(days: number): string {
    return lastDayOfMonth(addDays(this.day, days).slice(0, 7));
  }

  /** What the item's shelves began with. */
  of(item: Item): ItemBatches {
    const known = this.byItem.get(item.id);
    if (known !== undefined) return known;
    const { random } = this;
    const ages = [random.int(230, 330), random.int(340, 440), random.int(450, 590)];
    const [least, most] = random.pick(NEAR_BANDS);
    const made = {
      opening: ages.map((days) => this.identity(item, this.later(days), 'opening')),
      near: this.identity(item, addDays(this.day, random.int(least, most)), 'opening'),
      expired: this.identity(item, addDays(this.day, -random.int(4, 50)), 'opening'),
    };
    this.byItem.set(item.id, made);
    return made;
  }

  /** The batch that suppliers deliver in a month `YYYY-MM`. */
  suppliedIn(item: Item, month: string): LotIdentity {
    const key = `${item.id} ${month}`;
    const known = this.supplies.get(key);
    if (known !== undefined) return known;
    const made = this.identity(item, this.later(this.random.int(400, 600)), `supply-${month}`);
    this.supplies.set(key, made);
    return made;
  }
}
