/** Adverse events of devices: those the national system does not know of, late ones, all. */
import type { EventFilter, ListedEvent } from '../../src/device-events/list-queries.ts';
import { EVENT_CLASSES, EVENT_STATES, EVENT_TABS } from '../../src/device-events/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { FilterSelect, FilterText, Tabs } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { EventClassTag, EventDue, EventStatus } from './words.tsx';

export interface DeviceEventsPageProps {
  t: Words;
  filter: EventFilter;
  rows: ListedEvent[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean };
  today: string;
}

export function DeviceEventsPage(props: DeviceEventsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.deviceEvents;
  const tabs = EVENT_TABS.map((tab) => ({
    label: words.tabs[tab],
    href: paths.deviceEvents({ tab }),
    current: filter.tab === tab,
  }));
  const classes = EVENT_CLASSES.map((value) => ({ value, label: words.classes[value] }));
  const further = (
    <>
      <FilterSelect
        label={words.eventClass}
        name="class"
        value={filter.class}
        options={[{ value: '', label: t.lists.all }, ...classes]}
      />
      <FilterText label={words.from} name="from" type="date" value={filter.from} />
      <FilterText label={words.until} name="until" type="date" value={filter.until} />
    </>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={words}
        states={EVENT_STATES}
        anyState={words.anyState}
        query={{ ...filter }}
        kept={{ tab: filter.tab }}
        href={paths.deviceEvents}
        exports={can.export ? paths.deviceEventsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={further}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, today }: DeviceEventsPageProps) {
  const words = t.deviceEvents;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{words.number}</Head>
      <Head>{words.place}</Head>
      <Head>{words.eventClass}</Head>
      <Head>{words.occurredOn}</Head>
      <Head>{words.state}</Head>
      <Head>{words.nationalNumber}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.status === 'withdrawn' ? 'off' : undefined}>
          <td class="span-3">
            <span class="item">
              <a href={paths.deviceEvent(row.number)}>{row.assetName}</a>
              <small>{row.what}</small>
            </span>
          </td>
          <td class="span-3">
            <Code>{row.number}</Code>
          </td>
          <td class="span-2">{row.place}</td>
          <td class="span-2">
            <EventClassTag t={t} eventClass={row.eventClass} />
          </td>
          <td class="span-2 nowrap" data-label={words.occurredOn}>
            {row.occurredOn}
          </td>
          <td class="span-3">
            <span class="item">
              <EventStatus t={t} status={row.status} />
              {row.status === 'open' && (
                <small>
                  <EventDue t={t} dueOn={row.dueOn} today={today} />
                </small>
              )}
            </span>
          </td>
          <td class="span-3" data-label={words.nationalNumber}>
            {row.nationalNumber}
          </td>
        </tr>
      ))}
    </Table>
  );
}
