/** What this person has to do with equipment: faults given to it, rounds that are due. */
import type { OwnWork } from '../../src/equipment-overview/due-queries.ts';
import { paths } from '../../src/paths.ts';
import { DueText } from '../faults/words.tsx';
import type { Words } from '../i18n/index.ts';
import { dueText } from '../maintenance/words.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';

interface OwnProps {
  t: Words;
  own: OwnWork;
  now: number;
  today: string;
}

export function OwnPanels(props: OwnProps) {
  const { own } = props;
  const rounds = <Rounds {...props} />;
  if (own.kind === 'self_test') return rounds;
  return (
    <Columns kind="even">
      <Faults {...props} />
      {rounds}
    </Columns>
  );
}

function Faults({ t, own, now }: OwnProps) {
  const words = t.equipmentOverview;
  const head = (
    <>
      <Head>{t.faults.thing}</Head>
      <Head>{t.faults.state}</Head>
    </>
  );
  return (
    <Panel title={words.ownFaults} link={{ href: paths.faults({ tab: 'mine' }), label: words.all }} padded={false}>
      {own.faults.length === 0 ? (
        <p class="body muted">{words.ownFaultsNone}</p>
      ) : (
        <Table caption={words.ownFaults} head={head}>
          {own.faults.map((row) => (
            <tr>
              <td>
                <Item name={row.assetName} detail={[row.place, row.what].join(' ')} href={paths.fault(row.number)} />
              </td>
              <td>
                <DueText t={t} dueAt={row.dueAt} now={now} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Rounds({ t, own, today }: OwnProps) {
  const words = t.equipmentOverview;
  const title = words.ownRounds[own.kind];
  const head = (
    <>
      <Head>{t.maintenance.device}</Head>
      <Head>{t.maintenance.dueOn}</Head>
    </>
  );
  return (
    <Panel title={title} link={{ href: paths.maintenance({ kind: own.kind }), label: words.all }} padded={false}>
      {own.rounds.length === 0 ? (
        <p class="body muted">{words.ownRoundsNone}</p>
      ) : (
        <Table caption={title} head={head}>
          {own.rounds.map((row) => (
            <tr>
              <td>
                <Item
                  name={row.name}
                  detail={[row.userName, row.number].join(' ')}
                  href={paths.equipmentRounds(row.number)}
                />
              </td>
              <td>{dueText(t, row, { today, soon: today })}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
