/** The near-expiry board: how much in each band, when and where it expires, and what to do with each lot. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { BandSum, BoardBand, MemberBands } from '../../src/stock/expiry-board-queries.ts';
import { BOARD_ORDER } from '../../src/stock/rules.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks } from '../ui/filters.tsx';
import { moneyText, numberText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { type Figure, Figures, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { AwaitedCalendar } from './expiry-calendar.tsx';
import { ExpiryLots, type JudgedLot } from './expiry-lots.tsx';
import { asked, KeptFilters, type NamedMember } from './kept-filters.tsx';
import { StockTabs } from './stock-tabs.tsx';

export interface ExpiryBoardView {
  t: Words;
  members: MemberBands[];
  totals: Record<BoardBand, BandSum>;
  lots: JudgedLot[];
  /** Members in reach, for the filter. */
  choices: NamedMember[];
  /** What the address says, without the place in the list. */
  query: Query;
  first: string | undefined;
  next: string | undefined;
  seesPrices: boolean;
  mayExport: boolean;
  mayReport: boolean;
  /** May offer goods to another member. */
  mayMove: boolean;
  seesOrders: boolean;
  /** The viewer's own member, whose losses it may report. */
  ownCode: string;
  expiry: ExpiryView;
}

const FEW = 10;
const TONES: Record<BoardBand, 'danger' | 'warn' | 'caution'> = {
  expired: 'danger',
  danger: 'danger',
  warn: 'warn',
  caution: 'caution',
};

export function ExpiryBoardPage(view: ExpiryBoardView) {
  const { t, totals, query, seesPrices } = view;
  const words = t.stockViews.expiry;
  const sums = BOARD_ORDER.map((band) => totals[band]);
  const lots = sums.reduce((sum, one) => sum + one.lots, 0);
  const amountFen = sums.reduce((sum, one) => sum + one.amountFen, 0);
  const file = (format: 'csv' | 'xlsx') => paths.stockExpiryExport(format, query);
  return (
    <>
      <PageHead
        title={words.title}
        facts={[
          words.facts(lots),
          ...(seesPrices ? [words.atStake(moneyText(amountFen))] : []),
          words.ruleNote,
          <a href={paths.rule('near_expiry_days')}>{words.rule}</a>,
        ]}
        actions={view.mayExport && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      />
      <StockTabs t={t} current="expiry" seesPrices={seesPrices} />
      <Figures label={words.figures} figures={figuresOf(view)} />
      <KeptFilters
        t={t}
        action={paths.stockExpiry()}
        query={query}
        members={view.choices}
        kept={{ band: asked(query, 'band'), month: asked(query, 'month') }}
      />
      <div class="stack">
        <AwaitedCalendar t={t} query={query} />
        {view.members.length > 1 && <MembersPanel {...view} />}
        <ExpiryLots {...view} />
      </div>
    </>
  );
}

function figuresOf({ t, totals, query, seesPrices, expiry }: ExpiryBoardView): Figure[] {
  const words = t.stockViews;
  return BOARD_ORDER.map((band) => ({
    label: bandName(t, band, expiry),
    value: numberText(totals[band].lots),
    unit: words.lotsUnit(totals[band].lots),
    ...(seesPrices && { note: `${words.yuanOf(moneyText(totals[band].amountFen))}` }),
    href: paths.stockExpiry({ ...query, month: undefined, band: query.band === band ? undefined : band }),
    ...(totals[band].lots > 0 && { tone: TONES[band] }),
  }));
}

/** `已过期`, `31天内`: the days are those of the rule in force. */
export function bandName(t: Words, band: BoardBand, { bands }: ExpiryView): string {
  return t.stockViews.expiry.bandNames[band](band === 'expired' ? 0 : bands[band]);
}

function MembersPanel(view: ExpiryBoardView) {
  const { t, members, query, expiry, seesPrices } = view;
  const words = t.stockViews.expiry;
  const all = query.members !== undefined;
  const shown = all ? members : members.slice(0, FEW);
  const toggle = paths.stockExpiry({ ...query, members: all ? undefined : 'all' });
  const more = members.length > FEW;
  return (
    <Panel
      title={words.byMember}
      note={words.byMemberNote(shown.length, members.length)}
      {...(more && { link: { href: toggle, label: all ? words.fewMembers : words.allMembers } })}
      padded={false}
    >
      <Table
        caption={words.byMemberTable}
        head={
          <>
            <Head>{t.stockViews.member}</Head>
            {BOARD_ORDER.map((band) => (
              <Head num>{bandName(t, band, expiry)}</Head>
            ))}
            {seesPrices && <Head num>{t.stockViews.amount}</Head>}
          </>
        }
      >
        {shown.map(({ organisation, bands, total }) => (
          <tr>
            <td>
              <a href={paths.stockExpiry({ ...query, org: organisation.code })}>{organisation.shortName}</a>
            </td>
            {BOARD_ORDER.map((band) => (
              <td class="num">
                {bands[band].lots > 0 && (
                  <a href={paths.stockExpiry({ ...query, month: undefined, org: organisation.code, band })}>
                    {numberText(bands[band].lots)}
                  </a>
                )}
              </td>
            ))}
            {seesPrices && <td class="num">{moneyText(total.amountFen)}</td>}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
