/** The comparison as a file: one row an item, with what the page shows of it in columns. */
import { tiersOf } from '../../views/catalogue/item-words.tsx';
import type { Words } from '../../views/i18n/index.ts';
import { factText } from '../../views/selection/review-page.tsx';
import type { Column } from '../web/spreadsheets.ts';
import type { ComparedColumn } from './comparison-queries.ts';
import { type Band, DIMENSIONS } from './rules.ts';

const yuan = (fen: number | null | undefined) => (fen === null || fen === undefined ? null : fen / 100);

function scoreColumns(t: Words): Column<ComparedColumn>[] {
  const words = t.selection;
  return [
    { head: words.comparison.dossier, value: ({ dossier }) => dossier?.number, width: 20 },
    { head: words.result.mean, value: ({ dossier }) => dossier && dossier.scoreHalf / 2 },
    { head: words.result.band, value: ({ dossier }) => dossier?.band && words.bands[dossier.band as Band] },
    ...DIMENSIONS.map((dimension) => ({
      head: words.dimensions[dimension],
      // Means are half points times 100
      value: ({ dossier }: ComparedColumn) => dossier && dossier.means[dimension] / 200,
    })),
  ];
}

function priceColumns(t: Words): Column<ComparedColumn>[] {
  const words = t.selection.comparison;
  const unitPrice = ({ item }: ComparedColumn) => Math.round((item.pricePack * item.scale) / item.packSize) / 10_000;
  return [
    { head: words.price, value: ({ item }) => (item.pricePack === 0 ? null : item.pricePack / 10_000) },
    { head: words.unitPrice, value: (column) => (column.item.pricePack === 0 ? null : unitPrice(column)) },
    { head: words.dailyReckoned, value: (column) => yuan(column.dailyFen) },
    { head: words.dailyStated, value: ({ dossier }) => yuan(dossier?.statedDailyFen) },
    { head: words.course, value: ({ dossier }) => yuan(dossier?.courseFen) },
  ];
}

/** Columns in the reader's language; prices only for whoever sees them. */
export function comparisonColumns(t: Words, withPrices: boolean): Column<ComparedColumn>[] {
  const words = t.selection;
  const facts = (['insurance', 'essential', 'vbp'] as const).map((criterion) => ({
    head: words.criteria[criterion] ?? criterion,
    value: ({ facts: known }: ComparedColumn) => known && factText(t, { criterion, fact: known[criterion] }),
  }));
  return [
    { head: t.catalogue.fields.code, value: ({ item }) => item.code },
    { head: words.trial.item, value: ({ item }) => item.genericName, width: 28 },
    { head: words.columns.strength, value: ({ item }) => item.strength },
    { head: words.columns.manufacturer, value: ({ item }) => item.manufacturer, width: 26 },
    { head: words.comparison.subject, value: ({ subject }) => (subject ? words.comparison.subject : null) },
    ...scoreColumns(t),
    ...facts,
    { head: words.comparison.tiers, value: ({ item }) => tiersOf(t, item) },
    ...(withPrices ? priceColumns(t) : []),
  ];
}
