/** Counts of shelves: running ones, closed ones, and starting one. */
import type { ListedShelfCount, ShelfCountFilter } from '../../src/consignment-counts/list-queries.ts';
import { SHELF_COUNT_STATES } from '../../src/consignment-counts/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ShelfCountStatus } from './words.tsx';

interface ShelfCountsPageProps {
  t: Words;
  filter: ShelfCountFilter;
  rows: ListedShelfCount[];
  next: string | undefined;
  paged: boolean;
  can: { keep: boolean; export: boolean };
}

export function ShelfCountsPage({ t, filter, rows, next, paged, can }: ShelfCountsPageProps) {
  const words = t.shelfCounts;
  const start = can.keep && (
    <LinkButton kind="primary" icon="i-plus" href={paths.newShelfCount()}>
      {words.newButton}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.implants.title, href: paths.implants() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        {...(start && { actions: start })}
      />
      <KeyedRegister
        t={t}
        words={words}
        states={SHELF_COUNT_STATES}
        query={{ ...filter }}
        href={paths.shelfCounts}
        exports={can.export ? paths.shelfCountsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows t={t} rows={rows} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: Pick<ShelfCountsPageProps, 't' | 'rows'>) {
  const words = t.shelfCounts;
  const head = (
    <>
      <Head>{words.shelf}</Head>
      <Head>{words.number}</Head>
      <Head>{words.place}</Head>
      <Head>{words.opened}</Head>
      <Head num>{words.units}</Head>
      <Head num>{words.seen}</Head>
      <Head num>{words.missing}</Head>
      <Head num>{words.strays}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">{row.shelf || words.allShelves}</td>
          <td class="span-2">
            <Code href={paths.shelfCount(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{row.place}</td>
          <td class="span-2">{fullMoment(row.createdAt)}</td>
          <td class="num span-2" data-label={words.units}>
            <a href={paths.shelfCount(row.number, { tab: 'all' })}>{row.units}</a>
          </td>
          <td class="num span-2" data-label={words.seen}>
            <a href={paths.shelfCount(row.number, { tab: 'all' })}>{row.seen}</a>
          </td>
          <td class="num span-2" data-label={words.missing}>
            <a href={paths.shelfCount(row.number, { tab: 'missing' })}>{row.missing}</a>
          </td>
          <td class="num span-2" data-label={words.strays}>
            <a href={`${paths.shelfCount(row.number)}#strays`}>{row.strays}</a>
          </td>
          <td class="span-2">
            <ShelfCountStatus t={t} status={row.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
