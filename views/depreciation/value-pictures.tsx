/** Age and net value as pictures: what was paid, and what of it is left, by age and by owner; bars open their cards. */
import type { ValueGroup } from '../../src/depreciation/rules.ts';
import type { ValueFilter, ValueLine } from '../../src/depreciation/value-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Key, PartsChart, type PartsRow } from '../ui/chart.tsx';
import { moneyText, percentText, wanText } from '../ui/format.ts';
import { Columns, Panel } from '../ui/panel.tsx';
import { groupName } from './words.tsx';

interface PicturesProps {
  t: Words;
  filter: ValueFilter;
  ages: readonly ValueLine[];
  owners: readonly ValueLine[];
}

/** Owners drawn; the table beside the picture names all of them. */
const OWNERS_DRAWN = 6;
const ROOM_OF_NAME = 6;

const shortName = (name: string) => (name.length > ROOM_OF_NAME ? `${name.slice(0, ROOM_OF_NAME - 1)}…` : name);

function rowOf({ t, filter }: PicturesProps, group: ValueGroup, line: ValueLine): PartsRow {
  const words = t.assetValues;
  const net = line.priceFen - line.wornFen;
  const name = groupName(t, group, line);
  return {
    label: shortName(name),
    parts: [
      { value: net, tone: 'c-1' },
      { value: line.wornFen, tone: 'c-faint' },
    ],
    text: `${wanText(net)} / ${wanText(line.priceFen)}`,
    told: words.pictureRow(name, line.cards, moneyText(line.priceFen), moneyText(line.wornFen), moneyText(net)),
    note: words.pictureNote(line.cards, percentText(t, net, line.priceFen)),
    href: paths.equipmentValueCards({ ...filter, [group]: line.key }),
  };
}

export function ValuePictures(props: PicturesProps) {
  const { t, ages, owners } = props;
  const words = t.assetValues;
  const largest = [...owners].sort((a, b) => b.priceFen - a.priceFen).slice(0, OWNERS_DRAWN);
  const key = (
    <Key
      entries={[
        { tone: 'k-1', label: words.net },
        { tone: 'k-faint', label: words.worn },
      ]}
    />
  );
  return (
    <Columns kind="even">
      <Panel title={words.agePicture} note={words.pictureUnit}>
        <PartsChart title={words.agePicture} rows={ages.map((line) => rowOf(props, 'age', line))} />
        {key}
        <p class="muted">{words.ageHint}</p>
      </Panel>
      <Panel
        title={words.ownerPicture}
        note={owners.length > OWNERS_DRAWN ? words.largest(OWNERS_DRAWN, owners.length) : words.pictureUnit}
      >
        <PartsChart title={words.ownerPicture} rows={largest.map((line) => rowOf(props, 'member', line))} />
        {key}
      </Panel>
    </Columns>
  );
}
