/** The lots of the near-expiry board, each with what will be left of it and what to do about it. */
import type { Child } from 'hono/jsx';
import type { Inbound } from '../../src/orders/open-line-queries.ts';
import { paths } from '../../src/paths.ts';
import type { ExpiryAdvice } from '../../src/stock/expiry-advice.ts';
import type { NearLot } from '../../src/stock/expiry-board-queries.ts';
import type { ListedItem } from '../../src/stock/item-filter-queries.ts';
import { quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Money, Quantity } from '../ui/values.tsx';
import type { ExpiryBoardView } from './expiry-page.tsx';
import { detailOf } from './kept-filters.tsx';

export interface JudgedLot extends NearLot {
  item: ListedItem;
  advice: ExpiryAdvice;
  inbound: Inbound | undefined;
}

export function ExpiryLots(view: ExpiryBoardView) {
  const { t, lots, seesPrices } = view;
  const words = t.stockViews.expiry;
  if (lots.length === 0) return <Empty title={words.noneTitle} text={words.noneText} />;
  const head = (
    <>
      <Head>{t.stock.item}</Head>
      <Head>{t.stock.batch}</Head>
      <Head>{t.stockViews.member}</Head>
      <Head num>{words.onHand}</Head>
      {seesPrices && <Head num>{t.stockViews.amount}</Head>}
      <Head num>{words.leftOver}</Head>
      <Head>{words.advice}</Head>
    </>
  );
  return (
    <Panel title={words.list} padded={false}>
      <Table caption={words.listTable} head={head} stacks>
        {lots.map((lot) => (
          <LotRow view={view} lot={lot} />
        ))}
      </Table>
      <KeysetPager t={t} shown={lots.length} first={view.first} next={view.next} />
    </Panel>
  );
}

function LotRow({ view, lot }: { view: ExpiryBoardView; lot: JudgedLot }) {
  const { t, expiry, seesPrices } = view;
  const words = t.stockViews;
  const { item, organisation } = lot;
  return (
    <tr>
      <td>
        <Item
          name={item.genericName}
          detail={detailOf(t, item)}
          href={paths.stockCard(organisation.code, item.code, { lot: lot.lotId })}
        />
      </td>
      <td>
        <Lot t={t} batchNumber={lot.lotNumber} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.lotId)} />
      </td>
      <td class="span-3">
        <a href={paths.stockOf(organisation.code, { q: item.code })}>{organisation.shortName}</a>{' '}
        <small class="tail">{lot.locationKind === 'transit' ? words.inTransit : lot.locationName}</small>
      </td>
      <td class="num span-3" data-label={words.expiry.onHand}>
        <Quantity t={t} quantityBase={lot.onHand} shape={item} />
      </td>
      {seesPrices && (
        <td class="num span-3" data-label={words.amount}>
          <Money t={t} amountFen={lot.amountFen} />
        </td>
      )}
      <td class="num span-3" data-label={words.expiry.leftOver}>
        {lot.advice.leftBase === 0 ? (
          words.expiry.leftNone
        ) : (
          <Quantity t={t} quantityBase={lot.advice.leftBase} shape={item} />
        )}
      </td>
      <td>
        <AdviceCell view={view} lot={lot} />
      </td>
    </tr>
  );
}

function AdviceCell({ view, lot }: { view: ExpiryBoardView; lot: JudgedLot }) {
  const { t } = view;
  const words = t.stockViews.expiry;
  const { act, taker } = lot.advice;
  const text =
    act === 'move'
      ? words.acts.move(taker?.shortName ?? '', quantityText(t, taker?.use30Base ?? 0, lot.item))
      : words.acts[act];
  return (
    <>
      {text} <ActLink view={view} lot={lot} />
      <StopInbound view={view} lot={lot} />
    </>
  );
}

function ActLink({ view, lot }: { view: ExpiryBoardView; lot: JudgedLot }): Child {
  const words = view.t.stockViews.expiry;
  const { act, taker } = lot.advice;
  if (act === 'write_off' && view.mayReport && lot.organisation.code === view.ownCode) {
    return <a href={paths.newLoss({ kind: 'write_off', organisation: lot.organisation.code })}>{words.doWriteOff}</a>;
  }
  if (act === 'move' && taker !== undefined) {
    const offer = { direction: 'offered', organisation: lot.organisation.code, other: taker.code, q: lot.item.code };
    return (
      <>
        <a href={paths.stock({ q: lot.item.code, open: taker.code, item: lot.item.code })}>{words.doMove}</a>{' '}
        {view.mayMove && <a href={paths.newTransfer(offer)}>{words.doOffer}</a>}
      </>
    );
  }
  return null;
}

/** More of it is on order while this is left over: that is where it can be stopped. */
function StopInbound({ view, lot }: { view: ExpiryBoardView; lot: JudgedLot }): Child {
  const { t, seesOrders } = view;
  const words = t.stockViews.expiry;
  const { inbound, item } = lot;
  if (!seesOrders || inbound === undefined || lot.advice.leftBase === 0) return null;
  return (
    <small class="tail">
      {inbound.orderedBase > 0 && (
        <a href={paths.orders({ q: item.code })}>{words.inbound(quantityText(t, inbound.orderedBase, item))}</a>
      )}{' '}
      {inbound.plannedBase > 0 && words.planned(quantityText(t, inbound.plannedBase, item))} {words.stop}
    </small>
  );
}
