/** Recalls of equipment, the newest first, each with how much of what it means was dealt with. */
import type { ListedRecall, RecallFilter } from '../../src/device-recalls/list-queries.ts';
import { LEVELS, RECALL_STATES } from '../../src/device-recalls/rules.ts';
import { paths } from '../../src/paths.ts';
import type { RecallList } from '../../src/recalls/list-rules.ts';
import type { Words } from '../i18n/index.ts';
import { otherRecalls } from '../recalls/other-lists.tsx';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { DeviceRecallStatus, LevelTag, RecallDue } from './words.tsx';

interface DeviceRecallsPageProps {
  t: Words;
  filter: RecallFilter;
  rows: ListedRecall[];
  next: string | undefined;
  paged: boolean;
  can: { open: boolean; export: boolean };
  today: string;
  /** Lists of other recalls that the reader may open. */
  others: readonly RecallList[];
}

export function DeviceRecallsPage(props: DeviceRecallsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.deviceRecalls;
  const { level, ...query } = filter;
  const levels = LEVELS.map((value) => ({ value: String(value), label: words.levels[value] }));
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newDeviceRecall()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro, ...otherRecalls(t, props.others)]}
        {...(can.open && { actions: add })}
      />
      <KeyedRegister
        t={t}
        words={words}
        states={RECALL_STATES}
        query={{ ...query, ...(level && { level: String(level) }) }}
        href={paths.deviceRecalls}
        exports={can.export ? paths.deviceRecallsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={
          <FilterSelect
            label={words.level}
            name="level"
            value={level === undefined ? undefined : String(level)}
            options={[{ value: '', label: t.lists.all }, ...levels]}
          />
        }
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, today }: DeviceRecallsPageProps) {
  const words = t.deviceRecalls;
  const head = (
    <>
      <Head>{words.noticeTitle}</Head>
      <Head>{words.number}</Head>
      <Head>{words.level}</Head>
      <Head>{words.measure}</Head>
      <Head num>{words.cards}</Head>
      <Head num>{words.waitingCount}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.status === 'withdrawn' ? 'off' : undefined}>
          <td class="span-4">
            <span class="item">
              <a href={paths.deviceRecall(row.number)}>{row.title}</a>
              <small>{row.reason}</small>
            </span>
          </td>
          <td class="span-3">
            <Code>{row.number}</Code>
          </td>
          <td class="span-2">
            <LevelTag t={t} level={row.level} />
          </td>
          <td class="span-2">{words.measures[row.measure]}</td>
          <td class="num span-2" data-label={words.cards}>
            <a href={paths.deviceRecall(row.number, { tab: 'all' })}>{row.cards}</a>
          </td>
          <td class="num span-2" data-label={words.waitingCount}>
            <a href={paths.deviceRecall(row.number, { tab: 'waiting' })}>{row.cards - row.done}</a>
          </td>
          <td class="span-3">
            <span class="item">
              <DeviceRecallStatus t={t} status={row.status} />
              {row.status === 'open' && (
                <small>
                  <RecallDue t={t} dueOn={row.dueOn} today={today} />
                </small>
              )}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
