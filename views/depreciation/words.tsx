/** How values of equipment are spoken of on every page of theirs. */
import type { FundSource } from '../../src/assets/rules.ts';
import { type AgeBand, addMonths, type ValueGroup } from '../../src/depreciation/rules.ts';

import type { Words } from '../i18n/index.ts';

/** What a line of a group is called. */
export function groupName(t: Words, group: ValueGroup, line: { key: string; name: string }): string {
  if (group === 'class') return t.equipment.classes[line.key] ?? line.name;
  if (group === 'age') return t.assetValues.ages[line.key as AgeBand];
  if (group !== 'source') return line.name;
  return line.key === '' ? t.assetValues.noSource : t.equipment.sources[line.key as FundSource];
}

const MONTHS_OFFERED = 36;

/** Month ends to choose from, the latest first. */
export function monthOptions({ month, latest }: { month: string; latest: string }) {
  const months = Array.from({ length: MONTHS_OFFERED }, (_, ago) => addMonths(latest, -ago));
  const all = months.includes(month) ? months : [...months, month];
  return all.map((value) => ({ value, label: value }));
}
