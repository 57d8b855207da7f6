/** The lines of a proposal, each explained: cover before and after on both sides, life left, distance, worth. */
import { paths } from '../../src/paths.ts';
import type { ShownLine } from '../../src/redistribution/proposal-queries.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { FieldError, fieldId } from '../ui/field.tsx';
import { packText, quantityText } from '../ui/format.ts';
import { moneyText } from '../ui/money.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Lot } from '../ui/values.tsx';
import type { ProposalPageProps } from './show-page.tsx';

export function ProposalLines(props: ProposalPageProps) {
  const { t, lines, can } = props;
  const words = t.redistribution;
  const head = (
    <>
      {can && <Head>{words.choose}</Head>}
      <Head>{t.transfers.item}</Head>
      <Head>{t.transfers.lot}</Head>
      <Head>{words.from}</Head>
      <Head>{words.to}</Head>
      <Head>{t.transfers.quantity}</Head>
      <Head>{words.reason}</Head>
      <Head>{t.transfers.state}</Head>
    </>
  );
  return (
    <Table caption={words.linesTitle} head={head} stacks>
      {lines.map((row) => (
        <LineRow {...props} row={row} />
      ))}
    </Table>
  );
}

const coverText = (t: Words, days: number | null) =>
  days === null ? t.redistribution.noUse : t.redistribution.days(days);

/** Cover before and after; where neither side of the arrow says a number, the words stand once. */
function changeText(t: Words, before: number | null, after: number | null): string {
  if (before === null && after === null) return t.redistribution.noUse;
  return t.redistribution.coverChange(coverText(t, before), coverText(t, after));
}

type RowProps = ProposalPageProps & { row: ShownLine };

function LineRow(props: RowProps) {
  const { t, row, can, expiry } = props;
  const words = t.redistribution;
  const { line, item, lot, detail } = row;
  const open = can && line.status === 'proposed';
  return (
    <tr>
      {can && <td class="span-1">{open && <Tick {...props} />}</td>}
      <td class="span-5">
        <Item
          name={item.genericName}
          detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
          tags={<Tag {...(detail.why === 'shortage' && { tone: 'danger' as const })}>{words.whys[detail.why]}</Tag>}
        />
      </td>
      <td class="span-6">
        <Lot
          t={t}
          batchNumber={lot.number}
          expiresOn={lot.expiresOn}
          expiry={expiry}
          href={paths.lot(lot.id)}
          stacked
        />
      </td>
      <td class="span-3" data-label={words.from}>
        {row.giver}
        <small class="note"> {changeText(t, detail.giverBefore, detail.giverAfter)}</small>
      </td>
      <td class="span-3" data-label={words.to}>
        {row.taker}
        <small class="note"> {changeText(t, detail.takerBefore, detail.takerAfter)}</small>
      </td>
      <td class="span-6" data-label={t.transfers.quantity}>
        {open ? <Boxes {...props} /> : quantityText(t, line.quantityBase, item)}
        {line.quantityBase !== line.proposedBase && (
          <small class="note"> {words.proposed(quantityText(t, line.proposedBase, item))}</small>
        )}
      </td>
      <td class="span-6 note sentence">
        <Because t={t} row={row} />
      </td>
      <td class="span-6">
        <LineState t={t} row={row} />
      </td>
    </tr>
  );
}

function Tick({ t, row: { line, item }, form }: RowProps) {
  return (
    <input
      type="checkbox"
      id={fieldId(`chosen.${line.id}`)}
      name="chosen"
      value={String(line.id)}
      checked={form.values.chosen?.includes(String(line.id))}
      aria-label={t.redistribution.chooseLine(line.lineNumber, item.genericName)}
    />
  );
}

function Boxes({ t, row, form }: RowProps) {
  const { line, item } = row;
  const name = `line.${line.id}`;
  const error = ['packs', 'units'].map((part) => form.errors[`${name}.${part}`]).find((one) => one);
  const of = `${line.lineNumber} ${item.genericName}`;
  return (
    <>
      <PackBoxes t={t} form={form} name={name} shape={item} quantityBase={line.quantityBase} small of={of} />
      <FieldError name={name} {...(error !== undefined && { error })} />
    </>
  );
}

function Because({ t, row: { detail, item } }: { t: Words; row: ShownLine }) {
  const words = t.redistribution;
  const km = detail.km === null ? words.noKm : words.kmText(detail.km);
  const keeps = quantityText(t, detail.giverKeeps, item);
  return (
    <>
      {words.because(detail.daysLeft, km, moneyText(detail.worthFen), keeps)}
      {detail.takerOpen > 0 && ` ${words.openText(quantityText(t, detail.takerOpen, item))}`}
    </>
  );
}

const ICONS = { proposed: 's-todo', accepted: 's-done', declined: 's-no' } as const;

function LineState({ t, row }: { t: Words; row: ShownLine }) {
  const words = t.redistribution;
  const { line, transfer } = row;
  return (
    <>
      <Status icon={ICONS[line.status]}>{words.lineStates[line.status]}</Status>{' '}
      {transfer !== null && <Code href={paths.transfer(transfer)}>{transfer}</Code>}
      {line.status === 'declined' && <small class="note">{line.reason}</small>}
      {line.status === 'proposed' && line.reason !== '' && (
        <small class="note">
          {words.stale} {refusalText(t, JSON.parse(line.reason))}
        </small>
      )}
    </>
  );
}
