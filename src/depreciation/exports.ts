/** Values of equipment and lines of runs as files: what the pages show, amounts in yuan. */
import { groupName } from '../../views/depreciation/words.tsx';
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { RunLine } from './list-queries.ts';
import type { ValueGroup } from './rules.ts';
import type { ValuedCard, ValueLine } from './value-queries.ts';

const yuan = (fen: number) => fen / 100;

export function groupColumns(t: Words, group: ValueGroup): Column<ValueLine>[] {
  const words = t.assetValues;
  return [
    { head: words.group[group], value: (row) => groupName(t, group, row), width: 24 },
    { head: words.cards, value: (row) => row.cards },
    { head: words.price, value: (row) => yuan(row.priceFen) },
    { head: words.worn, value: (row) => yuan(row.wornFen) },
    { head: words.net, value: (row) => yuan(row.priceFen - row.wornFen) },
    { head: words.monthCharge, value: (row) => yuan(row.monthFen) },
  ];
}

export function cardColumns(t: Words): Column<ValuedCard>[] {
  const words = t.assetValues;
  return [
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: t.equipment.className, value: (row) => t.equipment.classes[row.classCode] ?? row.className, width: 18 },
    { head: words.owner, value: (row) => row.owner },
    { head: words.acquiredOn, value: (row) => row.acquiredOn },
    { head: t.equipment.state, value: (row) => t.equipment.states[row.status] },
    { head: words.price, value: (row) => yuan(row.priceFen) },
    { head: words.worn, value: (row) => yuan(row.wornFen) },
    { head: words.net, value: (row) => yuan(row.priceFen - row.wornFen) },
    { head: words.monthCharge, value: (row) => yuan(row.monthFen) },
  ];
}

export function lineColumns(t: Words): Column<RunLine>[] {
  const words = t.assetValues;
  return [
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: t.equipment.className, value: (row) => t.equipment.classes[row.classCode] ?? row.classCode, width: 18 },
    { head: words.source, value: (row) => t.equipment.sources[row.source] },
    { head: words.price, value: (row) => yuan(row.fundFen) },
    { head: words.openingPart, value: (row) => yuan(row.openingFen) },
    { head: words.monthPart, value: (row) => yuan(row.monthFen) },
    { head: words.correctionPart, value: (row) => yuan(row.correctionFen) },
    { head: words.worn, value: (row) => yuan(row.accumulatedFen) },
    { head: words.elapsed, value: (row) => row.elapsedMonths },
    { head: words.life, value: (row) => row.lifeMonths },
    { head: words.why, value: (row) => words.whys[row.why] ?? row.why },
  ];
}
