/** The lines of a stock card, newest first: closing on top, opening at the bottom, reversals in red. */

import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { CardRow } from '../../src/stock/card-queries.ts';
import type { Words } from '../i18n/index.ts';
import { FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { dayText, fullMoment, momentText, quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import type { CardItem, CardView } from './card-view.ts';
import { counterpartText, LineDocument, LineKind, PastLot, reasonText } from './line-words.tsx';

export function CardLedger(view: CardView) {
  const { t, card, item, paged, nextHref } = view;
  const words = t.stock.cardPage;
  const said = (quantityBase: number) => quantityText(t, quantityBase, item);
  const { openingBase, closingBase, totals } = card;
  const byKind = view.query.kind !== undefined;
  const equation = byKind
    ? words.kindHides
    : words.equation(said(openingBase), said(totals.inBase), said(totals.outBase), said(closingBase));
  return (
    <Panel
      id="ledger"
      title={t.stock.card}
      note={words.rule}
      padded={false}
      foot={<Foot view={view} equation={equation} />}
    >
      <LedgerFilters {...view} />
      {view.periodRefused && <Advice tone="warn">{words.badPeriod}</Advice>}
      <Table caption={t.stock.card} head={<LedgerHead t={t} />}>
        {!paged && <TotalsRow {...view} />}
        {card.rows.map((row) => (
          <LedgerRow view={view} row={row} />
        ))}
        {card.rows.length === 0 && (
          <tr>
            <td colspan={9}>{words.empty}</td>
          </tr>
        )}
        {nextHref === undefined && <OpeningRow {...view} />}
      </Table>
      <KeysetPager
        t={t}
        shown={card.rows.length}
        total={totals.lines}
        first={paged ? paths.stockCard(view.organisation.code, item.code, view.query) : undefined}
        next={nextHref}
      />
    </Panel>
  );
}

function Foot({ view, equation }: { view: CardView; equation: string }) {
  const { t, card } = view;
  return (
    <>
      {equation} {card.closedTo !== null && t.stock.cardPage.closedTo(card.closedTo)}
    </>
  );
}

function LedgerFilters({ t, organisation, item, query, from, to, everyLot, stores }: CardView) {
  const words = t.stock.cardPage;
  const kinds = Object.entries(t.stock.kinds).map(([kind, label]) => ({ value: kind, label }));
  const lots = everyLot.map((lot) => ({
    value: String(lot.id),
    label: `${lot.number} ${t.formats.until(lot.expiresOn)}`,
  }));
  const places = stores.map((store) => ({ value: String(store.id), label: store.name }));
  const here = paths.stockCard(organisation.code, item.code);
  return (
    <Filters t={t} action={here} clear={Object.keys(query).length > 0 ? here : undefined}>
      <FilterText label={words.from} name="from" type="date" value={from} />
      <FilterText label={words.to} name="to" type="date" value={to} />
      <FilterSelect
        label={words.kind}
        name="kind"
        value={query.kind === undefined ? '' : String(query.kind)}
        options={[{ value: '', label: words.allKinds }, ...kinds]}
      />
      <FilterSelect
        label={words.lot}
        name="lot"
        value={query.lot === undefined ? '' : String(query.lot)}
        options={[{ value: '', label: words.allLots }, ...lots]}
      />
      {places.length > 1 && (
        <FilterSelect
          label={t.stock.place}
          name="place"
          value={query.place === undefined ? '' : String(query.place)}
          options={[{ value: '', label: words.allPlaces }, ...places]}
        />
      )}
    </Filters>
  );
}

function LedgerHead({ t }: { t: Words }) {
  const words = t.stock.cardPage;
  return (
    <>
      <Head>{words.time}</Head>
      <Head>{words.summary}</Head>
      <Head>{words.document}</Head>
      <Head>{words.counterpart}</Head>
      <Head>{t.stock.batch}</Head>
      <Head num>{words.in}</Head>
      <Head num>{words.out}</Head>
      <Head num>{words.standing}</Head>
      <Head>{words.by}</Head>
    </>
  );
}

function TotalsRow({ t, card, item, to, today, query }: CardView) {
  const words = t.stock.cardPage;
  const title = to >= today ? words.now : words.closing;
  return (
    <tr class="subtotal">
      <td>{dayText(t, to, today)}</td>
      <td colspan={4}>
        {title} <small>{words.sum}</small>
      </td>
      <td class="num">
        <Quantity t={t} quantityBase={card.totals.inBase} shape={item} />
      </td>
      <td class="num">
        <Quantity t={t} quantityBase={card.totals.outBase} shape={item} />
      </td>
      <td class="num">{query.kind === undefined && <Quantity t={t} quantityBase={card.closingBase} shape={item} />}</td>
      <td>{words.lines(card.totals.lines)}</td>
    </tr>
  );
}

function OpeningRow({ t, card, item, from, today, query }: CardView) {
  return (
    <tr class="subtotal">
      <td>{dayText(t, from, today)} 00:00</td>
      <td colspan={4}>{t.stock.cardPage.opening}</td>
      <td class="num" />
      <td class="num" />
      <td class="num">{query.kind === undefined && <Quantity t={t} quantityBase={card.openingBase} shape={item} />}</td>
      <td />
    </tr>
  );
}

function LedgerRow({ view, row }: { view: CardView; row: CardRow }) {
  const { t, item, organisation, now } = view;
  const backdated = dayOf(row.postedAt) !== dayOf(row.occurredAt);
  return (
    <tr class={row.kind === 'reversal' ? 'reversal' : undefined}>
      <td class="nowrap">
        {momentText(t, row.occurredAt, now)}
        {backdated && <small class="tail">{t.stock.cardPage.backdated(fullMoment(row.postedAt))}</small>}
      </td>
      <td class="nowrap">
        <LineKind t={t} line={row} />
      </td>
      <td>
        <LineDocument line={row} />
      </td>
      <td>
        {counterpartText(t, row, organisation)}
        {row.reason !== null && <small class="tail">{reasonText(t, row)}</small>}
      </td>
      <td>
        <PastLot t={t} line={row} />
      </td>
      <MovedCell t={t} quantityBase={row.inBase} item={item} />
      <MovedCell t={t} quantityBase={row.outBase} item={item} />
      <td class="num">
        {row.standingBase !== null && (
          <b>
            <Quantity t={t} quantityBase={row.standingBase} shape={item} />
          </b>
        )}
      </td>
      <td class="nowrap">{row.actorName ?? ''}</td>
    </tr>
  );
}

function MovedCell({ t, quantityBase, item }: { t: Words; quantityBase: number; item: CardItem }) {
  return <td class="num">{quantityBase !== 0 && <Quantity t={t} quantityBase={quantityBase} shape={item} />}</td>;
}
