/** What a defined daily dose of an item costs, where strength and DDD are written so that a machine can read them. */

const MICROGRAMS: Record<string, number> = { g: 1_000_000, mg: 1000, ug: 1, μg: 1, µg: 1, mcg: 1 };
const AMOUNT = /^(\d{1,7}(?:\.\d{1,6})?)\s*(g|mg|ug|μg|µg|mcg)$/;

function micrograms(text: string): number | undefined {
  const [, amount = '', unit = ''] = AMOUNT.exec(text.normalize('NFKC').trim()) ?? [];
  const factor = MICROGRAMS[unit];
  return factor === undefined || Number(amount) <= 0 ? undefined : Number(amount) * factor;
}

interface Priced {
  strength: string;
  packSize: number;
  scale: number;
  /** 1/10,000 yuan a pack; 0 when nobody said. */
  pricePack: number;
}

/**
 * Fen for one DDD (`1.5 g oral 2025`) of an item of so much a base unit; undefined when the strength holds more than
 * an amount, the units differ or there is no price. Half a fen is rounded up.
 */
export function dailyFen(item: Priced, ddd: string): number | undefined {
  const [amount = '', unit = ''] = ddd.split(' ');
  const dose = micrograms(`${amount}${unit}`);
  const each = micrograms(item.strength);
  if (dose === undefined || each === undefined || item.pricePack <= 0 || item.scale !== 1) return undefined;
  return Math.round((dose / each) * (item.pricePack / item.packSize / 100));
}
