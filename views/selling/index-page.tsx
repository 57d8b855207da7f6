/** What everything is sold for on a day: the price, what was paid, by which rule, and what does not fit. */
import { paths, type Query } from '../../src/paths.ts';
import type { SellingLine, SellingState } from '../../src/selling/list-queries.ts';
import type { GoodsKind } from '../../src/selling/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { PriceTabs } from '../prices/words.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { ExportLinks, FilterDay, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { packText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Price } from '../ui/values.tsx';
import { markupText, Origin, SellingStates } from './words.tsx';

interface SellingPageProps {
  t: Words;
  filter: { q?: string | undefined; kind?: GoodsKind | undefined; state?: SellingState | undefined };
  choices: { kinds: readonly GoodsKind[]; states: readonly SellingState[] };
  day: string;
  today: string;
  page: Page<SellingLine>;
  can: { edit: boolean; export: boolean };
  form: FormState;
  formKey: string;
}

export function SellingPage({ t, filter, choices, day, today, page, can, form, formKey }: SellingPageProps) {
  const words = t.selling;
  const query: Query = { ...filter, on: day === today ? undefined : day };
  const { rows, ...counts } = page;
  const takeOver = (
    <form method="post" action={paths.sellingTakeover()}>
      <HiddenKey value={formKey} />
      <Button>{words.takeOver}</Button>
    </form>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.edit && { actions: takeOver })} />
      <PriceTabs t={t} current="selling" />
      <ErrorSummary t={t} form={form} labels={{}} />
      <ListFilters t={t} query={query} filter={filter} choices={choices} day={day} today={today} exports={can.export} />
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Rows t={t} lines={rows} on={query.on} />
      )}
      <NumberedPager t={t} {...counts} href={(to) => paths.selling({ ...query, page: to })} />
    </>
  );
}

type FiltersProps = Pick<SellingPageProps, 't' | 'filter' | 'choices' | 'day' | 'today'> & {
  query: Query;
  exports: boolean;
};

function ListFilters({ t, query, filter, choices, day, today, exports }: FiltersProps) {
  const words = t.selling;
  const filtered = Object.values(query).some((value) => value !== undefined && value !== '');
  const files = <ExportLinks t={t} csv={paths.sellingExport('csv', query)} xlsx={paths.sellingExport('xlsx', query)} />;
  const all = { value: '', label: t.lists.all };
  return (
    <Filters
      t={t}
      action={paths.selling()}
      {...(filtered && { clear: paths.selling() })}
      {...(exports && { right: files })}
    >
      <FilterText label={t.prices.search} name="q" placeholder={t.prices.searchHint} value={filter.q} />
      <FilterSelect
        label={words.kind}
        name="kind"
        options={[all, ...choices.kinds.map((value) => ({ value, label: words.kinds[value] }))]}
        value={filter.kind}
      />
      <FilterSelect
        label={words.state}
        name="state"
        options={[all, ...choices.states.map((value) => ({ value, label: words.states[value] }))]}
        value={filter.state}
      />
      <FilterDay t={t} day={day} today={today} />
    </Filters>
  );
}

function Rows({ t, lines, on }: { t: Words; lines: SellingLine[]; on: Query[string] }) {
  const words = t.selling;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.rule}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.paid}</Head>
      <Head num>{words.markup}</Head>
      <Head>{words.validFrom}</Head>
      <Head>{words.source}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {lines.map((line) => (
        <tr>
          <td class="span-5">
            <Item
              name={line.genericName}
              detail={[line.strength, packText(t, line), line.manufacturer, line.code].filter(Boolean).join(' ')}
              href={paths.itemSelling(line.code, { on })}
            />
          </td>
          <td class="span-3">{words.rules[line.rule.code](line.rule)}</td>
          <td class="num span-3" data-label={words.price}>
            {line.price === null ? '–' : <Price pricePack={line.price.pricePack} />}
          </td>
          <td class="num span-3" data-label={words.paid}>
            {line.price?.paidPack == null ? '–' : <Price pricePack={line.price.paidPack} />}
          </td>
          <td class="num span-3" data-label={words.markup}>
            {markupText(t, line.price) || '–'}
          </td>
          <td class="span-3" data-label={words.validFrom}>
            {line.price?.validFrom ?? '–'}
          </td>
          <td class="span-3">{line.price !== null && <Origin t={t} price={line.price} />}</td>
          <td class="span-3">
            <SellingStates t={t} states={line.states} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
