/** Goods of a sample paper: names, strengths and quantities as long as they come. */
import type { SlipLine } from '../dispatches/slip-document.ts';
import { amountFen } from '../kernel/money.ts';

interface SampleGoods {
  name: string;
  strength: string;
  maker: string;
  lot: string;
  expires: string;
  packs: number;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  pricePack: number;
  zone: SlipLine['storageZone'];
}

const goods = (
  [name = '', strength = '', maker = '', lot = '', expires = '']: string[],
  [packUnit, baseUnit]: [string, string],
  [packs, packSize, pricePack]: [number, number, number],
  zone: SlipLine['storageZone'],
): SampleGoods => ({ name, strength, maker, lot, expires, packs, packSize, packUnit, baseUnit, pricePack, zone });

export const SAMPLE_GOODS: readonly SampleGoods[] = [
  goods(
    ['盐酸二甲双胍缓释片', '0.5g×30片', '悦康药业集团', '2504213', '2027-04-30'],
    ['盒', '片'],
    [12, 30, 54_000],
    'room',
  ),
  goods(
    ['苯磺酸氨氯地平片', '5mg×28片', '浙江京新药业', 'A2507021', '2027-12-31'],
    ['盒', '片'],
    [1060, 28, 16_800],
    'room',
  ),
  goods(
    ['精蛋白人胰岛素混合注射液（30R）', '3ml:300IU', '通化东宝药业', '202603A12', '2028-02-29'],
    ['支', '支'],
    [40, 1, 279_600],
    'cold',
  ),
];

/** Line `index` of a sample, its amount in agreement with its price. */
export function sampleLine(index: number): SlipLine {
  const one = SAMPLE_GOODS[index % SAMPLE_GOODS.length];
  if (one === undefined) throw new Error('no sample goods');
  const { packSize, packUnit, baseUnit, pricePack } = one;
  const quantityBase = one.packs * packSize;
  return {
    lineNo: index + 1,
    itemName: one.name,
    strength: one.strength,
    manufacturer: one.maker,
    lotNumber: one.lot,
    expiresOn: one.expires,
    quantityBase,
    packSize,
    packUnit,
    baseUnit,
    scale: 1,
    pricePack,
    amountFen: amountFen(quantityBase, packSize, pricePack),
    storageZone: one.zone,
    note: null,
  };
}
