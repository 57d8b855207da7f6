/** What stock is worth, by who keeps it and who owns it, beside what the books say; each sum opens into its lots. */
import type { Child } from 'hono/jsx';
import { paths, type Query } from '../../src/paths.ts';
import type { ListedItem } from '../../src/stock/item-filter-queries.ts';
import type { ValuedLot, ValuedPlace } from '../../src/stock/value-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks } from '../ui/filters.tsx';
import { moneyText, numberText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Figures, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money, Quantity } from '../ui/values.tsx';
import { detailOf } from './kept-filters.tsx';
import { StockTabs } from './stock-tabs.tsx';

export interface MemberValue {
  organisation: ValuedPlace['keeper'];
  /** Kept here and its own; kept here for others; its own, kept by others. */
  ownKeptFen: number;
  othersKeptFen: number;
  elsewhereFen: number;
  lots: number;
  /** What the books say of what it owns; null outside the viewer's reach. */
  inBooksFen: number | null;
}

export interface ValueView {
  t: Words;
  members: MemberValue[];
  pairs: { owner: ValuedPlace['owner']; keeper: ValuedPlace['keeper']; lots: number; amountFen: number }[];
  placesFen: number;
  /** Null where the books of some owner lie outside the viewer's reach. */
  booksFen: number | null;
  /** The lots of what was opened; null where all members are shown. */
  opened: { title: string; rows: (ValuedLot & { item: ListedItem })[] } | null;
  query: Query;
  first: string | undefined;
  next: string | undefined;
  mayExport: boolean;
}

export function ValuePage(view: ValueView) {
  const { t, query, opened } = view;
  const words = t.stockViews.value;
  const file = (format: 'csv' | 'xlsx') => paths.stockValueExport(format, query);
  return (
    <>
      <PageHead
        crumbs={
          opened === null ? undefined : [{ label: words.title, href: paths.stockValue() }, { label: opened.title }]
        }
        crumbsLabel={t.frame.position}
        title={opened === null ? words.title : opened.title}
        facts={opened === null ? [words.facts(view.members.length)] : [`${moneyText(view.placesFen)}${t.formats.yuan}`]}
        actions={view.mayExport && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      />
      <StockTabs t={t} current="value" seesPrices />
      {opened === null ? <AllMembers {...view} /> : <OpenedLots {...view} rows={opened.rows} />}
    </>
  );
}

function AllMembers(view: ValueView) {
  const { t, placesFen, booksFen } = view;
  const words = t.stockViews.value;
  const yuan = t.formats.yuan;
  const difference = booksFen === null ? null : placesFen - booksFen;
  return (
    <>
      <Figures
        label={words.figures}
        figures={[
          { label: words.places, value: moneyText(placesFen), unit: yuan, note: words.placesNote },
          ...(booksFen === null || difference === null
            ? []
            : [
                { label: words.books, value: moneyText(booksFen), unit: yuan, note: words.booksNote },
                {
                  label: words.difference,
                  value: moneyText(difference),
                  unit: yuan,
                  note: difference === 0 ? words.agrees : words.differs,
                  ...(difference !== 0 && { tone: 'danger' as const }),
                },
              ]),
        ]}
      />
      <div class="stack">
        <MembersPanel {...view} />
        <Panel title={words.pairs} padded={view.pairs.length === 0}>
          {view.pairs.length === 0 ? <p>{words.pairsNone}</p> : <PairsTable {...view} />}
        </Panel>
      </div>
    </>
  );
}

const FEW = 20;
const ownsFen = (one: MemberValue) => one.ownKeptFen + one.elsewhereFen;
const differs = (one: MemberValue) => one.inBooksFen !== null && one.inBooksFen !== ownsFen(one);

/** The dearest, and whoever's books say something else; all of them when asked. */
function MembersPanel({ t, members, query }: ValueView) {
  const words = t.stockViews.value;
  const all = query.members !== undefined;
  const shown = all ? members : members.filter((one, at) => at < FEW || differs(one));
  const more = members.length > shown.length || all;
  const toggle = paths.stockValue({ ...query, members: all ? undefined : 'all' });
  return (
    <Panel
      title={words.byKeeper}
      note={words.byKeeperNote(shown.length, members.length)}
      {...(more && { link: { href: toggle, label: all ? words.fewMembers : words.allMembers } })}
      padded={false}
    >
      <MembersTable t={t} members={shown} />
    </Panel>
  );
}

function MembersTable({ t, members }: Pick<ValueView, 't' | 'members'>) {
  const words = t.stockViews.value;
  const head = (
    <>
      <Head>{t.stockViews.member}</Head>
      <Head num>{t.stockViews.lots}</Head>
      <Head num>{words.keeps}</Head>
      <Head num>{words.othersKept}</Head>
      <Head num>{words.ownElsewhere}</Head>
      <Head num>{words.owns}</Head>
      <Head num>{words.inBooks}</Head>
    </>
  );
  return (
    <Table caption={words.byKeeperTable} head={head}>
      {members.map((one) => {
        const { code, shortName } = one.organisation;
        const owns = ownsFen(one);
        return (
          <tr>
            <td>
              <a href={paths.stockOf(code)}>{shortName}</a>
            </td>
            <td class="num">{numberText(one.lots)}</td>
            <Sum href={paths.stockValue({ keeper: code })} amountFen={one.ownKeptFen + one.othersKeptFen} t={t} />
            <td class="num">{one.othersKeptFen !== 0 && <Money t={t} amountFen={one.othersKeptFen} />}</td>
            <td class="num">{one.elsewhereFen !== 0 && <Money t={t} amountFen={one.elsewhereFen} />}</td>
            <Sum href={paths.stockValue({ owner: code })} amountFen={owns} t={t} />
            <td class="num">
              {one.inBooksFen !== null && <Money t={t} amountFen={one.inBooksFen} />}
              {differs(one) && <small class="tail">{words.differs}</small>}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function Sum({ t, href, amountFen }: { t: Words; href: string; amountFen: number }): Child {
  return (
    <td class="num">
      {amountFen !== 0 && (
        <a href={href}>
          <Money t={t} amountFen={amountFen} />
        </a>
      )}
    </td>
  );
}

function PairsTable({ t, pairs }: ValueView) {
  const words = t.stockViews.value;
  const head = (
    <>
      <Head>{words.owner}</Head>
      <Head>{words.keeper}</Head>
      <Head num>{t.stockViews.lots}</Head>
      <Head num>{t.stockViews.amount}</Head>
    </>
  );
  return (
    <Table caption={words.pairsTable} head={head}>
      {pairs.map((pair) => (
        <tr>
          <td>{pair.owner.shortName}</td>
          <td>{pair.keeper.shortName}</td>
          <td class="num">{numberText(pair.lots)}</td>
          <Sum
            t={t}
            href={paths.stockValue({ owner: pair.owner.code, keeper: pair.keeper.code })}
            amountFen={pair.amountFen}
          />
        </tr>
      ))}
    </Table>
  );
}

function OpenedLots({ t, rows, first, next }: ValueView & { rows: (ValuedLot & { item: ListedItem })[] }) {
  const words = t.stockViews;
  const head = (
    <>
      <Head>{t.stock.item}</Head>
      <Head>{t.stock.batch}</Head>
      <Head>{words.value.keeper}</Head>
      <Head num>{t.stock.onHand}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <>
      <Table caption={words.value.lotsTable} head={head} stacks>
        {rows.map((lot) => (
          <tr>
            <td>
              <Item
                name={lot.item.genericName}
                detail={detailOf(t, lot.item)}
                href={paths.stockCard(lot.keeperCode, lot.item.code, { lot: lot.lotId })}
              />
            </td>
            <td class="span-3">
              <Code href={paths.lot(lot.lotId)}>{lot.lotNumber}</Code>{' '}
              <span class="until">{t.formats.until(lot.expiresOn)}</span>
            </td>
            <td class="span-3">
              {lot.keeperName}{' '}
              <small class="tail">{lot.locationKind === 'transit' ? words.inTransit : lot.locationName}</small>
            </td>
            <td class="num span-3" data-label={t.stock.onHand}>
              <Quantity t={t} quantityBase={lot.onHand} shape={lot.item} />
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={lot.amountFen} />
            </td>
          </tr>
        ))}
      </Table>
      <KeysetPager t={t} shown={rows.length} first={first} next={next} />
    </>
  );
}
