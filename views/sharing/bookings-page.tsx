/** Bookings: open ones, those whose time is over without a word, all. */
import { paths } from '../../src/paths.ts';
import type { BookingFilter, ListedBooking } from '../../src/sharing/booking-queries.ts';
import { BOOKING_STATES, BOOKING_TABS } from '../../src/sharing/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterText, Tabs } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { BookingStatus, slotText } from './words.tsx';

export interface BookingsPageProps {
  t: Words;
  filter: BookingFilter;
  rows: ListedBooking[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean };
  now: number;
}

export function BookingsPage(props: BookingsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.sharing;
  const tabs = BOOKING_TABS.map((tab) => ({
    label: words.tabs[tab],
    href: paths.bookings({ tab }),
    current: filter.tab === tab,
  }));
  const further = (
    <>
      <FilterText label={words.from} name="from" type="date" value={filter.from} />
      <FilterText label={words.until} name="until" type="date" value={filter.until} />
    </>
  );
  return (
    <>
      <PageHead
        title={words.bookingsTitle}
        crumbs={[{ label: words.title, href: paths.shares() }, { label: words.bookingsTitle }]}
        crumbsLabel={t.frame.position}
        actions={<LinkButton href={paths.bookingFigures()}>{words.figures}</LinkButton>}
      />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={words}
        states={BOOKING_STATES}
        anyState={words.anyState}
        query={{ ...filter }}
        kept={{ tab: filter.tab }}
        href={paths.bookings}
        exports={can.export ? paths.bookingsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.noBookings, text: words.noBookingsText }}
        further={further}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: BookingsPageProps) {
  const words = t.sharing;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{words.number}</Head>
      <Head>{words.keeper}</Head>
      <Head>{words.member}</Head>
      <Head>{words.time}</Head>
      <Head>{words.state}</Head>
      <Head num>{words.owed}</Head>
    </>
  );
  return (
    <Table caption={words.bookingsTitle} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.status === 'refused' || row.status === 'cancelled' ? 'off' : undefined}>
          <td class="span-3">
            <span class="item">
              <a href={paths.booking(row.number)}>{row.assetName}</a>
              <small>{row.purpose}</small>
            </span>
          </td>
          <td class="span-3">
            <Code>{row.number}</Code>
          </td>
          <td class="span-3" data-label={words.keeper}>
            {row.keeper}
          </td>
          <td class="span-3" data-label={words.member}>
            {row.member}
          </td>
          <td class="span-3">{slotText(row)}</td>
          <td class="span-3">
            <span class="item">
              <BookingStatus t={t} status={row.status} />
              {row.urgent && (
                <small>
                  <Tag tone="warn">{words.urgent}</Tag>
                </small>
              )}
            </span>
          </td>
          <td class="num span-3" data-label={words.owed}>
            {row.owedFen === null ? '' : <Money t={t} amountFen={row.owedFen} />}
          </td>
        </tr>
      ))}
    </Table>
  );
}
