/** The requests that a number counts, with what each was given time for and how long it took. */
import type { FigureRequest } from '../../src/figures/list-queries.ts';
import type { Measure } from '../../src/figures/rules.ts';
import { type WorkingCalendar, workingMsBetween } from '../../src/kernel/working-time.ts';
import { paths } from '../../src/paths.ts';
import { OPEN_STATES, type ShortageState } from '../../src/shortages/rules.ts';
import { ShortageStatus } from '../shortages/shortage-words.tsx';
import { durationText, fullMoment, momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { NameFilter, type NarrowingProps, narrowedFacts, PeriodFilter } from './narrowing.tsx';

export interface RequestsPageProps extends NarrowingProps {
  measure: Measure;
  q: string | undefined;
  rows: FigureRequest[];
  next: string | undefined;
  paged: boolean;
  calendar: WorkingCalendar;
  now: number;
}

export function RequestsPage(props: RequestsPageProps) {
  const { t, measure, q, rows, next, paged, kept } = props;
  const words = t.figures;
  const query = { ...kept, measure, q };
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.figures(kept) }, { label: words.measures[measure] }]}
        crumbsLabel={t.frame.position}
        title={words.measures[measure]}
        facts={[...narrowedFacts(props), words.measureTexts[measure]]}
      />
      <PeriodFilter {...props} href={paths.figureRequests} exports={paths.figureRequestsExport} more={{ measure, q }}>
        <NameFilter t={t} q={q} hint={words.namesHint} />
      </PeriodFilter>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.figureRequests(query) })}
        {...(next !== undefined && { next: paths.figureRequests({ ...query, after: next }) })}
      />
    </>
  );
}

function Rows(props: RequestsPageProps) {
  const { t, measure, rows, now } = props;
  const words = t.figures;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.bys.item}</Head>
      <Head>{words.bys.member}</Head>
      <Head>{words.urgency}</Head>
      <Head>{words.registered}</Head>
      <Head>{words.answered}</Head>
      <Head>{words.arrived}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.measures[measure]} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Code href={paths.shortage(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">
            <Item name={row.item} detail={row.strength || words.causes[row.cause]} />
          </td>
          <td class="span-2" data-label={words.bys.member}>
            {row.member}
          </td>
          <td class="span-2">{t.shortages.urgencies[row.urgency]}</td>
          <td class="span-2" data-label={words.registered}>
            {momentText(t, row.createdAt, now)}
          </td>
          <td class="span-2" data-label={words.answered}>
            <Took {...props} row={row} at={row.answeredAt} by={row.answerBy} />
          </td>
          <td class="span-2" data-label={words.arrived}>
            <Took {...props} row={row} at={row.arrivedAt} by={row.resolveBy} />
          </td>
          <td class="span-2">
            <ShortageStatus t={t} state={row.status as ShortageState} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

interface TookProps extends RequestsPageProps {
  row: FigureRequest;
  at: number | null;
  by: number | null;
}

/** How long it took on the clock its limit is told by: round the clock for emergencies, working days for the others. */
function Took({ t, row, at, by, calendar, now }: TookProps) {
  const words = t.figures;
  if (at === null && !OPEN_STATES.includes(row.status as ShortageState)) return <>{t.formats.none}</>;
  const until = at ?? now;
  const late = by !== null && until > by;
  const length = row.urgency === 'emergency' ? until - row.createdAt : workingMsBetween(row.createdAt, until, calendar);
  const took = length < 60_000 ? words.tookNone : words.took(durationText(t, length));
  const limit = by === null ? words.noLimit : words.limit(fullMoment(by).slice(5));
  return (
    <Status icon={late ? 's-late' : at === null ? 's-todo' : 's-done'} {...(late && { tone: 'danger' })}>
      {at === null ? words.waiting : took}
      <small> {limit}</small>
    </Status>
  );
}
