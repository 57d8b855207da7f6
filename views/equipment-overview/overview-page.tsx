/** All equipment that a person may see: own work first, then what there is, what stands still, how good it is. */
import { paths } from '../../src/paths.ts';
import { wanText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Figure, Figures } from '../ui/panel.tsx';
import { BarredPanel, DuePanel } from './care-panels.tsx';
import { MembersTable } from './members-table.tsx';
import type { OverviewProps } from './overview-props.ts';
import { OwnPanels } from './own-panels.tsx';
import { RatesPanel, rateFigures } from './rates.tsx';

export function EquipmentOverviewPage(props: OverviewProps) {
  const { t, own, several } = props;
  const words = t.equipmentOverview;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.equipment.title, href: paths.equipment() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      {own !== null && <OwnPanels t={t} own={own} now={props.now} today={props.today} />}
      <Figures label={words.things} figures={cardFigures(props)} />
      <Figures label={words.month} figures={rateFigures(props)} />
      <Columns kind="even">
        <BarredPanel t={t} barred={props.barred} />
        <DuePanel t={t} due={props.due} total={props.total} />
      </Columns>
      <RatesPanel {...props} />
      {several && <MembersTable {...props} />}
    </>
  );
}

function cardFigures({ t, total, can }: OverviewProps): Figure[] {
  const words = t.equipmentOverview;
  const of = (state: 'in_use' | 'shared' | 'idle' | 'repair' | 'stopped', label: string, value: number): Figure => ({
    label,
    value: String(value),
    unit: words.piece,
    href: paths.equipment({ state }),
  });
  const price: Figure = {
    label: words.price,
    value: wanText(total.priceFen),
    unit: words.wan,
    href: paths.equipment({ only: 'kept' }),
  };
  return [
    { label: words.cards, value: String(total.cards), unit: words.piece, href: paths.equipment({ only: 'kept' }) },
    of('in_use', words.inUse, total.inUse),
    ...(total.shared > 0 ? [of('shared', words.shared, total.shared)] : []),
    of('idle', words.idle, total.idle),
    of('repair', words.repair, total.repair),
    of('stopped', words.stopped, total.stopped),
    ...(can.prices ? [price] : []),
  ];
}
