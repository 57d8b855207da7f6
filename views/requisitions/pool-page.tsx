/** Everything open in the pool by item: who needs it, how urgently, by when, from what. */
import { paths } from '../../src/paths.ts';
import type { PoolFilter, PoolItem } from '../../src/requisitions/pool-queries.ts';
import { POOL_ORIGINS } from '../../src/requisitions/rules.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { planDay } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';

interface PoolPageProps {
  t: Words;
  asked: PoolFilter;
  page: Page<PoolItem>;
  today: string;
  canExport: boolean;
  /** Makes plans of what is open. */
  canPlan: boolean;
}

export function PoolPage({ t, asked, page, today, canExport, canPlan }: PoolPageProps) {
  const words = t.demand.pool;
  const query = { q: asked.q, origin: asked.origin, urgent: asked.urgent ? '1' : undefined };
  const narrowed = Object.values(query).some((value) => value !== undefined && value !== '');
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        {...(canPlan &&
          page.total > 0 && {
            actions: (
              <LinkButton href={paths.newPlan()} kind="primary" icon="i-plan">
                {t.plans.make}
              </LinkButton>
            ),
          })}
      />
      <Filters
        t={t}
        action={paths.demandPool()}
        {...(narrowed && { clear: paths.demandPool() })}
        {...(canExport && {
          right: (
            <ExportLinks
              t={t}
              csv={paths.demandPoolExport('csv', query)}
              xlsx={paths.demandPoolExport('xlsx', query)}
            />
          ),
        })}
      >
        <FilterText label={words.search} name="q" value={asked.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.origin}
          name="origin"
          value={asked.origin}
          options={[
            { value: '', label: t.lists.all },
            ...POOL_ORIGINS.map((value) => ({ value, label: words.origins[value] })),
          ]}
        />
        <FilterCheck label={words.urgentOnly} name="urgent" checked={asked.urgent ?? false} />
      </Filters>
      {page.total === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <PoolRows t={t} rows={page.rows} today={today} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.demandPool({ ...query, page: to })}
      />
    </>
  );
}

function PoolRows({ t, rows, today }: { t: Words; rows: PoolItem[]; today: string }) {
  const words = t.demand.pool;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head num>{words.open}</Head>
      <Head num>{words.members}</Head>
      <Head num>{words.needs}</Head>
      <Head>{words.urgent}</Head>
      <Head>{words.neededBy}</Head>
      <Head>{words.origin}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td>
            <Item name={row.name} detail={`${row.strength} ${row.code}`} href={paths.poolItem(row.code)} />
          </td>
          <td class="num span-2" data-label={words.open}>
            <Quantity t={t} quantityBase={row.openBase} shape={row} />
          </td>
          <td class="num span-2" data-label={words.members}>
            {row.members}
          </td>
          <td class="num span-2" data-label={words.needs}>
            {row.needs}
          </td>
          <td class="span-2" data-label={words.urgent}>
            {row.urgentNeeds > 0 && (
              <Status icon="s-urgent" tone="warn">
                {row.urgentNeeds}
              </Status>
            )}
          </td>
          <td class="span-2" data-label={words.neededBy}>
            {planDay(t, row.neededBy, today)}
          </td>
          <td class="span-2">{row.origins.map((origin) => words.origins[origin]).join(' ')}</td>
        </tr>
      ))}
    </Table>
  );
}
