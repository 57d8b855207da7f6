/** Levels and proposals as files; the file of levels can be changed and brought back. */
import type { Words } from '../../views/i18n/index.ts';
import { splitPacks } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import { LEVEL_COLUMNS, type LevelKey } from './import-rows.ts';
import type { LevelLine, ProposalLine } from './list-queries.ts';
import type { LevelMember } from './member-queries.ts';

interface Shape {
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
}

const titleOf = (key: LevelKey) => LEVEL_COLUMNS.find((column) => column.key === key)?.titles[0] ?? key;

const part = (base: number | null, shape: Shape, which: 'packs' | 'units') =>
  base === null ? null : (splitPacks(base, shape)[which] ?? null);

const packs = (base: number | null, { packSize }: { packSize: number }) => (base === null ? null : base / packSize);

/** The list as it is shown; the columns that an import reads carry the titles it knows. */
export function levelColumns(t: Words, member: LevelMember): Column<LevelLine>[] {
  const words = t.levels;
  return [
    { head: titleOf('member'), value: () => member.code },
    { head: titleOf('item'), value: (line) => line.code },
    { head: words.item, value: (line) => `${line.name} ${line.strength}`.trim(), width: 30 },
    { head: titleOf('leastPacks'), value: (line) => part(line.leastBase, line, 'packs') },
    { head: titleOf('leastUnits'), value: (line) => part(line.leastBase, line, 'units') },
    { head: titleOf('mostPacks'), value: (line) => part(line.mostBase, line, 'packs') },
    { head: titleOf('mostUnits'), value: (line) => part(line.mostBase, line, 'units') },
    { head: words.stock, value: (line) => packs(line.stockBase, line) },
    { head: words.use30, value: (line) => packs(line.use30Base, line) },
    { head: words.proposedLeast, value: (line) => packs(line.proposal?.proposedLeast ?? null, line) },
    { head: words.proposedMost, value: (line) => packs(line.proposal?.proposedMost ?? null, line) },
    { head: words.method, value: (line) => (line.proposal === null ? '' : words.methods[line.proposal.method]) },
  ];
}

/** What use suggests, what is set, and what it rests on. */
export function proposalColumns(t: Words): Column<ProposalLine>[] {
  const words = t.levels;
  return [
    { head: words.code, value: (line) => line.code },
    { head: words.item, value: (line) => `${line.name} ${line.strength}`.trim(), width: 30 },
    { head: words.least, value: (line) => packs(line.leastBase, line) },
    { head: words.most, value: (line) => packs(line.mostBase, line) },
    { head: words.proposedLeast, value: (line) => packs(line.proposedLeast, line) },
    { head: words.proposedMost, value: (line) => packs(line.proposedMost, line) },
    { head: words.daily, value: (line) => line.dailyMilli / 1000 },
    { head: words.baseUnit, value: (line) => line.baseUnit },
    { head: words.days, value: (line) => line.detail.days },
    { head: words.outDays, value: (line) => line.detail.outDays },
    { head: words.method, value: (line) => words.methods[line.method] },
    { head: words.why, value: (line) => words.whys[line.detail.why], width: 40 },
    { head: words.leadDays, value: (line) => line.detail.leadDays },
    { head: words.computedOn, value: (line) => line.computedOn },
  ];
}
