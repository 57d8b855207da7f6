/** Hours, cases and what is owed, by the member that keeps a thing and the one that used it. */
import { paths } from '../../src/paths.ts';
import type { ShareFigure } from '../../src/sharing/booking-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

interface ShareFiguresProps {
  t: Words;
  period: { from: string; until: string };
  rows: ShareFigure[];
  can: { export: boolean };
}

export function ShareFiguresPage(props: ShareFiguresProps) {
  const { t, period, rows, can } = props;
  const words = t.sharing;
  return (
    <>
      <PageHead
        title={words.figures}
        crumbs={[{ label: words.title, href: paths.shares() }, { label: words.figures }]}
        crumbsLabel={t.frame.position}
        facts={[words.figuresIntro]}
      />
      <Filters
        t={t}
        action={paths.bookingFigures()}
        {...(can.export && {
          right: (
            <ExportLinks
              t={t}
              csv={paths.bookingFiguresExport('csv', period)}
              xlsx={paths.bookingFiguresExport('xlsx', period)}
            />
          ),
        })}
      >
        <FilterText label={words.from} name="from" type="date" value={period.from} />
        <FilterText label={words.until} name="until" type="date" value={period.until} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noBookings} text={words.noBookingsText} /> : <Rows {...props} />}
    </>
  );
}

function Rows({ t, rows, period }: ShareFiguresProps) {
  const words = t.sharing;
  const head = (
    <>
      <Head>{words.keeper}</Head>
      <Head>{words.member}</Head>
      <Head>{words.thing}</Head>
      <Head num>{words.uses}</Head>
      <Head num>{words.hoursUsed}</Head>
      <Head num>{words.cases}</Head>
      <Head num>{words.owed}</Head>
    </>
  );
  return (
    <Table caption={words.figures} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3" data-label={words.keeper}>
            {row.keeper}
          </td>
          <td class="span-3" data-label={words.member}>
            {row.member}
          </td>
          <td class="span-5">
            <span class="item">
              {row.assetName}
              <small>{row.assetNumber}</small>
            </span>
          </td>
          <td class="num span-2" data-label={words.uses}>
            <a href={paths.bookings({ tab: 'all', q: row.assetNumber, state: 'done', ...period })}>{row.uses}</a>
          </td>
          <td class="num span-2" data-label={words.hoursUsed}>
            {(row.minutes / 60).toFixed(1)}
          </td>
          <td class="num span-2" data-label={words.cases}>
            {row.cases}
          </td>
          <td class="num span-3" data-label={words.owed}>
            <Money t={t} amountFen={row.owedFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
