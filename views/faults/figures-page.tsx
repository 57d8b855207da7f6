/** What faults cost in a period, by class or by thing; every row opens into its faults. */
import type { FaultFigure, FigureFilter } from '../../src/faults/figure-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

export interface FaultFiguresPageProps {
  t: Words;
  filter: FigureFilter;
  rows: FaultFigure[];
  can: { export: boolean; costs: boolean };
}

const HOUR_TENTH_MS = 360_000;
const tenths = (value: number | null) => (value === null ? '–' : (value / 10).toFixed(1));

export function FaultFiguresPage({ t, filter, rows, can }: FaultFiguresPageProps) {
  const words = t.faults;
  const query = { ...filter };
  const tabs = (['class', 'asset'] as const).map((by) => ({
    label: words.by[by],
    href: paths.faultFigures({ ...query, by }),
    current: filter.by === by,
  }));
  const files = can.export && (
    <ExportLinks t={t} csv={paths.faultFiguresExport('csv', query)} xlsx={paths.faultFiguresExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.figures}
        crumbs={[{ label: words.title, href: paths.faults() }, { label: words.figures }]}
        crumbsLabel={t.frame.position}
        facts={[words.figuresIntro]}
      />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters t={t} action={paths.faultFigures()} kept={{ by: filter.by }} {...(files && { right: files })}>
        <FilterText label={words.from} name="from" type="date" value={filter.from} />
        <FilterText label={words.until} name="until" type="date" value={filter.until} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.figuresEmpty} />
      ) : (
        <Rows t={t} filter={filter} rows={rows} can={can} />
      )}
    </>
  );
}

function Rows({ t, filter, rows, can }: FaultFiguresPageProps) {
  const words = t.faults;
  const head = (
    <>
      <Head>{words.by[filter.by]}</Head>
      <Head num>{words.things}</Head>
      <Head num>{words.faultCount}</Head>
      <Head num>{words.downHours}</Head>
      <Head num>{words.mtbf}</Head>
      <Head num>{words.mttr}</Head>
      {can.costs && <Head num>{words.cost}</Head>}
      {can.costs && <Head num>{words.share}</Head>}
    </>
  );
  const listed = (row: FaultFigure) => {
    const narrowed = filter.by === 'asset' ? { q: row.key } : { class: row.key };
    return paths.faults({ tab: 'all', ...narrowed, until: filter.until });
  };
  return (
    <Table caption={words.figures} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <span class="item">
              <a href={listed(row)}>{filter.by === 'class' ? (t.equipment.classes[row.key] ?? row.name) : row.name}</a>
              {filter.by === 'asset' && <Code href={paths.equipmentCard(row.key)}>{row.key}</Code>}
            </span>
          </td>
          <td class="num span-2" data-label={words.things}>
            {row.things}
          </td>
          <td class="num span-2" data-label={words.faultCount}>
            {row.faults}
          </td>
          <td class="num span-2" data-label={words.downHours}>
            {tenths(Math.round(row.downMs / HOUR_TENTH_MS))}
          </td>
          <td class="num span-2" data-label={words.mtbf}>
            {tenths(row.mtbfTenths)}
          </td>
          <td class="num span-2" data-label={words.mttr}>
            {tenths(row.mttrTenths)}
          </td>
          {can.costs && (
            <td class="num span-2" data-label={words.cost}>
              <Money t={t} amountFen={row.costFen} />
            </td>
          )}
          {can.costs && (
            <td class="num span-2" data-label={words.share}>
              {row.share === null ? '–' : `${tenths(row.share)}%`}
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
