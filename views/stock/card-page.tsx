/** The stock card of an item at a member: what is there, how it went, and every line that made it so. */
import { paths } from '../../src/paths.ts';
import type { Heat } from '../../src/stock/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks } from '../ui/filters.tsx';
import { baseText, moneyText, packText, priceText, quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { type Figure, Figures } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { CardLedger } from './card-ledger.tsx';
import { BalancePanel, LotsPanel } from './card-panels.tsx';
import type { CardItem, CardView } from './card-view.ts';
import { UsePanel } from './use-panel.tsx';

export function StockCardPage(view: CardView) {
  const { t, organisation, item, facts } = view;
  const words = t.stock.cardPage;
  const cost =
    facts.amountFen === null ? [] : [words.costOf(priceText(item.pricePack), t.formats.unit(item.packUnit, 1))];
  const about = [item.strength, packText(t, item), item.manufacturer, ...cost].filter((text) => text !== '');
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.crumb, href: paths.stock() },
          { label: organisation.shortName, href: paths.stockOf(organisation.code) },
        ]}
        crumbsLabel={t.frame.position}
        title={item.genericName}
        status={item.essential && <Tag>{t.catalogue.essentialTag}</Tag>}
        facts={about}
        actions={<CardActions {...view} />}
      />
      <Figures label={words.figures} figures={figuresOf(view)} />
      <div class="columns card-top">
        <BalancePanel {...view} />
        <LotsPanel {...view} />
      </div>
      <UsePanel {...view} />
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
          {t.navigation.tabs.newShortage}
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
      value: unused ? t.formats.none : t.stock.days(facts.cover ?? 0),
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
      unit: t.formats.yuan,
      note: words.valueNote,
    });
  }
  return figures;
}

/** A day's use, to one place: `29.3片`. */
function dailyText(t: Words, use30Base: number, item: CardItem): string {
  const perDay = Math.round((use30Base * 10) / (30 * item.scale)) / 10;
  const gap = t.language === 'zh' ? '' : ' ';
  return `${perDay.toLocaleString('en-US')}${gap}${t.formats.unit(item.baseUnit, perDay)}`;
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
          <small>{t.formats.unit(item.packUnit, packs)}</small>
        </>
      )}
      {units > 0 && (
        <>
          {units.toLocaleString('en-US')}
          <small>{t.formats.unit(item.baseUnit, units)}</small>
        </>
      )}
    </>
  );
}
