/** The lines of a stocktake: what the card says, what was found, what differs, and deciding it. */
import type { AssetState } from '../../src/assets/rules.ts';
import type { JudgedLine } from '../../src/inventories/line-queries.ts';
import { DECISIONS } from '../../src/inventories/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf, scoped } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { InventoryPageProps } from './show-page.tsx';

export function LineRows(props: InventoryPageProps) {
  const { t, page } = props;
  const words = t.inventories;
  const head = (
    <>
      <Head>{words.card}</Head>
      <Head>{words.book}</Head>
      <Head>{words.foundAs}</Head>
      <Head>{words.difference}</Head>
      <Head>{words.decision}</Head>
    </>
  );
  return (
    <Table caption={words.linesTitle} head={head} stacks>
      {page.rows.map((row) => (
        <tr>
          <td class="span-4">
            <span class="item">
              <a href={paths.equipmentCard(row.card.number)}>{row.card.name}</a>
              <small>{[row.card.number, row.card.serialNumber].filter(Boolean).join(' ')}</small>
            </span>
          </td>
          <td class="span-2" data-label={words.book}>
            <span class="item">
              {[row.keeperName, row.line.bookRoom].filter(Boolean).join(' ')}
              <small>
                {[t.equipment.states[row.line.bookStatus as AssetState], row.custodian].filter(Boolean).join(' ')}
              </small>
            </span>
          </td>
          <td class="span-2" data-label={words.foundAs}>
            <Found {...props} row={row} />
          </td>
          <td class="span-2">
            {row.differences.map((one) => (
              <Tag tone="warn">{words.differences[one]}</Tag>
            ))}
            {row.line.extra && <Tag>{words.extra}</Tag>}
          </td>
          <td class="span-4">
            <Decided {...props} row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

type RowProps = InventoryPageProps & { row: JudgedLine };

function Found({ t, view, row, formKey }: RowProps) {
  const words = t.inventories;
  const { line } = row;
  if (line.condition === null || line.foundAt === null) return <span class="muted">{words.differences.missing}</span>;
  return (
    <span class="item">
      {[row.foundAtName, line.foundRoom, words.conditions[line.condition]].filter(Boolean).join(' ')}
      <small>{[line.foundByName, fullMoment(line.foundAt), line.foundNote].filter(Boolean).join(' ')}</small>
      {view.can.count && line.foundBy === view.me && (
        <form method="post" action={paths.inventoryAct(view.document.number, 'unfind')}>
          <HiddenKey value={formKey()} />
          <Hidden name="line" value={line.id} />
          <Button small>{words.unfind}</Button>
        </form>
      )}
    </span>
  );
}

function Decided({ t, view, row, back, formKey }: RowProps) {
  const words = t.inventories;
  const { line, differences } = row;
  const said = line.decision && (
    <span class="item">
      {words.decisions[line.decision]}
      <small>{[line.decisionWhy, line.decidedByName].filter(Boolean).join(' ')}</small>
    </span>
  );
  if (!view.can.decide || differences.length === 0 || line.foundBy === view.me) return said || null;
  const mine = back.name === 'decision' && back.state.values['line']?.[0] === String(line.id);
  const form = scoped(formOf(mine ? back : { name: '', state: back.state }, 'decision'), String(line.id));
  const missing = differences.includes('missing');
  const fitting = DECISIONS.filter((one) => (missing ? one !== 'correct' : one !== 'lost'));
  return (
    <details class="fold" open={mine}>
      <summary>{said || words.decide}</summary>
      <form class="form" method="post" action={paths.inventoryAct(view.document.number, 'decision')}>
        <HiddenKey value={formKey()} />
        <Hidden name="line" value={line.id} />
        <SelectField
          form={form}
          name="decision"
          label={words.decision}
          options={fitting.map((value) => ({ value, label: words.decisions[value] }))}
        />
        <TextField form={form} name="why" label={words.why} maxlength={200} required />
        <Button>{words.decide}</Button>
      </form>
    </details>
  );
}
