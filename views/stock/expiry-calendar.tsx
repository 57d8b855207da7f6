/** What expires in each of the next twelve months, as bars drawn on the server, with the same numbers as a table. */

import { addDays } from '../../src/kernel/clock.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { ExpiryMonth } from '../../src/stock/expiry-calendar-queries.ts';
import { MOST_YEARS } from '../../src/stock/rules.ts';
import type { Words } from '../i18n/index.ts';
import { moneyText, numberText, wanText } from '../ui/format.ts';
import { hx } from '../ui/hx.ts';
import { Panel } from '../ui/panel.tsx';
import { Head } from '../ui/table.tsx';

export interface CalendarProps {
  t: Words;
  months: ExpiryMonth[];
  seesPrices: boolean;
  expiry: ExpiryView;
  query: Query;
}

const WIDTH = 780;
const FLOOR = 140;
const ROOM = 112;

/** The band in which the month's last day lies colours its bar, so that the bars agree with the lists. */
function toneOf(month: ExpiryMonth, { today, bands }: ExpiryView): string {
  if (month.until <= addDays(today, bands.danger)) return 'c-danger';
  if (month.until <= addDays(today, bands.warn)) return 'c-warn';
  return month.until <= addDays(today, bands.caution) ? 'c-caution' : 'c-1';
}

export function ExpiryCalendar(props: CalendarProps) {
  const { t, months, seesPrices } = props;
  const words = t.stockViews.expiry;
  const unit = seesPrices ? words.unitMoney : words.unitLots;
  const ahead = Number(props.query.years ?? 0);
  const empty = months.every((month) => month.size === 0);
  return (
    <Panel title={titleOf(props)} note={words.calendarNote(unit)} id="calendar">
      {empty ? <p>{ahead === 0 ? words.calendarEmpty : words.calendarNothing}</p> : <CalendarBars {...props} />}
      {!empty && <CalendarTable {...props} />}
      <CalendarPager {...props} />
    </Panel>
  );
}

/** Stands where the calendar will be: asks for it once the page is there, and leads to it where nothing asks. */
export function AwaitedCalendar({ t, query }: Pick<CalendarProps, 't' | 'query'>) {
  const words = t.stockViews.expiry;
  const href = paths.stockExpiryCalendar({ ...query, band: undefined, month: undefined, members: undefined });
  return (
    <div id="calendar" class="awaited" {...hx({ get: href, trigger: 'load', target: 'this', swap: 'outerHTML' })}>
      <Panel title={words.calendar}>
        <p>
          <a href={href}>{words.showCalendar}</a>
        </p>
      </Panel>
    </div>
  );
}

/** The twelve months that are shown, by their names once they are not the next ones. */
function titleOf({ t, months, query }: CalendarProps): string {
  const words = t.stockViews.expiry;
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  return Number(query.years ?? 0) === 0 ? words.calendar : words.calendarOf(first, last);
}

/** Twelve months farther, or back. */
function CalendarPager({ t, query }: CalendarProps) {
  const words = t.stockViews.expiry;
  const years = Number(query.years ?? 0);
  const to = (ahead: number) => {
    const href = paths.stockExpiryCalendar({ ...query, years: ahead === 0 ? undefined : ahead });
    return { href, ...hx({ get: href, target: '#calendar', swap: 'outerHTML' }) };
  };
  return (
    <nav class="pager" aria-label={words.calendar}>
      {years > 0 && <a {...to(years - 1)}>{words.calendarBack}</a>}
      {years < MOST_YEARS && <a {...to(years + 1)}>{words.calendarOn}</a>}
    </nav>
  );
}

function CalendarBars({ t, months, seesPrices, expiry, query }: CalendarProps) {
  const words = t.stockViews.expiry;
  const textOf = (month: ExpiryMonth) => (seesPrices ? wanText(month.size) : numberText(month.size));
  const most = months.reduce((best, month) => (month.size > best.size ? month : best));
  const ceiling = Math.max(1, most.size);
  const step = WIDTH / Math.max(1, months.length);
  const width = Math.round(step * 0.7);
  const unit = seesPrices ? words.unitMoney : words.unitLots;
  return (
    <svg class="chart broad" viewBox={`0 0 ${WIDTH} 168`} role="img" aria-labelledby="calendar-title">
      <title id="calendar-title">
        {words.calendarTitle(titleOf({ t, months, seesPrices, expiry, query }), most.month, `${textOf(most)}${unit}`)}
      </title>
      {months.map((month, index) => {
        const height = month.size === 0 ? 0 : Math.max(2, Math.round((month.size / ceiling) * ROOM));
        const middle = Math.round(step * index + step / 2);
        return (
          <>
            <rect
              class={toneOf(month, expiry)}
              x={middle - Math.round(width / 2)}
              y={FLOOR - height}
              width={width}
              height={height}
            />
            <text class="value mid" x={middle} y={FLOOR - height - 6}>
              {textOf(month)}
            </text>
            <text class="mid" x={middle} y="158">
              {month.month.slice(2)}
            </text>
          </>
        );
      })}
      <path class="axis" d={`M0 ${FLOOR}.5H${WIDTH}`} />
    </svg>
  );
}

function CalendarTable({ t, months, seesPrices, query }: CalendarProps) {
  const words = t.stockViews;
  return (
    <details>
      <summary>{words.asTable}</summary>
      <table class="table">
        <caption class="visually-hidden">{words.expiry.calendarTable}</caption>
        <thead>
          <tr>
            <Head>{words.expiry.month}</Head>
            <Head num>{seesPrices ? words.amount : words.lots}</Head>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr>
              <td>
                <a href={paths.stockExpiry({ ...query, years: undefined, month: month.month })}>{month.month}</a>
              </td>
              <td class="num">{seesPrices ? moneyText(month.size) : numberText(month.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
