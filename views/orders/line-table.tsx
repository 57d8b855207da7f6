/** Lines of an order: ordered, answered, shipped, accepted, rejected, given up, open; for buyer and supplier. */
import type { OrderHead, OrderLineShown } from '../../src/orders/record-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, dayText, moneyText, packText, quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money, Price } from '../ui/values.tsx';
import { AnswerStatus, LateStatus, OverTag } from './words.tsx';

interface LineTableProps {
  t: Words;
  head: Pick<OrderHead, 'number' | 'status' | 'order'>;
  lines: OrderLineShown[];
  today: string;
  /** Prices and amounts are shown. */
  prices: boolean;
  /** The whole order is shown, so that its total may stand below. */
  whole: boolean;
  /** Address of a line's needs, for those who may see them. */
  openLine?: (lineNumber: number) => string;
  /** Address of an item, for those who have a catalogue. */
  itemHref?: (code: string) => string;
  opened?: number;
  note?: string;
}

export function LineTable(props: LineTableProps) {
  const { t, lines, prices, whole } = props;
  const words = t.orders;
  const places = new Set(lines.map((line) => line.place.id)).size > 1;
  const head = (
    <>
      <Head>{words.line}</Head>
      <Head>{words.item}</Head>
      {places && <Head>{words.place}</Head>}
      <Head num>{words.ordered}</Head>
      {prices && <Head num>{words.price}</Head>}
      {prices && <Head num>{words.lineAmount}</Head>}
      <Head>{words.answer}</Head>
      <Head num>{words.shipped}</Head>
      <Head num>{words.acceptedQty}</Head>
      <Head num>{words.rejected}</Head>
      <Head num>{words.givenUp}</Head>
      <Head num>{words.open}</Head>
    </>
  );
  const before = places ? 4 : 3;
  const foot = prices && whole && (
    <tr class="total">
      <td colspan={before + 1}>{words.total}</td>
      <td class="num">{moneyText(props.head.order.amountFen)}</td>
      <td colspan={6} class="desk-only" />
    </tr>
  );
  return (
    <Panel title={words.linesTitle} padded={false} {...(props.note !== undefined && { note: props.note })} id="lines">
      <Table caption={words.progress} head={head} inset stacks {...(foot && { foot })}>
        {lines.map((row) => (
          <Line {...props} row={row} places={places} />
        ))}
      </Table>
    </Panel>
  );
}

function Line(props: LineTableProps & { row: OrderLineShown; places: boolean }) {
  const { t, row, prices, places, opened } = props;
  const words = t.orders;
  const { line, item, place } = row;
  const number = String(line.lineNumber);
  const detail = [item.strength, packText(t, item), item.manufacturer].filter(Boolean).join(' ');
  const href = props.itemHref?.(item.code);
  return (
    <tr class={opened === line.lineNumber ? 'current' : undefined}>
      <td class="span-1">
        {props.openLine === undefined ? (
          number
        ) : (
          <a href={props.openLine(line.lineNumber)} aria-label={`${words.openLine} ${number}`}>
            {number}
          </a>
        )}
      </td>
      <td class="span-5">
        <Item name={item.genericName} detail={detail} {...(href !== undefined && { href })} />
        <small>
          <Code>{item.code}</Code>
        </small>
      </td>
      {places && (
        <td class="span-3" data-label={words.place}>
          {place.shortName}
        </td>
      )}
      <td class="num span-3" data-label={words.ordered}>
        {quantityText(t, line.quantityBase, item)}
      </td>
      {prices && (
        <td class="num span-3" data-label={words.price}>
          <Price pricePack={line.pricePack} />
        </td>
      )}
      {prices && (
        <td class="num span-3" data-label={words.lineAmount}>
          <Money t={t} amountFen={line.amountFen} />
        </td>
      )}
      <td data-label={words.answer}>
        <LineAnswerCell {...props} />
      </td>
      <ProgressCells {...props} />
    </tr>
  );
}

function ProgressCells({ t, row }: LineTableProps & { row: OrderLineShown }) {
  const words = t.orders;
  const { line, item } = row;
  const some = (base: number) => (base === 0 ? '' : quantityText(t, base, item));
  return (
    <>
      <td class="num span-3" data-label={words.shipped}>
        {some(line.shippedBase)}
        {row.overBase > 0 && (
          <>
            {' '}
            <OverTag t={t} base={row.overBase} shape={item} />
          </>
        )}
      </td>
      <td class="num span-3" data-label={words.acceptedQty}>
        {some(line.acceptedBase)}
      </td>
      <td class="num span-3" data-label={words.rejected}>
        {some(line.rejectedBase)}
      </td>
      <td class="num span-3" data-label={words.givenUp}>
        {some(line.cancelledBase)}
      </td>
      <td class="num span-3" data-label={words.open}>
        {some(row.openBase)}
      </td>
    </>
  );
}

function LineAnswerCell({ t, head, row, today }: LineTableProps & { row: OrderLineShown }) {
  const words = t.orders;
  const { line, item } = row;
  const changed = line.answer === 'changed' && line.answeredBase !== null;
  const said = [
    changed && `${words.answered}${quantityText(t, line.answeredBase ?? 0, item)}`,
    line.promisedOn !== null && `${words.promised}${dayText(t, line.promisedOn, today)}`,
    line.answerReason,
  ].filter(Boolean);
  return (
    <>
      {head.status !== 'issued' && <AnswerStatus t={t} state={line.answer} />}
      {said.length > 0 && (
        <>
          {' '}
          <small>{said.join(clauseComma(t))}</small>
        </>
      )}
      {row.lateSince !== null && (
        <>
          {' '}
          <LateStatus>{words.lateSince(dayText(t, row.lateSince, today))}</LateStatus>
        </>
      )}
    </>
  );
}
