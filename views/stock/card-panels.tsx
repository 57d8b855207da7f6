/** What stands above the ledger of a stock card: the last 90 days as a drawing or a table, and the lots. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { baseText, clauseComma, dayText, quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head } from '../ui/table.tsx';
import { Lot, Quantity } from '../ui/values.tsx';
import { BalanceChart } from './balance-chart.tsx';
import type { ArrivedLot, CardItem, CardView } from './card-view.ts';

export function BalancePanel({ t, organisation, item, days, query, daysAsTable, today }: CardView) {
  const words = t.stock.cardPage;
  const said = (base: number | undefined) => baseText(t, base ?? 0, item);
  const low = Math.min(...days.map((one) => one.onHand));
  const title = words.chartTitle(said(days[0]?.onHand), said(days.at(-1)?.onHand), said(low));
  const toggle = paths.stockCard(organisation.code, item.code, { ...query, days: daysAsTable ? undefined : 1 });
  return (
    <Panel
      title={words.chart}
      note={t.formats.unit(item.baseUnit, 2)}
      link={{ href: toggle, label: daysAsTable ? words.chart : words.numbers }}
      padded={!daysAsTable}
    >
      {daysAsTable ? (
        <DaysTable t={t} days={days} item={item} today={today} />
      ) : (
        <BalanceChart t={t} days={days} scale={item.scale} title={title} today={today} />
      )}
    </Panel>
  );
}

function DaysTable({ t, days, item, today }: Pick<CardView, 't' | 'days' | 'item' | 'today'>) {
  const changes = days.filter((one, index) => index === 0 || one.onHand !== days[index - 1]?.onHand);
  return (
    <table class="table">
      <caption class="visually-hidden">{t.stock.cardPage.daysTable}</caption>
      <thead>
        <tr>
          <Head>{t.stock.cardPage.day}</Head>
          <Head num>{t.stock.cardPage.standing}</Head>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr>
            <td>{dayText(t, one.day, today)}</td>
            <td class="num">
              <Quantity t={t} quantityBase={one.onHand} shape={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** As tall as the chart beside them; the rest are on the member's page. */
const LOTS_SHOWN = 4;

export function LotsPanel({ t, organisation, lots, item, today, expiry }: CardView) {
  const words = t.stock.cardPage;
  return (
    <Panel
      title={words.lots}
      note={words.lotsCount(lots.length)}
      link={
        lots.length > LOTS_SHOWN
          ? { href: paths.stockOf(organisation.code, { q: item.code }), label: t.lists.all }
          : undefined
      }
      padded={lots.length === 0}
    >
      {lots.length === 0 ? (
        <p>{words.noLots}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <Head>{t.stock.batch}</Head>
              <Head num>{t.stock.onHand}</Head>
            </tr>
          </thead>
          <tbody>
            {lots.slice(0, LOTS_SHOWN).map((lot) => (
              <tr>
                <td>
                  <Lot
                    t={t}
                    batchNumber={lot.lotNumber}
                    expiresOn={lot.expiresOn}
                    expiry={expiry}
                    href={paths.lot(lot.lotId)}
                  />
                  <small class="tail">{tailOf(t, lot, item, today)}</small>
                </td>
                <td class="num">
                  <Quantity t={t} quantityBase={lot.onHand} shape={item} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function tailOf(t: Words, lot: ArrivedLot, item: CardItem, today: string): string {
  const parts = [lot.locationName, t.stock.cardPage.received(dayText(t, lot.arrivedOn, today))];
  if (lot.why !== null) parts.push(t.stock.why(lot.why));
  if (lot.reserved > 0) parts.push(`${t.stock.reserved} ${quantityText(t, lot.reserved, item)}`);
  return parts.join(clauseComma(t));
}
