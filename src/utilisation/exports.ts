/** Figures of use as a file: what the page shows, amounts in yuan for those who see prices. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import { ratiosOf } from './rules.ts';
import type { UsedLine } from './use-queries.ts';

const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);
const yuan = (fen: number | null) => (fen === null ? null : fen / 100);

export function useColumns(t: Words, prices: boolean): Column<UsedLine>[] {
  const words = t.assetValues;
  const money: Column<UsedLine>[] = [
    { head: words.revenue, value: (row) => yuan(row.revenueFen) },
    { head: words.directCost, value: (row) => yuan(row.directCostFen) },
    { head: words.result, value: (row) => yuan(ratiosOf(row).resultFen) },
    { head: words.depreciationPart, value: (row) => yuan(row.depreciationFen) },
    { head: words.fiscalPart, value: (row) => yuan(row.fiscalFen) },
    { head: words.maintenancePart, value: (row) => yuan(row.maintenanceFen) },
    { head: words.perCase, value: (row) => yuan(ratiosOf(row).caseFen) },
    { head: words.perCaseNet, value: (row) => yuan(ratiosOf(row).caseNetFen) },
  ];
  return [
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: t.equipment.number, value: (row) => row.detail, width: 28 },
    { head: `${words.open} (${words.hours})`, value: (row) => row.openMinutes / 60 },
    { head: `${words.used} (${words.hours})`, value: (row) => row.usedMinutes / 60 },
    { head: `${words.rate} %`, value: (row) => percent(ratiosOf(row).rate) },
    { head: `${words.occupancy} %`, value: (row) => percent(ratiosOf(row).occupancy) },
    { head: words.casesOf, value: (row) => row.cases },
    { head: `${words.positiveRate} %`, value: (row) => percent(ratiosOf(row).positiveRate) },
    ...(prices ? money : []),
  ];
}
