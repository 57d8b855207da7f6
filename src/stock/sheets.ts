/** The columns of the stock pages' files: the same rows as on the screen, in numbers that can be added up. */
import type { Words } from '../../views/i18n/index.ts';
import { counterpartText, kindText } from '../../views/stock/line-words.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { CardRow } from './card-queries.ts';
import type { MatrixRow } from './matrix-queries.ts';
import type { MemberItem, MemberLot } from './member-queries.ts';

interface Shape {
  packSize: number;
  scale: number;
}

/** Base units in the unit people read: grams of pieces, tablets of the rest. */
const inUnits = (quantityBase: number, shape: Shape) => quantityBase / shape.scale;

export function matrixSheet(
  t: Words,
  columns: readonly OrganisationRow[],
  show: 'cover' | 'quantity',
): Column<MatrixRow>[] {
  const words = t.stock.sheet;
  const cells = columns.map(
    (column, position): Column<MatrixRow> => ({
      head: column.shortName,
      value: ({ cells: row, item }) => {
        const cell = row[position];
        if (cell === null || cell === undefined) return null;
        if (show === 'cover') return cell.availableBase <= 0 ? 0 : cell.cover;
        return Math.floor((cell.availableBase * 100) / item.packSize) / 100;
      },
      width: 10,
    }),
  );
  return [
    { head: words.itemCode, value: (row) => row.item.code },
    { head: words.itemName, value: (row) => row.item.genericName, width: 28 },
    { head: words.strength, value: (row) => row.item.strength },
    { head: words.manufacturer, value: (row) => row.item.manufacturer, width: 24 },
    { head: words.packUnit, value: (row) => row.item.packUnit, width: 8 },
    { head: t.stock.matrix.totalOnHand, value: (row) => Math.floor((row.totalBase * 100) / row.item.packSize) / 100 },
    { head: t.stock.matrix.totalCover, value: (row) => row.totalCover },
    ...cells,
  ];
}

export interface SheetLot {
  item: MemberItem;
  lot: MemberLot;
}

export function memberSheet(t: Words, member: string, seesPrices: boolean): Column<SheetLot>[] {
  const words = t.stock.sheet;
  const zones: Partial<Record<string, string>> = t.stock.zones;
  const amount: Column<SheetLot>[] = seesPrices
    ? [{ head: words.amount, value: ({ lot }) => lot.amountFen / 100 }]
    : [];
  return [
    { head: words.organisation, value: () => member },
    { head: words.itemCode, value: ({ item }) => item.code },
    { head: words.itemName, value: ({ item }) => item.genericName, width: 28 },
    { head: words.strength, value: ({ item }) => item.strength },
    { head: words.manufacturer, value: ({ item }) => item.manufacturer, width: 24 },
    { head: words.lot, value: ({ lot }) => lot.lotNumber },
    { head: words.expires, value: ({ lot }) => lot.expiresOn },
    { head: t.stock.place, value: ({ lot }) => lot.locationName },
    { head: t.stock.memberPage.zone, value: ({ lot }) => zones[lot.zone] ?? lot.zone },
    { head: words.unit, value: ({ item }) => item.baseUnit, width: 8 },
    { head: words.onHand, value: ({ item, lot }) => inUnits(lot.onHand, item) },
    { head: words.reserved, value: ({ item, lot }) => inUnits(lot.reserved, item) },
    { head: words.usable, value: ({ item, lot }) => inUnits(lot.usableBase, item) },
    { head: words.reason, value: ({ lot }) => (lot.why === null ? null : t.stock.why(lot.why)) },
    ...amount,
  ];
}

export function cardSheet(
  t: Words,
  organisation: { id: number; shortName: string },
  item: Shape & { baseUnit: string },
): Column<CardRow>[] {
  const words = t.stock.sheet;
  const card = t.stock.cardPage;
  const units = (quantityBase: number | null) => (quantityBase === null ? null : inUnits(quantityBase, item));
  return [
    { head: words.time, value: (row) => fullMoment(row.occurredAt), width: 18 },
    { head: words.posted, value: (row) => fullMoment(row.postedAt), width: 18 },
    { head: card.summary, value: (row) => kindText(t, row.kind) },
    { head: card.document, value: (row) => row.documentNumber, width: 20 },
    { head: card.counterpart, value: (row) => counterpartText(t, row, organisation), width: 24 },
    { head: words.reason, value: (row) => row.reason, width: 24 },
    { head: words.lot, value: (row) => row.lotNumber },
    { head: words.expires, value: (row) => row.expiresOn },
    { head: words.unit, value: () => item.baseUnit, width: 8 },
    { head: words.in, value: (row) => (row.inBase === 0 ? null : units(row.inBase)) },
    { head: words.out, value: (row) => (row.outBase === 0 ? null : units(row.outBase)) },
    { head: words.standing, value: (row) => units(row.standingBase) },
    { head: card.by, value: (row) => row.actorName },
  ];
}
