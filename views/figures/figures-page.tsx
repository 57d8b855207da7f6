/** Figures of shortages and supply: each number opens into what it counts, and says how it was counted. */
import type { FigureRow } from '../../src/figures/row-queries.ts';
import { BYS, type By, type Measure, rateOf } from '../../src/figures/rules.ts';
import type { FigureSums } from '../../src/figures/sum-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import { FilterText, Tabs } from '../ui/filters.tsx';
import { fullMoment } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Facts, Figures, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { FigureRows } from './figure-rows.tsx';
import { type NarrowingProps, narrowedFacts, PeriodFilter } from './narrowing.tsx';
import { percentOf } from './words.ts';

export interface FiguresPageProps extends NarrowingProps {
  by: By;
  q: string | undefined;
  whole: FigureSums;
  page: Page<FigureRow>;
  /** When days without stock were reckoned last; null when never. */
  reckoned: number | null;
}

export function FiguresPage(props: FiguresPageProps) {
  const { t, by, q, kept, page } = props;
  const words = t.figures;
  const tabs = BYS.map((one) => ({
    label: words.tabs[one],
    href: paths.figures({ ...kept, by: one }),
    current: one === by,
  }));
  return (
    <>
      <PageHead title={words.title} facts={narrowedFacts(props)} />
      <PeriodFilter {...props} href={paths.figures} exports={paths.figuresExport} more={{ by, q }}>
        {by !== 'cause' && (
          <FilterText label={words.search} name="q" value={q ?? ''} placeholder={words.searchHints[by]} />
        )}
      </PeriodFilter>
      <Strip {...props} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      {page.total === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Grid {...props} />}
      {by !== 'cause' && (
        <NumberedPager
          t={t}
          page={page.page}
          size={page.size}
          total={page.total}
          href={(to) => paths.figures({ ...kept, by, q, page: to })}
        />
      )}
      <HowCounted {...props} />
    </>
  );
}

function Strip({ t, whole, kept }: FiguresPageProps) {
  const words = t.figures;
  const list = (measure: Measure) => paths.figureRequests({ ...kept, measure });
  const rate = (part: number, all: number) => percentOf(rateOf(part, all), words.noRate);
  const note = (part: number, all: number, none: string) => (all === 0 ? none : words.of(part, all));
  const figures = [
    { label: words.columns.asked, value: whole.asked, href: list('asked'), note: words.openNote(whole.open) },
    {
      label: words.columns.answerRate,
      value: rate(whole.answer_in, whole.answer_judged),
      href: list('answer_judged'),
      note: note(whole.answer_in, whole.answer_judged, words.nothingJudged),
    },
    {
      label: words.columns.resolveRate,
      value: rate(whole.resolve_in, whole.resolve_judged),
      href: list('resolve_judged'),
      note: note(whole.resolve_in, whole.resolve_judged, words.nothingJudged),
    },
    {
      label: words.columns.fillRate,
      value: rate(whole.collected, whole.settled),
      href: list('settled'),
      note: note(whole.collected, whole.settled, words.nothingSettled),
    },
    {
      label: words.columns.outDays,
      value: whole.outDays,
      href: paths.figureOutages(kept),
      note: words.outPairs(whole.outPairs),
    },
  ];
  return <Figures label={words.title} figures={figures} />;
}

function Grid(props: FiguresPageProps) {
  const { t, by } = props;
  const words = t.figures;
  const head = (
    <>
      <Head>{words.bys[by]}</Head>
      <Head num>{words.columns.asked}</Head>
      <Head num>{words.columns.answerRate}</Head>
      <Head num>{words.columns.answerLate}</Head>
      <Head num>{words.columns.resolveRate}</Head>
      <Head num>{words.columns.resolveLate}</Head>
      <Head num>{words.columns.fillRate}</Head>
      <Head num>{words.columns.outDays}</Head>
      <Head num>{words.columns.open}</Head>
    </>
  );
  return (
    <Table caption={words.tabs[by]} head={head} stacks>
      <FigureRows {...props} />
    </Table>
  );
}

function HowCounted({ t, reckoned }: FiguresPageProps) {
  const words = t.figures;
  const facts = words.how.map(([label, value]) => ({ label, value }));
  const asOf = reckoned === null ? words.neverReckoned : words.reckoned(fullMoment(reckoned));
  return (
    <Panel title={words.howTitle} note={asOf} id="how">
      <Facts facts={facts} />
    </Panel>
  );
}
