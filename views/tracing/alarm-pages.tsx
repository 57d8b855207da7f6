/** Codes where they cannot be: the list of alarms, and one with its two scans, what it may mean, and its end. */

import { paths } from '../../src/paths.ts';
import type { AlarmTab, ListedAlarm } from '../../src/tracing/list-queries.ts';
import { ALARM_KINDS } from '../../src/tracing/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextArea } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { fullMoment, momentText } from '../ui/format.ts';
import { Advice, Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Facts } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { TraceTabs } from './tabs.tsx';

export interface TraceAlarmsPageProps {
  t: Words;
  tab: AlarmTab;
  q: string;
  rows: ListedAlarm[];
  next: string | undefined;
  paged: boolean;
  now: number;
  canExport: boolean;
}

export function TraceAlarmsPage(props: TraceAlarmsPageProps) {
  const { t, tab, q, rows } = props;
  const words = t.tracing;
  const query = { tab: tab === 'open' ? undefined : tab, q: q === '' ? undefined : q };
  const files = (format: 'csv' | 'xlsx') => paths.traceAlarmsExport(format, query);
  const tabs = (['open', 'closed', 'all'] as const).map((one) => ({
    label: words.alarmTabs[one],
    href: paths.traceAlarms({ ...query, tab: one }),
    current: one === tab,
  }));
  return (
    <>
      <PageHead title={words.alarmsTitle} facts={ALARM_KINDS.map((kind) => words.alarmTexts[kind])} />
      <TraceTabs t={t} current="alarms" />
      <Tabs label={words.alarmsTitle} tabs={tabs} />
      <Filters
        t={t}
        action={paths.traceAlarms()}
        kept={{ tab: query.tab }}
        {...(q !== '' && { clear: paths.traceAlarms({ tab: query.tab }) })}
        {...(props.canExport && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText label={words.search} name="q" placeholder={words.alarmSearch} {...(q !== '' && { value: q })} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noAlarms} text={words.noAlarmsText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.traceAlarms(query) })}
        {...(props.next !== undefined && { next: paths.traceAlarms({ ...query, after: props.next }) })}
      />
    </>
  );
}

export function AlarmState({ t, alarm, badge }: { t: Words; alarm: ListedAlarm; badge?: boolean }) {
  const open = alarm.closed_at === null;
  const look = open ? { icon: 's-no' as const, tone: 'danger' as const } : { icon: 's-done' as const };
  return (
    <Status {...look} {...(badge && { badge })}>
      {t.tracing.alarmTabs[open ? 'open' : 'closed']}
    </Status>
  );
}

const scanText = (t: Words, place: string, act: keyof Words['tracing']['acts'], number: string) =>
  `${place} ${t.tracing.acts[act]} ${number}`;

function Rows({ t, rows, now }: TraceAlarmsPageProps) {
  const words = t.tracing;
  const head = (
    <>
      <Head>{words.code}</Head>
      <Head>{words.state}</Head>
      <Head>{words.alarmKind}</Head>
      <Head>{words.item}</Head>
      <Head>{words.firstScan}</Head>
      <Head>{words.secondScan}</Head>
      <Head>{words.at}</Head>
    </>
  );
  return (
    <Table caption={words.alarmsTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <Code href={paths.traceAlarm(row.id)}>{row.code}</Code>
          </td>
          <td class="span-2">
            <AlarmState t={t} alarm={row} />
          </td>
          <td class="span-4">{words.alarmKinds[row.kind]}</td>
          <td class="span-6">
            {row.generic_name} {row.strength}
          </td>
          <td class="span-6" data-label={words.firstScan}>
            {scanText(t, row.first_place, row.first_act, row.first_number)}
          </td>
          <td class="span-6" data-label={words.secondScan}>
            {scanText(t, row.place, row.second_act, row.second_number)}
          </td>
          <td class="span-3">{momentText(t, row.raised_at, now)}</td>
        </tr>
      ))}
    </Table>
  );
}

export interface TraceAlarmPageProps {
  t: Words;
  alarm: ListedAlarm;
  can: boolean;
  /** Whoever scanned may not close it. */
  own: boolean;
  form: FormState;
  formKey: string;
}

export function TraceAlarmPage({ t, alarm, can, own, form, formKey }: TraceAlarmPageProps) {
  const words = t.tracing;
  return (
    <>
      <PageHead
        title={words.alarmTitle(alarm.id)}
        crumbs={[
          { label: words.title, href: paths.trace() },
          { label: words.alarmsTitle, href: paths.traceAlarms() },
        ]}
        crumbsLabel={t.frame.position}
        status={<AlarmState t={t} alarm={alarm} badge />}
        facts={[<Code href={paths.traceCode(alarm.code)}>{alarm.code}</Code>, alarm.generic_name, alarm.strength]}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Notice title={words.alarmKinds[alarm.kind]} tone={alarm.closed_at === null ? 'danger' : 'info'}>
        <p>{words.alarmTexts[alarm.kind]}</p>
        <p>{words.alarmCauses[alarm.kind]}</p>
      </Notice>
      <AlarmFacts t={t} alarm={alarm} />
      {own && <Advice>{words.ownAlarm}</Advice>}
      {can && (
        <form class="form" method="post" action={paths.traceAlarmClosing(alarm.id)}>
          <HiddenKey value={formKey} />
          <TextArea
            form={form}
            name="reason"
            label={words.closeReason}
            hint={words.closeHint}
            maxlength={300}
            required
          />
          <SubmitBar consequence={words.closeConsequence}>
            <Button kind="primary">{words.closeButton}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}

/** The two scans beside each other, and how it ended. */
function AlarmFacts({ t, alarm }: { t: Words; alarm: ListedAlarm }) {
  const words = t.tracing;
  const scan = (act: keyof typeof words.acts, place: string, number: string) => (
    <>
      {place} {words.acts[act]} <Code href={paths.tracePaper(number, act)}>{number}</Code>
    </>
  );
  const first = scan(alarm.first_act, alarm.first_place, alarm.first_number);
  const second = scan(alarm.second_act, alarm.place, alarm.second_number);
  const facts = [
    { label: words.firstScan, value: first, note: fullMoment(alarm.first_at) },
    { label: words.secondScan, value: second, note: fullMoment(alarm.second_at) },
  ];
  if (alarm.closed_at === null) return <Facts across facts={facts} />;
  const ended = { label: words.closedBy, value: alarm.closed_by_name ?? '', note: fullMoment(alarm.closed_at) };
  return <Facts across facts={[...facts, ended, { label: words.reason, value: alarm.reason }]} />;
}
