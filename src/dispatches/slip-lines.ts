/** The table of a slip: its columns for both papers, the cells of a line, and the sums below. */
import { amountFen, formatFen, formatPrice } from '../kernel/money.ts';
import { describeQuantity, scaledText, splitPacks } from '../kernel/quantity.ts';
import { type Design, fillWidth } from '../print/design.ts';
import { PrintRefusal } from '../print/refusal.ts';
import { type PaperSizeName, SIZES } from '../print/rules.ts';
import type { Cell, Column } from '../print/table.ts';
import type { SlipLine } from './slip-document.ts';
import type { SlipWords } from './slip-words.ts';

type ColumnKey = keyof SlipWords['columns'];

const CENTRED: readonly ColumnKey[] = ['no', 'lot', 'expiry', 'unit', 'received'];
const RIGHT: readonly ColumnKey[] = ['quantity', 'price', 'amount'];

/** Millimetres of each column, in order. */
const WIDTHS = {
  a4: { no: 8, item: 43, maker: 25, lot: 21, expiry: 19, unit: 10, quantity: 15, price: 17, amount: 18, received: 10 },
  a4NoPrices: { no: 8, item: 58, maker: 34, lot: 23, expiry: 20, unit: 12, quantity: 18, received: 13 },
  '241': {
    no: 8,
    item: 57,
    maker: 29,
    lot: 24,
    expiry: 21,
    unit: 10,
    quantity: 14,
    price: 16,
    amount: 18,
    received: 10,
  },
  a5: { no: 8, item: 43, maker: 25, lot: 21, expiry: 19, unit: 10, quantity: 15, price: 17, amount: 18, received: 10 },
  a5NoPrices: { no: 8, item: 58, maker: 34, lot: 23, expiry: 20, unit: 12, quantity: 18, received: 13 },
  '241NoPrices': { no: 8, item: 72, maker: 40, lot: 26, expiry: 22, unit: 11, quantity: 16, received: 12 },
} as const satisfies Record<string, Partial<Record<ColumnKey, number>>>;

export interface SlipColumn extends Column {
  key: ColumnKey;
}

export interface SlipSums {
  rows: number;
  /** Whole packs of all lines, or null when some line has loose units or is weighed: unlike things are not added. */
  packs: number | null;
  /** Fen, or null when prices are hidden. */
  amountFen: number | null;
}

/** The columns of the design, or of the house; prices leave no gap where they are not to be seen. */
export function slipColumns(size: PaperSizeName, priced: boolean, words: SlipWords, design?: Design): SlipColumn[] {
  const chosen = design?.columns.filter(({ key }) => priced || (key !== 'price' && key !== 'amount'));
  const widths =
    chosen === undefined
      ? (Object.entries(WIDTHS[priced ? size : (`${size}NoPrices` as const)]) as [ColumnKey, number][])
      : fillWidth(chosen, SIZES[size]).map(({ key, width }): [ColumnKey, number] => [key as ColumnKey, width]);
  return widths.map(([key, width]) => ({
    key,
    width,
    head: words.columns[key],
    align: CENTRED.includes(key) ? 'center' : RIGHT.includes(key) ? 'right' : 'left',
  }));
}

/** True when every line shows its price and amount; one hidden price would make every total a lie. */
export function showsPrices(lines: readonly SlipLine[]): boolean {
  return lines.every((line) => line.pricePack !== null && line.amountFen !== null);
}

/** The cells of a line in the order of `columns`; `item` is given by the paper, as A4 and 241 set it differently. */
export function lineCells(columns: readonly SlipColumn[], line: SlipLine, item: Cell): Cell[] {
  const { unit, quantity } = quantityColumns(line);
  const plain = (text: string): Cell => [{ text, size: 9, weight: 'regular' }];
  const code = (text: string): Cell => [{ text, size: 9, weight: 'regular', whole: 'code' }];
  const number = (text: string): Cell => [{ text, size: 9, weight: 'regular', whole: 'number' }];
  const cells: Record<ColumnKey, Cell> = {
    no: number(String(line.lineNo)),
    item,
    maker: plain(line.manufacturer),
    lot: code(line.lotNumber),
    expiry: number(line.expiresOn),
    unit: code(unit),
    quantity: [{ text: quantity, size: 9.5, weight: 'bold', whole: 'number' }],
    price: priceCell(line, unit),
    amount: number(line.amountFen === null ? '' : formatFen(line.amountFen)),
    received: [],
  };
  return columns.map((column) => cells[column.key]);
}

/** Sums of some lines of the slip. */
export function sumLines(lines: readonly SlipLine[]): SlipSums {
  const wholePacks = lines.every((line) => line.scale === 1 && line.quantityBase % line.packSize === 0);
  const amounts = lines.map((line) => line.amountFen);
  return {
    rows: lines.length,
    packs: wholePacks ? lines.reduce((sum, line) => sum + line.quantityBase / line.packSize, 0) : null,
    amountFen: showsPrices(lines) ? amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0) : null,
  };
}

/** Distinct goods (name, strength, maker) on the slip. */
export function countItems(lines: readonly SlipLine[]): number {
  return new Set(lines.map((line) => [line.itemName, line.strength, line.manufacturer].join('\n'))).size;
}

/** Refuses a slip whose paper would not add up: each amount must be quantity times price, to the fen. */
export function requireAmounts(lines: readonly SlipLine[]): void {
  for (const line of lines) {
    if (line.pricePack === null || line.amountFen === null) continue;
    const expected = amountFen(line.quantityBase, line.packSize, line.pricePack);
    if (expected !== line.amountFen) {
      throw new PrintRefusal('print_amount_differs', { line: line.lineNo, printed: line.amountFen, expected });
    }
  }
}

/** What stands in the columns unit and quantity: packs where it is whole packs, the spoken form where it is mixed. */
function quantityColumns(line: SlipLine): { unit: string; quantity: string } {
  const sign = line.quantityBase < 0 ? '−' : '';
  const magnitude = Math.abs(line.quantityBase);
  if (line.scale !== 1) return { unit: line.baseUnit, quantity: `${sign}${scaledText(magnitude, line.scale)}` };
  const { packs, units } = splitPacks(magnitude, line.packSize);
  if (units === 0) return { unit: line.packUnit, quantity: `${sign}${packs}` };
  if (packs === 0) return { unit: line.baseUnit, quantity: `${sign}${units}` };
  return { unit: `${line.packUnit}、${line.baseUnit}`, quantity: describeQuantity(line) };
}

/** The price is per pack: where the column "unit" says something else, that stands below, so that decimals line up. */
function priceCell(line: SlipLine, unit: string): Cell {
  if (line.pricePack === null) return [];
  const price: Cell[number] = { text: formatPrice(line.pricePack), size: 9, weight: 'regular', whole: 'number' };
  return unit === line.packUnit ? [price] : [price, { text: `/${line.packUnit}`, size: 7, weight: 'regular' }];
}
