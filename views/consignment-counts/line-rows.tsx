/** The units of a count: where each should stand, who saw it, what became of it; and what is none of ours. */
import type { CountedLine } from '../../src/consignment-counts/line-queries.ts';
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { fullMoment, moneyText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import type { ShelfCountPageProps } from './show-page.tsx';

export function LineRows(props: ShelfCountPageProps) {
  const { t, page } = props;
  const words = t.shelfCounts;
  const head = (
    <>
      <Head>{words.unit}</Head>
      <Head>{t.implants.supplier}</Head>
      <Head>{words.bookShelf}</Head>
      <Head>{words.outcome}</Head>
      <Head>{words.seenBy}</Head>
    </>
  );
  return (
    <Table caption={words.lines} head={head} stacks>
      {page.rows.map((row) => (
        <tr>
          <td class="span-6">
            <Item
              name={`${row.name} ${row.strength}`}
              detail={`${row.unit.di} ${row.unit.lotNumber} ${row.unit.serial}`}
              href={paths.implant(row.unit.id)}
            />
          </td>
          <td class="span-3" data-label={t.implants.supplier}>
            <span class="item">
              {row.supplier ?? words.own}
              <small>{`${t.implants.expiresOn} ${row.unit.expiresOn}`}</small>
            </span>
          </td>
          <td class="span-3" data-label={words.bookShelf}>
            {row.line.bookShelf} {!row.line.expected && <Tag>{words.extra}</Tag>}
          </td>
          <td class="span-3">
            <Outcome {...props} row={row} />
          </td>
          <td class="span-3">
            <SeenBy {...props} row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

type RowProps = ShelfCountPageProps & { row: CountedLine };

function Outcome({ t, view, row }: RowProps) {
  const words = t.shelfCounts;
  const { missing } = row;
  if (missing === null || missing.number === null) {
    const how = row.outcome === 'seen' && row.line.seen !== null ? words.seenHow[row.line.seen] : undefined;
    return <>{how ?? words.outcomes[row.outcome]}</>;
  }
  const sum = moneyText(missing.amountFen ?? 0);
  const { payableId } = missing;
  return (
    <span class="item">
      <span>
        <Tag tone="warn">{words.lost}</Tag> {row.foundAt !== null && <Tag>{words.foundLater}</Tag>}
      </span>
      <small>
        <Code href={paths.implantPaper(missing.number)}>{missing.number}</Code>{' '}
        {payableId !== null && view.can.owed ? <a href={paths.payable(payableId)}>{sum}</a> : sum}
      </small>
    </span>
  );
}

function SeenBy({ t, view, row, formKey }: RowProps) {
  const words = t.shelfCounts;
  const { line } = row;
  if (line.seenAt === null) return null;
  return (
    <span class="item">
      {line.seenByName}
      <small>{fullMoment(line.seenAt)}</small>
      {view.can.scan && line.seenBy === view.me && (
        <form method="post" action={paths.shelfCountAct(view.document.number, 'unscan')}>
          <HiddenKey value={formKey()} />
          <Hidden name="line" value={line.id} />
          <Button small>{words.unscan}</Button>
        </form>
      )}
    </span>
  );
}

export function Strays({ t, view, formKey }: ShelfCountPageProps) {
  const words = t.shelfCounts;
  return (
    <Panel title={`${words.straysTitle} ${view.strays.length}`} id="strays">
      {view.strays.length === 0 && <p class="muted">{words.straysEmpty}</p>}
      <div class="stack">
        {view.strays.map((stray) => (
          <div class="item">
            <b>{`${stray.position}. ${stray.code}`}</b>
            <small>{[words.strayReasons[stray.why], stray.note].filter(Boolean).join(' ')}</small>
            <small>{`${stray.foundByName} ${fullMoment(stray.foundAt)}`}</small>
            {view.can.scan && stray.foundBy === view.me && (
              <form method="post" action={paths.shelfCountAct(view.document.number, 'stray-back')}>
                <HiddenKey value={formKey()} />
                <Hidden name="position" value={stray.position} />
                <Button small>{words.unscan}</Button>
              </form>
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}
