/** Occupancy as pictures: the last twelve months, and the classes or users that use most; bars open their figures. */
import { paths } from '../../src/paths.ts';
import { ratiosOf } from '../../src/utilisation/rules.ts';
import type { UsedLine, UseFilter } from '../../src/utilisation/use-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ColumnsChart, RowsChart } from '../ui/chart.tsx';
import { Columns, Panel } from '../ui/panel.tsx';

export interface UsePicture {
  months: readonly string[];
  /** Of the months that have figures, in no order. */
  byMonth: readonly UsedLine[];
  drawnBy: 'class' | 'member';
  groups: readonly UsedLine[];
}

type PicturesProps = UsePicture & { t: Words; filter: UseFilter };

const GROUPS_DRAWN = 8;
const ROOM_OF_NAME = 6;
const PERCENT = 100;

const shortName = (name: string) => (name.length > ROOM_OF_NAME ? `${name.slice(0, ROOM_OF_NAME - 1)}…` : name);

/** Whole percent, and a dash where nothing was on. */
function barOf(line: UsedLine | undefined) {
  const occupancy = line === undefined ? null : ratiosOf(line).occupancy;
  const value = Math.round((occupancy ?? 0) * PERCENT);
  return { value, text: occupancy === null ? '–' : `${value}%` };
}

/** Months of the chosen period are drawn full, those before it faint. */
function Months({ t, filter, months, byMonth }: PicturesProps) {
  const words = t.assetValues;
  const bars = months.map((month) => {
    const line = byMonth.find(({ key }) => key === month);
    return {
      label: words.monthName(month),
      ...barOf(line),
      tone: month < filter.from ? ('c-faint' as const) : ('c-1' as const),
      href: line && paths.equipmentUse({ ...filter, from: month, until: month }),
    };
  });
  const told = bars.map(({ label, text }, nth) => `${months[nth] ?? label} ${text}`).join(', ');
  return (
    <Panel title={words.monthPicture} note={words.monthPictureNote}>
      <ColumnsChart id="occupancy-months" title={words.pictureSentence(told)} bars={bars} />
    </Panel>
  );
}

function Groups({ t, filter, drawnBy, groups }: PicturesProps) {
  const words = t.assetValues;
  const drawn = [...groups].sort((a, b) => b.usedMinutes - a.usedMinutes).slice(0, GROUPS_DRAWN);
  const bars = drawn.map((line) => ({
    label: shortName(drawnBy === 'class' ? (t.equipment.classes[line.key] ?? line.name) : line.name),
    ...barOf(line),
    href: paths.equipmentUse({ ...filter, by: 'asset', [drawnBy]: line.key }),
  }));
  const told = bars.map(({ label, text }) => `${label} ${text}`).join(', ');
  return (
    <Panel title={words.groupPicture[drawnBy]} note={words.groupPictureNote(drawn.length, groups.length)}>
      <RowsChart id="occupancy-groups" title={words.pictureSentence(told)} bars={bars} />
    </Panel>
  );
}

export function UsePictures(props: PicturesProps) {
  return (
    <Columns kind="even">
      <Months {...props} />
      <Groups {...props} />
    </Columns>
  );
}
