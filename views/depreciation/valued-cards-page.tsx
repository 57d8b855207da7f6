/** The cards behind a figure of the register of values. */
import { AGE_BANDS, type AgeBand } from '../../src/depreciation/rules.ts';
import type { ValuedCard, ValueFilter } from '../../src/depreciation/value-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Money } from '../ui/values.tsx';
import { type Choosing, ValueFilters, type When } from './value-page.tsx';

interface ValuedCardsProps extends Choosing {
  t: Words;
  filter: ValueFilter & { year?: string | undefined; age?: AgeBand | undefined };
  when: When;
  rows: readonly ValuedCard[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean };
}

export function ValuedCardsPage(props: ValuedCardsProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.assetValues;
  const query = { ...filter };
  const exported = (format: 'csv' | 'xlsx') => paths.equipmentValueCardsExport(format, query);
  return (
    <>
      <PageHead
        title={words.cardsTitle}
        crumbs={[
          { label: t.equipment.title, href: paths.equipment() },
          { label: words.title, href: paths.equipmentValue({ month: filter.month }) },
          { label: words.cardsTitle },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.cardsIntro, ...(filter.year ? [`${words.group.year} ${filter.year}`] : [])]}
      />
      <Filters
        t={t}
        action={paths.equipmentValueCards()}
        kept={{ year: filter.year }}
        clear={paths.equipmentValueCards({ month: filter.month })}
        {...(can.export && { right: <ExportLinks t={t} csv={exported('csv')} xlsx={exported('xlsx')} /> })}
      >
        <ValueFilters {...props} />
        <FilterSelect
          label={words.group.age}
          name="age"
          value={filter.age}
          options={[
            { value: '', label: t.lists.all },
            ...AGE_BANDS.map((value) => ({ value, label: words.ages[value] })),
          ]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.equipmentValueCards(query) })}
        {...(next !== undefined && { next: paths.equipmentValueCards({ ...query, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows }: ValuedCardsProps) {
  const words = t.assetValues;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.owner}</Head>
      <Head>{words.acquiredOn}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.worn}</Head>
      <Head num>{words.net}</Head>
      <Head num>{words.monthCharge}</Head>
    </>
  );
  return (
    <Table caption={words.cardsTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Item
              name={row.name}
              detail={[row.number, row.model].filter(Boolean).join(' ')}
              href={paths.equipmentWorn(row.number)}
            />
          </td>
          <td class="span-2">{row.owner}</td>
          <td class="span-3" data-label={words.acquiredOn}>
            {row.acquiredOn}
          </td>
          <td class="num span-3" data-label={words.price}>
            <Money t={t} amountFen={row.priceFen} />
          </td>
          <td class="num span-3" data-label={words.worn}>
            <Money t={t} amountFen={row.wornFen} />
          </td>
          <td class="num span-3" data-label={words.net}>
            <Money t={t} amountFen={row.priceFen - row.wornFen} />
          </td>
          <td class="num span-3" data-label={words.monthCharge}>
            <Money t={t} amountFen={row.monthFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
