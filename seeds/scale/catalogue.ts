/** The items of the synthetic county: the demo's real ones, repeated with other makers until there are enough. */
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { productsFor } from '../../src/catalogue/level-commands.ts';
import { readPrice } from '../../src/kernel/money.ts';
import { items as demoItems } from '../demo/data/items.ts';
import type { DemoItem } from '../demo/data/types.ts';
import type { StoreZone } from './county.ts';

export interface Article {
  id: number;
  packSize: number;
  /** 1/10,000 yuan a pack. */
  pricePack: number;
  zone: StoreZone;
}

const MAKERS = [
  '江西青峰药业',
  '华润双鹤',
  '石药集团欧意',
  '扬子江药业',
  '齐鲁制药',
  '江西汇仁',
  '国药集团',
  '哈药集团',
];

/** Controlled drugs do not travel by ordinary dispatch, so the synthetic history does without them. */
const CONTROLLED: ReadonlySet<string> = new Set(['narcotic', 'psychotropic_1', 'toxic']);

type ScaleItem = Omit<typeof item.$inferInsert, 'productId'> & Article & { scale: number; manufacturer: string };

function zoneOf(given: DemoItem): StoreZone {
  return given.zone === 'cool' || given.zone === 'cold' ? given.zone : 'room';
}

function rowFor(given: DemoItem, id: number, round: number, at: number): ScaleItem {
  const maker = round === 0 ? given.maker : (MAKERS[(id + round) % MAKERS.length] ?? given.maker);
  const code = `S${String(id).padStart(5, '0')}`;
  const price = readPrice(given.pricePack);
  return {
    id,
    code,
    kind: given.kind,
    genericName: given.name,
    form: given.form,
    strength: given.strength,
    manufacturer: maker,
    packUnit: given.packUnit,
    baseUnit: given.baseUnit,
    packSize: given.packSize,
    scale: given.scale,
    storageZone: zoneOf(given),
    zone: zoneOf(given),
    controlClass: given.control,
    essential: given.essential,
    countyTier: true,
    townshipTier: true,
    villageTier: id % 3 !== 0,
    pricePack: (price.ok ? price.value : 0) + round * 100,
    createdAt: at,
    updatedAt: at,
  };
}

/** Writes `count` items and gives what the history needs of them. */
export async function writeCatalogue(tx: Tx, count: number, at: number): Promise<Article[]> {
  const base = demoItems.filter((one) => !CONTROLLED.has(one.control));
  const rows = Array.from({ length: count }, (_, index) => {
    const given = base[index % base.length];
    if (given === undefined) throw new Error('the demo has no items');
    return rowFor(given, index + 1, Math.floor(index / base.length), at);
  });
  for (let from = 0; from < rows.length; from += 200) {
    const given = rows.slice(from, from + 200);
    const products = await productsFor(
      tx,
      given.map((row) => ({ ...row, aliases: [], approvalNumber: null })),
    );
    const part = given.map(({ zone: _zone, ...row }, index) => ({ ...row, productId: products[index] ?? 0 }));
    await tx.insert(item).values(part);
  }
  return rows.map(({ id, packSize, pricePack, zone }) => ({ id, packSize, pricePack, zone }));
}
