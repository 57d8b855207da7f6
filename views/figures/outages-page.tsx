/** Days without stock as spans: at which member, of what, from when until when. */
import type { OutageLine } from '../../src/figures/list-queries.ts';
import { paths } from '../../src/paths.ts';
import { fullMoment } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { NameFilter, type NarrowingProps, narrowedFacts, PeriodFilter } from './narrowing.tsx';

interface OutagesPageProps extends NarrowingProps {
  q: string | undefined;
  rows: OutageLine[];
  next: string | undefined;
  paged: boolean;
  reckoned: number | null;
}

export function OutagesPage(props: OutagesPageProps) {
  const { t, q, rows, next, paged, kept, reckoned } = props;
  const words = t.figures;
  const asOf = reckoned === null ? words.neverReckoned : words.reckoned(fullMoment(reckoned));
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.figures(kept) }, { label: words.outDays }]}
        crumbsLabel={t.frame.position}
        title={words.outDays}
        facts={[...narrowedFacts(props), asOf]}
      />
      <PeriodFilter {...props} href={paths.figureOutages} exports={paths.figureOutagesExport} more={{ q }}>
        <NameFilter t={t} q={q} hint={words.outNamesHint} />
      </PeriodFilter>
      {rows.length === 0 ? <Empty title={words.noOutages} text={words.noOutagesText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.figureOutages({ ...kept, q }) })}
        {...(next !== undefined && { next: paths.figureOutages({ ...kept, q, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, kept }: OutagesPageProps) {
  const words = t.figures;
  const head = (
    <>
      <Head>{words.bys.item}</Head>
      <Head>{words.bys.member}</Head>
      <Head>{words.outFrom}</Head>
      <Head>{words.outUntil}</Head>
      <Head num>{words.outDaysInPeriod}</Head>
      <Head>{words.proof}</Head>
    </>
  );
  return (
    <Table caption={words.outDays} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td>
            <Item name={row.item} detail={row.strength} />
          </td>
          <td class="span-3" data-label={words.bys.member}>
            {row.member}
          </td>
          <td class="span-3" data-label={words.outFrom}>
            {row.from}
          </td>
          <td class="span-2" data-label={words.outUntil}>
            {row.until}
          </td>
          <td class="num span-2" data-label={words.outDaysInPeriod}>
            {row.days}
          </td>
          <td class="span-2">
            <a href={paths.stockCard(row.memberCode, row.itemCode, { from: kept.from, to: kept.to })}>{words.card}</a>
          </td>
        </tr>
      ))}
    </Table>
  );
}
