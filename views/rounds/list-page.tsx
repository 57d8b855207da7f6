/** Delivery rounds, newest day first: who drives which route, and how far they are. */
import { paths } from '../../src/paths.ts';
import type { ListedRound, RoundFilter } from '../../src/rounds/list-queries.ts';
import { ROUND_STATES } from '../../src/rounds/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterText } from '../ui/filters.tsx';
import { dayText, momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { RegisterFilters } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { RoundStatus } from './words.tsx';

interface RoundsPageProps {
  t: Words;
  filter: RoundFilter;
  rows: ListedRound[];
  next: string | undefined;
  paged: boolean;
  can: { plan: boolean; export: boolean };
  today: string;
}

export function RoundsPage(props: RoundsPageProps) {
  const { t, filter, rows, can } = props;
  const words = t.rounds;
  const query = { ...filter };
  const actions = (
    <>
      <LinkButton href={paths.waves()}>{t.waves.title}</LinkButton>
      <LinkButton href={paths.routes()}>{words.routes}</LinkButton>
      <LinkButton href={paths.carriers()}>{words.carriers}</LinkButton>
      {can.plan && (
        <LinkButton kind="primary" href={paths.newRound()}>
          {words.plan}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={actions} />
      <RegisterFilters
        t={t}
        words={words}
        states={ROUND_STATES}
        query={query}
        href={paths.rounds}
        exports={can.export ? paths.roundsExport : undefined}
      >
        <FilterText label={words.day} name="day" type="date" {...(filter.day && { value: filter.day })} />
      </RegisterFilters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.rounds(query) })}
        {...(props.next !== undefined && { next: paths.rounds({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Rows({ t, rows, today }: RoundsPageProps) {
  const words = t.rounds;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.day}</Head>
      <Head>{words.route}</Head>
      <Head>{words.house}</Head>
      <Head>{words.driver}</Head>
      <Head>{words.vehicle}</Head>
      <Head num>{words.loads}</Head>
      <Head num>{words.stops}</Head>
      <Head>{words.leaves}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.round(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{dayText(t, row.day, today)}</td>
          <td class="span-2">{row.route}</td>
          <td class="span-2">{row.house}</td>
          <td class="span-2">{row.driver}</td>
          <td class="span-2">{row.vehicle}</td>
          <td class="num span-2" data-label={words.loads}>
            {row.loads}
          </td>
          <td class="num span-2" data-label={words.stops}>
            {words.progress(row.told, row.stops)}
          </td>
          <td class="span-3" data-label={words.leaves}>
            {momentText(t, row.departedAt ?? row.leavesAt, row.leavesAt)}
          </td>
          <td class="span-3">
            <RoundStatus t={t} status={row.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
