/** The expiry calendar on a page of its own, for any twelve months. */
import { paths } from '../../src/paths.ts';
import { PageHead } from '../ui/page-head.tsx';
import { type CalendarProps, ExpiryCalendar } from './expiry-calendar.tsx';
import { asked, KeptFilters, type NamedMember } from './kept-filters.tsx';
import { StockTabs } from './stock-tabs.tsx';

export function ExpiryCalendarPage(props: CalendarProps & { choices: NamedMember[] }) {
  const { t, query, seesPrices } = props;
  const words = t.stockViews.expiry;
  return (
    <>
      <PageHead
        title={words.calendarPage}
        facts={[<a href={paths.stockExpiry({ ...query, years: undefined })}>{words.board}</a>]}
      />
      <StockTabs t={t} current="expiry" seesPrices={seesPrices} />
      <KeptFilters
        t={t}
        action={paths.stockExpiryCalendar()}
        query={query}
        members={props.choices}
        kept={{ years: asked(query, 'years') }}
      />
      <ExpiryCalendar {...props} />
    </>
  );
}
