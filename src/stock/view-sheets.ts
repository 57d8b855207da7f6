/** The columns of the wider stock pages' files: near expiry, slow stock, value, past days. */
import type { Words } from '../../views/i18n/index.ts';
import type { JudgedLot } from '../../views/stock/expiry-lots.tsx';
import type { ShownSlowItem } from '../../views/stock/slow-page.tsx';
import type { Column } from '../web/spreadsheets.ts';
import type { LotThen } from './as-of-list-queries.ts';
import type { AsOfBasis } from './as-of-queries.ts';
import type { ListedItem } from './item-filter-queries.ts';
import type { SlowMember } from './slow-member-queries.ts';
import type { ValuedLot, ValuedPlace } from './value-queries.ts';

const inUnits = (quantityBase: number, item: ListedItem) => quantityBase / item.scale;

function itemColumns<T>(t: Words, itemOf: (row: T) => ListedItem): Column<T>[] {
  const words = t.stock.sheet;
  return [
    { head: words.itemCode, value: (row) => itemOf(row).code },
    { head: words.itemName, value: (row) => itemOf(row).genericName, width: 28 },
    { head: words.strength, value: (row) => itemOf(row).strength },
    { head: words.manufacturer, value: (row) => itemOf(row).manufacturer, width: 24 },
    { head: words.unit, value: (row) => itemOf(row).baseUnit, width: 8 },
  ];
}

export function expirySheet(t: Words, seesPrices: boolean): Column<JudgedLot>[] {
  const words = t.stock.sheet;
  const acts = t.stockViews.expiry.acts;
  const amount: Column<JudgedLot>[] = seesPrices ? [{ head: words.amount, value: (lot) => lot.amountFen / 100 }] : [];
  return [
    { head: words.organisation, value: (lot) => lot.organisation.shortName },
    { head: t.stock.place, value: (lot) => lot.locationName },
    ...itemColumns<JudgedLot>(t, (lot) => lot.item),
    { head: words.lot, value: (lot) => lot.lotNumber },
    { head: words.expires, value: (lot) => lot.expiresOn },
    { head: words.onHand, value: (lot) => inUnits(lot.onHand, lot.item) },
    { head: t.stockViews.sheet.left, value: (lot) => inUnits(lot.advice.leftBase, lot.item) },
    {
      head: t.stockViews.expiry.advice,
      value: ({ advice, item }) =>
        advice.act === 'move'
          ? acts.move(
              advice.taker?.shortName ?? '',
              `${inUnits(advice.taker?.use30Base ?? 0, item)}${t.formats.unit(item.baseUnit, 2)}`,
            )
          : acts[advice.act],
      width: 32,
    },
    ...amount,
  ];
}

export function slowSheet(t: Words, member: string, seesPrices: boolean): Column<ShownSlowItem>[] {
  const words = t.stock.sheet;
  const slow = t.stockViews.slow;
  const amount: Column<ShownSlowItem>[] = seesPrices
    ? [{ head: words.amount, value: (row) => row.amountFen / 100 }]
    : [];
  return [
    { head: words.organisation, value: () => member },
    ...itemColumns<ShownSlowItem>(t, (row) => row.item),
    { head: slow.grade, value: (row) => slow.grades[row.grade] },
    { head: words.onHand, value: (row) => inUnits(row.onHand, row.item) },
    { head: slow.lastOut, value: (row) => row.lastOutOn ?? slow.never },
    { head: slow.idle, value: (row) => row.idleDays },
    { head: slow.firstExpiry, value: (row) => row.firstExpiry },
    ...amount,
  ];
}

export function slowMembersSheet(t: Words, seesPrices: boolean): Column<SlowMember>[] {
  const words = t.stockViews.slow;
  const columns = (['slow', 'dead'] as const).flatMap((grade): Column<SlowMember>[] => [
    { head: words.itemsOf(words.grades[grade]), value: (row) => row.sums[grade].items },
    ...(seesPrices
      ? [{ head: words.amountOf(words.grades[grade]), value: (row: SlowMember) => row.sums[grade].amountFen / 100 }]
      : []),
  ]);
  return [{ head: t.stock.sheet.organisation, value: (row) => row.member.shortName }, ...columns];
}

export function valueSheet(t: Words): Column<ValuedPlace>[] {
  const words = t.stockViews;
  return [
    { head: words.sheet.keeper, value: (row) => row.keeper.shortName },
    { head: words.sheet.owner, value: (row) => row.owner.shortName },
    { head: t.stock.place, value: (row) => (row.kind === 'transit' ? words.inTransit : t.stock.onHand) },
    { head: words.lots, value: (row) => row.lots },
    { head: words.amount, value: (row) => row.amountFen / 100 },
  ];
}

export function valuedLotSheet(t: Words): Column<ValuedLot & { item: ListedItem }>[] {
  const words = t.stock.sheet;
  return [
    { head: t.stockViews.sheet.keeper, value: (lot) => lot.keeperName },
    { head: t.stock.place, value: (lot) => lot.locationName },
    ...itemColumns<ValuedLot & { item: ListedItem }>(t, (lot) => lot.item),
    { head: words.lot, value: (lot) => lot.lotNumber },
    { head: words.expires, value: (lot) => lot.expiresOn },
    { head: words.onHand, value: (lot) => inUnits(lot.onHand, lot.item) },
    { head: words.amount, value: (lot) => lot.amountFen / 100 },
  ];
}

export interface ThenSheetRow {
  item: ListedItem;
  onHand: number;
  /** Empty where all members are added up. */
  member: string;
  lot?: LotThen;
}

export function thenSheet(t: Words, day: string, basis: AsOfBasis): Column<ThenSheetRow>[] {
  const words = t.stock.sheet;
  const then = t.stockViews;
  return [
    { head: then.sheet.day, value: () => day },
    { head: then.sheet.basis, value: () => then.pastDay.bases[basis] },
    { head: words.organisation, value: (row) => (row.member === '' ? then.allMembers : row.member) },
    ...itemColumns<ThenSheetRow>(t, (row) => row.item),
    { head: words.lot, value: (row) => row.lot?.lotNumber },
    { head: words.expires, value: (row) => row.lot?.expiresOn },
    { head: words.onHand, value: (row) => inUnits(row.onHand, row.item) },
  ];
}
