/** The stock card of an item at a member: what is there, how it went, and every line that made it so. */
import { paths, type Query } from '../../src/paths.ts';
import type { CardLot, StockCard } from '../../src/stock/card-queries.ts';
import type { OpenedLot } from '../../src/stock/drill-queries.ts';
import type { Heat } from '../../src/stock/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks } from '../ui/filters.tsx';
import { baseText, dayText, moneyText, type PackShape, packText, priceText, quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { type Figure, Figures, Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head } from '../ui/table.tsx';
import { Lot, Quantity } from '../ui/values.tsx';
import { BalanceChart } from './balance-chart.tsx';
import { CardLedger } from './card-ledger.tsx';

export interface CardItem extends PackShape {
  code: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  essential: boolean;
  pricePack: number;
}

export interface CardFacts {
  onHandBase: number;
  usableBase: number;
  reservedBase: number;
  blockedBase: number;
  transitBase: number;
  use30Base: number;
  cover: number | null;
  heat: Heat;
  /** Null for people who may not see prices. */
  amountFen: number | null;
}

export interface CardView {
  t: Words;
  organisation: { id: number; code: string; shortName: string };
  item: CardItem;
  card: StockCard;
  facts: CardFacts;
  lots: OpenedLot[];
  /** For the filter. */
  everyLot: CardLot[];
  days: { day: string; onHand: number }[];
  /** What the address says: from, to, kind, lot, days. */
  query: Query;
  from: string;
  to: string;
  periodRefused: boolean;
  /** The chart as a table. */
  daysAsTable: boolean;
  mayExport: boolean;
  mayRegister: boolean;
  paged: boolean;
  nextHref: string | undefined;
  today: string;
  now: number;
}

export function StockCardPage(view: CardView) {
  const { t, organisation, item, facts } = view;
  const words = t.stock.cardPage;
  const cost =
    facts.amountFen === null ? [] : [words.costOf(priceText(item.pricePack), t.common.format.unit(item.packUnit, 1))];
  const about = [item.strength, packText(t, item), item.manufacturer, ...cost].filter((text) => text !== '');
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.crumb, href: paths.stock() },
          { label: organisation.shortName, href: paths.stockOf(organisation.code) },
        ]}
        crumbsLabel={t.common.position}
        title={item.genericName}
        status={item.essential && <Tag>{t.formulary.essentialTag}</Tag>}
        facts={about}
        actions={<CardActions {...view} />}
      />
      <Figures label={words.figures} figures={figuresOf(view)} />
      <div class="columns card-top">
        <BalancePanel {...view} />
        <LotsPanel {...view} />
      </div>
      <CardLedger {...view} />
    </>
  );
}

function CardActions({ t, organisation, item, query, mayExport, mayRegister }: CardView) {
  const file = (format: 'csv' | 'xlsx') => paths.stockCardExport(organisation.code, item.code, format, query);
  return (
    <>
      {mayExport && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      {mayRegister && (
        <LinkButton href={paths.newShortage()} kind="primary" icon="i-plus">
          {t.common.nav.tabs.newShortage}
        </LinkButton>
      )}
    </>
  );
}

const COVER_TONES: Partial<Record<Heat, 'danger' | 'warn' | 'caution'>> = {
  0: 'danger',
  1: 'danger',
  2: 'warn',
  3: 'caution',
};

function figuresOf({ t, item, facts, lots }: CardView): Figure[] {
  const words = t.stock.cardPage;
  const said = (quantityBase: number) => quantityText(t, quantityBase, item);
  const unused = facts.cover === null && facts.heat !== 0;
  const figures: Figure[] = [
    {
      label: t.stock.onHand,
      value: <Amount t={t} quantityBase={facts.onHandBase} item={item} />,
      note: words.lotsSum(lots.length, baseText(t, facts.onHandBase, item)),
    },
    {
      label: t.stock.usable,
      value: <Amount t={t} quantityBase={facts.usableBase} item={item} />,
      note: words.usableNote(said(facts.reservedBase), said(facts.blockedBase)),
    },
    {
      label: t.stock.cover,
      value: unused ? t.common.format.none : t.stock.days(facts.cover ?? 0),
      note: unused ? t.stock.idle : words.coverNote[facts.heat],
      tone: COVER_TONES[facts.heat],
    },
    {
      label: t.stock.use30,
      value: <Amount t={t} quantityBase={facts.use30Base} item={item} />,
      note: words.dailyUse(dailyText(t, facts.use30Base, item)),
    },
    {
      label: words.transit,
      value: <Amount t={t} quantityBase={facts.transitBase} item={item} />,
      note: words.transitNote,
    },
  ];
  if (facts.amountFen !== null) {
    figures.push({
      label: t.stock.value,
      value: moneyText(facts.amountFen),
      unit: t.common.format.yuan,
      note: words.valueNote,
    });
  }
  return figures;
}

/** A day's use, to one place: `29.3片`. */
function dailyText(t: Words, use30Base: number, item: CardItem): string {
  const perDay = Math.round((use30Base * 10) / (30 * item.scale)) / 10;
  const gap = t.language === 'zh' ? '' : ' ';
  return `${perDay.toLocaleString('en-US')}${gap}${t.common.format.unit(item.baseUnit, perDay)}`;
}

/** The figure with its units small. */
function Amount({ t, quantityBase, item }: { t: Words; quantityBase: number; item: CardItem }) {
  const packs = Math.floor(quantityBase / item.packSize);
  const units = (quantityBase % item.packSize) / item.scale;
  return (
    <>
      {(packs > 0 || units === 0) && (
        <>
          {packs.toLocaleString('en-US')}
          <small>{t.common.format.unit(item.packUnit, packs)}</small>
        </>
      )}
      {units > 0 && (
        <>
          {units.toLocaleString('en-US')}
          <small>{t.common.format.unit(item.baseUnit, units)}</small>
        </>
      )}
    </>
  );
}

function BalancePanel({ t, organisation, item, days, query, daysAsTable, today }: CardView) {
  const words = t.stock.cardPage;
  const said = (base: number | undefined) => baseText(t, base ?? 0, item);
  const low = Math.min(...days.map((one) => one.onHand));
  const title = words.chartTitle(said(days[0]?.onHand), said(days.at(-1)?.onHand), said(low));
  const toggle = paths.stockCard(organisation.code, item.code, { ...query, days: daysAsTable ? undefined : 1 });
  return (
    <Panel
      title={words.chart}
      note={t.common.format.unit(item.baseUnit, 2)}
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

function LotsPanel({ t, lots, item, today }: CardView) {
  const words = t.stock.cardPage;
  return (
    <Panel title={words.lots} note={words.lotsCount(lots.length)} padded={lots.length === 0}>
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
            {lots.map((lot) => (
              <tr>
                <td>
                  <Lot
                    t={t}
                    batchNumber={lot.lotNumber}
                    expiresOn={lot.expiresOn}
                    today={today}
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

function tailOf(t: Words, lot: OpenedLot, item: CardItem, today: string): string {
  const parts = [lot.locationName, t.stock.cardPage.received(dayText(t, lot.receivedOn, today))];
  if (lot.why !== null) parts.push(t.stock.why(lot.why));
  if (lot.reserved > 0) parts.push(`${t.stock.reserved} ${quantityText(t, lot.reserved, item)}`);
  return parts.join(t.language === 'zh' ? '，' : ', ');
}
