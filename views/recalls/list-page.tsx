/** Recalls as a list: who calls back what, how many were told, who is late. */
import { paths } from '../../src/paths.ts';
import type { ListedRecall, RecallFilter } from '../../src/recalls/list-queries.ts';
import type { RecallList } from '../../src/recalls/list-rules.ts';
import { RECALL_LEVELS, RECALL_STATES } from '../../src/recalls/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterCheck, FilterSelect, Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { otherRecalls } from './other-lists.tsx';
import { DrillTag, LevelTag, RecallStatus } from './words.tsx';

interface RecallsPageProps {
  t: Words;
  filter: RecallFilter;
  rows: ListedRecall[];
  next: string | undefined;
  paged: boolean;
  can: { manage: boolean; export: boolean };
  now: number;
  others: readonly RecallList[];
}

function Actions({ t }: { t: Words }) {
  const words = t.recalls;
  return (
    <>
      <LinkButton href={paths.newRecall({ drill: '1' })}>{words.newTitle(true)}</LinkButton>
      <LinkButton kind="primary" icon="i-plus" href={paths.newRecall()}>
        {words.newTitle(false)}
      </LinkButton>
    </>
  );
}

const inAddress = ({ late, level, ...filter }: RecallFilter) => ({
  ...filter,
  level: level === undefined ? undefined : String(level),
  late: late ? '1' : undefined,
});

export function RecallsPage(props: RecallsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.recalls;
  const query = inAddress(filter);
  const tabs = [undefined, 'true' as const, 'drill' as const].map((kind) => ({
    label: kind === undefined ? t.lists.all : kind === 'drill' ? words.drill : words.trueRecall,
    href: paths.recalls({ ...query, kind }),
    current: filter.kind === kind,
  }));
  const levels = [
    { value: '', label: t.lists.all },
    ...RECALL_LEVELS.map((level) => ({ value: String(level), label: words.levels[level] })),
  ];
  const facts = [words.intro, ...otherRecalls(t, props.others)];
  return (
    <>
      <PageHead title={words.title} facts={facts} {...(can.manage && { actions: <Actions t={t} /> })} />
      <Tabs label={words.kind} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={words}
        states={RECALL_STATES}
        query={query}
        kept={{ kind: filter.kind }}
        href={paths.recalls}
        exports={can.export ? paths.recallsExport : undefined}
        further={
          <>
            <FilterSelect label={words.level} name="level" options={levels} value={query.level} />
            <FilterCheck label={words.onlyLate} name="late" checked={filter.late === true} />
          </>
        }
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, now }: RecallsPageProps) {
  const words = t.recalls;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.titleField}</Head>
      <Head>{words.level}</Head>
      <Head>{words.state}</Head>
      <Head>{words.registered}</Head>
      <Head num>{words.lots}</Head>
      <Head num>{words.answers}</Head>
      <Head>{words.late}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.recall(row.number)}>{row.number}</Code>
          </td>
          <td class="span-5">
            <Item name={row.title} detail={row.source} tags={row.drill && <DrillTag t={t} />} />
          </td>
          <td class="span-2">
            <LevelTag t={t} level={row.level} />
          </td>
          <td class="span-2">
            <RecallStatus t={t} status={row.status} drill={row.drill} />
          </td>
          <td class="span-2" data-label={words.registered}>
            {momentText(t, row.createdAt, now)}
          </td>
          <td class="num span-2" data-label={words.lots}>
            {row.lots}
          </td>
          <td class="num span-2" data-label={words.answers}>
            {row.answered}/{row.told}
          </td>
          <td class="span-3">
            {row.status === 'open' && row.late > 0 && (
              <Status icon="s-late" tone="danger">
                {words.lateMembers(row.late)}
              </Status>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
