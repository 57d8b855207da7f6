/** What left and what arrived, line by line; before a receipt the last columns are empty. */

import type { DispatchLineView, DispatchView } from '../../src/dispatches/show-queries.ts';
import { amountFen } from '../../src/kernel/money.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Words } from '../i18n/index.ts';
import { moneyText, namesComma, priceText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';
import { GroupRow, Head, Table } from '../ui/table.tsx';
import { Money, Price, Quantity } from '../ui/values.tsx';
import { LineItem, LineLot, NotesRow } from './line-cells.tsx';

interface SentLinesProps {
  t: Words;
  expiry: ExpiryView;
  view: DispatchView;
  seesPrices: boolean;
}

export function SentLines({ t, expiry, view, seesPrices }: SentLinesProps) {
  const words = t.dispatches.table;
  const { status } = view.record.document;
  const isReceived = status === 'received' || status === 'discrepancy';
  // Beside what arrived there is less room: the store stands below the lot, the price below its amount
  const span = isReceived ? 6 + (seesPrices ? 1 : 0) : 5 + (seesPrices ? 2 : 0);
  const zones = [...new Set(view.lines.map((line) => line.zone))];
  const shown = { t, expiry, view, seesPrices, isReceived, span };
  return (
    <Table
      caption={words.shippedCaption}
      inset
      stacks
      head={
        <>
          <Head>{words.number}</Head>
          <Head>{words.item}</Head>
          {!isReceived && <Head>{words.store}</Head>}
          <Head>{words.lot}</Head>
          <Head num>{status === 'cancelled' ? words.asked : words.shipped}</Head>
          {seesPrices && !isReceived && <Head num>{words.price}</Head>}
          {seesPrices && <Head num>{isReceived ? words.amountPrice : words.amount}</Head>}
          {isReceived && <Head num>{words.good}</Head>}
          {isReceived && <Head>{words.storedIn}</Head>}
        </>
      }
      foot={<TotalRow {...shown} />}
    >
      {zones.map((zone) => {
        const lines = view.lines.filter((line) => line.zone === zone);
        return (
          <>
            <GroupRow span={span}>{t.dispatches.zoneLines(t.dispatches.zones[zone] ?? zone, lines.length)}</GroupRow>
            {lines.map((line) => (
              <SentLine {...shown} line={line} />
            ))}
          </>
        );
      })}
    </Table>
  );
}

type ShownProps = SentLinesProps & { isReceived: boolean; span: number };

/** What the line is about: picked and sent, or only asked when it was cancelled before. */
function movedBase(view: DispatchView, line: DispatchLineView): number {
  const { status } = view.record.document;
  if (status === 'cancelled') return line.quantityBase;
  return status === 'reversed' ? (line.pickedBase ?? 0) : line.shippedBase;
}

function fenOf(view: DispatchView, line: DispatchLineView): number {
  return amountFen(movedBase(view, line), line.shape.packSize, line.pricePack);
}

function TotalRow({ t, view, seesPrices, isReceived }: ShownProps) {
  const sent = view.lines.filter((line) => movedBase(view, line) > 0);
  const items = new Set(sent.map((line) => line.itemId)).size;
  const total = sent.reduce((sum, line) => sum + fenOf(view, line), 0);
  return (
    <tr class="total">
      <th scope="row" colspan={isReceived ? 4 : seesPrices ? 6 : 5}>
        {t.dispatches.table.total(sent.length, items)}
      </th>
      {seesPrices && (
        <td class="num" data-label={t.dispatches.table.amount}>
          {moneyText(total)}
        </td>
      )}
      {isReceived && <td colspan={2} />}
    </tr>
  );
}

function SentLine(props: ShownProps & { line: DispatchLineView }) {
  const { t, expiry, view, line, seesPrices, isReceived, span } = props;
  const words = t.dispatches.table;
  const quantityBase = movedBase(view, line);
  return (
    <>
      <tr class={quantityBase === 0 ? 'joined off' : 'joined'} id={`line-${line.id}`}>
        <td class="tight muted desk-only">{line.lineNumber}</td>
        <td>
          <LineItem t={t} line={line} />
        </td>
        {!isReceived && <td class="span-2 desk-only">{line.store}</td>}
        <td class="span-4">
          <LineLot t={t} line={line} expiry={expiry} />
          {isReceived && <small class="tail desk-only">{line.store}</small>}
        </td>
        <td class="span-2 num" data-label={words.shipped}>
          {quantityBase === 0 ? (
            <span class="muted">{words.notShipped}</span>
          ) : (
            <Quantity t={t} quantityBase={quantityBase} shape={line.shape} />
          )}
        </td>
        {seesPrices && !isReceived && (
          <td class="num desk-only">
            <Price pricePack={line.pricePack} />
          </td>
        )}
        {seesPrices && (
          <td class="num desk-only">
            <Money t={t} amountFen={fenOf(view, line)} />
            {isReceived && <small class="tail">{priceText(line.pricePack)}</small>}
          </td>
        )}
        {isReceived && (
          <td class="span-2 num" data-label={words.good}>
            {line.shippedBase > 0 && <Quantity t={t} quantityBase={line.goodBase} shape={line.shape} />}
          </td>
        )}
        {isReceived && (
          <td class="span-4">
            <Arrival {...props} />
          </td>
        )}
      </tr>
      <NotesRow t={t} view={view} line={line} span={span} />
    </>
  );
}

/** Where the good part was put, and what was wrong with the rest. */
function Arrival({ t, view, line }: ShownProps & { line: DispatchLineView }) {
  const words = t.dispatches.table;
  if (line.shippedBase === 0) return null;
  const stores = view.stored.filter((one) => one.lotId === line.lotId && one.zone !== 'rejected');
  const isWhole = line.goodBase === line.shippedBase;
  const store = [...new Set(stores.map((one) => one.store))].join(namesComma(t));
  return (
    <>
      {line.goodBase > 0 && (isWhole ? <Status icon="s-done">{store}</Status> : <span>{store} </span>)}
      {line.damagedBase > 0 && (
        <Status icon="s-near" tone="warn">
          {words.damaged} <Quantity t={t} quantityBase={line.damagedBase} shape={line.shape} withUnits={false} />
        </Status>
      )}
      {line.missingBase > 0 && (
        <Status icon="s-near" tone="warn">
          {words.missing} <Quantity t={t} quantityBase={line.missingBase} shape={line.shape} withUnits={false} />
        </Status>
      )}
      {line.goodBase === 0 && <Icon name="s-no" kind="inline" />}
    </>
  );
}
