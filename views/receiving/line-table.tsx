/** The lines of an inspection: ordered, arrived, passed, decision; each opens into its form or its stock card. */
import { paths } from '../../src/paths.ts';
import type { ReceiptPageData } from '../../src/receiving/page-queries.ts';
import type { ReceiptLine } from '../../src/receiving/record-queries.ts';
import type { Words } from '../i18n/index.ts';
import { quantityText } from '../ui/format.ts';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot } from '../ui/values.tsx';
import { DecisionStatus } from './words.tsx';

interface LineTableProps {
  t: Words;
  data: ReceiptPageData;
  /** The line whose form is open. */
  current: number | undefined;
  expiry: Parameters<typeof Lot>[0]['expiry'];
}

export function LineTable({ t, data, current, expiry }: LineTableProps) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.lineNo}</Head>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{data.record.receipt.deliveryId === null ? words.ordered : words.announced}</Head>
      <Head num>{words.arrived}</Head>
      <Head num>{words.passed}</Head>
      <Head>{words.decision}</Head>
    </>
  );
  return (
    <Table caption={words.caption} head={head} inset stacks>
      {data.lines.map((line) => (
        <Row t={t} data={data} line={line} isCurrent={line.lineNumber === current} expiry={expiry} />
      ))}
    </Table>
  );
}

interface RowProps extends Omit<LineTableProps, 'current'> {
  line: ReceiptLine;
  isCurrent: boolean;
}

function Row({ t, data, line, isCurrent, expiry }: RowProps) {
  const words = t.receiving;
  const { number, status } = data.record.document;
  const draft = status === 'draft';
  const wanted = line.announcedBase ?? line.orderedBase;
  // A lot that was split into accepted and rejected came with all its lines together
  const together = data.lines.filter(
    (one) => one.deliveryLineId !== null && one.deliveryLineId === line.deliveryLineId,
  );
  const came = together.reduce((sum, one) => sum + one.arrivedBase, 0);
  const passes = line.decision === 'accepted' || line.decision === 'concession';
  const passed = draft ? (passes ? line.arrivedBase : 0) : line.acceptedBase;
  const detail = `${line.item.strength}，${line.maker}`;
  const href = draft && data.can.act ? `${paths.receipt(number, { line: line.lineNumber })}#line` : undefined;
  const short = draft && line.announcedBase !== null && line.arrivedBase > 0 && came < line.announcedBase;
  const text = (base: number) => quantityText(t, base, line.shape);
  return (
    <tr class={isCurrent ? 'current' : undefined}>
      <td class="tight muted desk-only">{line.lineNumber}</td>
      <td>
        <Item name={line.item.name} detail={detail} {...(href && { href })} tags={<Tags t={t} line={line} />} />
      </td>
      <td>
        {line.lotNumber === '' || line.expiresOn === '' ? (
          <span class="muted">{line.lotNumber || '—'}</span>
        ) : (
          <Lot t={t} batchNumber={line.lotNumber} expiresOn={line.expiresOn} expiry={expiry} />
        )}
        {line.producedOn !== null && <small class="tail">{words.made(line.producedOn)}</small>}
      </td>
      <td class="span-2 num" data-label={line.announcedBase === null ? words.ordered : words.announced}>
        {text(wanted)}
      </td>
      <td class="span-2 num" data-label={words.arrived}>
        {line.arrivedBase === 0 ? <span class="muted">—</span> : text(line.arrivedBase)}
      </td>
      <td class="span-2 num" data-label={words.passed}>
        {passed === 0 ? <span class="muted">—</span> : text(passed)}
      </td>
      <td>
        {line.decision === null ? (
          <Status icon={isCurrent ? 's-doing' : 's-todo'} {...(isCurrent && { tone: 'warn' as const })}>
            {isCurrent ? words.waitsForYou : words.open}
          </Status>
        ) : (
          <DecisionStatus t={t} decision={line.decision} />
        )}
        {short && <small class="tail">{words.short(text((line.announcedBase ?? 0) - came))}</small>}
        <Notes t={t} line={line} place={data.record.place.code} />
      </td>
    </tr>
  );
}

function Tags({ t, line }: { t: Words; line: ReceiptLine }) {
  const cold = line.item.storageZone === 'cold' || line.item.storageZone === 'frozen';
  return cold ? (
    <Tag tone="info" icon="i-snow">
      {t.receiving.coldNote}
    </Tag>
  ) : null;
}

/** Why it was decided so, what went back since, where the stock card is. */
function Notes({ t, line, place }: { t: Words; line: ReceiptLine; place: string }) {
  const words = t.receiving;
  const why = [line.reasonCode === null ? '' : words.reasons[line.reasonCode], line.reason].filter((one) => one !== '');
  return (
    <>
      {why.length > 0 && <small class="tail">{why.join(' ')}</small>}
      {line.returnedBase > 0 && (
        <small class="tail">{words.returnedOf(quantityText(t, line.returnedBase, line.shape))}</small>
      )}
      {line.lotId !== null && (
        <small class="tail">
          <a href={paths.stockCard(place, line.itemCode)}>{words.stockCard}</a>{' '}
          {line.retainUntil !== null && words.retained(line.retainUntil)}
        </small>
      )}
    </>
  );
}
