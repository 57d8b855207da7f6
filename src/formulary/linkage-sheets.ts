/** The linkage lists as files: exactly the lines of the page's filters. */
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import type { Gap } from './linkage-gap-queries.ts';
import type { ItemTierLine, ItemTiers } from './linkage-item-queries.ts';
import type { CoverageLine } from './linkage-queries.ts';
import { DISEASES, MEMBER_TIERS } from './linkage-rules.ts';

/** A sheet that is passed on says in every line of which day it is. */
const dayColumn = (c: AppContext, day: string) => ({ head: wordsFor(c).lists.asOf, value: () => day });

/** A line for each member: there and listed, by disease and in all. */
export function exportCoverage(c: AppContext, lines: readonly CoverageLine[], day: string) {
  const words = wordsFor(c).linkage;
  const keys = [...DISEASES, 'all'] as const;
  const columns: Column<CoverageLine>[] = [
    { head: words.code, value: ({ member }) => member.code },
    { head: words.member, value: ({ member }) => member.shortName, width: 24 },
    { head: words.tier, value: ({ member }) => words.tiers[member.tier] },
    ...keys.flatMap((key): Column<CoverageLine>[] => [
      { head: words.covered(words.diseases[key]), value: ({ coverage }) => coverage[key].covered },
      { head: words.listed(words.diseases[key]), value: ({ coverage }) => coverage[key].listed },
    ]),
  ];
  columns.push(dayColumn(c, day));
  return spreadsheet(c, `${words.title}-${day}`, columns, lines);
}

/** A line for each medicine that a member lacks. */
export function exportGaps(c: AppContext, gaps: readonly Gap[], day: string) {
  const words = wordsFor(c).linkage;
  const packs = (gap: Gap) => gap.packs.map((pack) => `${pack.code} ${pack.strength} ${pack.manufacturer}`.trim());
  const columns: Column<Gap>[] = [
    { head: words.code, value: ({ member }) => member.code },
    { head: words.member, value: ({ member }) => member.shortName, width: 24 },
    { head: words.tier, value: ({ member }) => words.tiers[member.tier] },
    { head: words.medicine, value: ({ concept }) => concept.genericName, width: 24 },
    { head: words.form, value: ({ concept }) => concept.form },
    {
      head: words.disease,
      value: ({ concept }) => concept.diseases.map((disease) => words.diseases[disease]).join(words.comma),
      width: 24,
    },
    { head: words.cause, value: ({ cause }) => words.causes[cause], width: 24 },
    { head: words.packs, value: (gap) => packs(gap).join(words.comma), width: 40 },
    { head: words.onTheWay, value: ({ travelling }) => (travelling ? words.yes : words.no) },
  ];
  columns.push(dayColumn(c, day));
  return spreadsheet(c, `${words.sections.gaps}-${day}`, columns, gaps);
}

/** A line for each item of the formulary: where it is listed and how many members have some. */
export function exportItemTiers(c: AppContext, result: ItemTiers) {
  const words = wordsFor(c).linkage;
  const seen = (tier: (typeof MEMBER_TIERS)[number]) => result.whole || result.members[tier] > 0;
  const columns: Column<ItemTierLine>[] = [
    { head: words.code, value: (line) => line.code },
    { head: words.medicine, value: (line) => line.genericName, width: 24 },
    { head: words.form, value: (line) => line.form },
    { head: words.strength, value: (line) => line.strength },
    { head: words.manufacturer, value: (line) => line.manufacturer, width: 24 },
    {
      head: words.disease,
      value: (line) => line.diseases.map((disease) => words.diseases[disease]).join(words.comma),
      width: 24,
    },
    ...MEMBER_TIERS.flatMap((tier): Column<ItemTierLine>[] => [
      { head: words.tierOpen(words.tiers[tier]), value: (line) => (line[tier] ? words.yes : words.no) },
      {
        head: words.stockedBy(words.tiers[tier]),
        value: (line) => (seen(tier) ? line.stocked[tier] : words.outOfSight),
      },
    ]),
  ];
  columns.push(dayColumn(c, result.day));
  return spreadsheet(c, `${words.sections.items}-${result.day}`, columns, result.rows);
}
