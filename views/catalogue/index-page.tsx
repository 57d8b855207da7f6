/** The catalogue as a list: search, filters, pages, export; for those who may, the way to the import. */
import type { Child } from 'hono/jsx';
import type { ItemFilters, ItemRow, ItemSort } from '../../src/catalogue/queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterCheck, FilterDay, FilterFold, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, SortHead, Table } from '../ui/table.tsx';
import { Code, Item, Price } from '../ui/values.tsx';
import { ItemTags, itemDetail, packOf, tiersOf } from './item-words.tsx';

export interface CataloguePageProps {
  t: Words;
  filters: ItemFilters;
  sort: ItemSort;
  today: string;
  rows: readonly ItemRow[];
  total: number;
  page: number;
  size: number;
  can: { import: boolean; edit: boolean; export: boolean; seePrices: boolean };
}

/** The address of the list as it is, with changes. */
function address({ filters, sort }: CataloguePageProps, change: Query = {}): Query {
  const { otherDay, on, ...chosen } = filters;
  return { ...chosen, on: otherDay && on, sort: sort === 'code' ? undefined : sort, ...change };
}

/** How many filters narrow the list, beside the words that are looked for. */
function activeFilters({ filters }: CataloguePageProps): number {
  const { q: _words, on: _day, ...chosen } = filters;
  return Object.values(chosen).filter((value) => value !== undefined && value !== false).length;
}

export function CataloguePage(props: CataloguePageProps) {
  const { t, rows, total, can } = props;
  const words = t.catalogue;
  const past = props.filters.otherDay;
  const active = activeFilters(props);
  const filtered = active > 0 || Boolean(props.filters.q);
  const importButton = can.import && (
    <LinkButton href={paths.catalogueImport()} icon="i-plus">
      {words.toImport}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={words.title}
        facts={[t.lists.totalRows(total), ...(past ? [words.asOf(past.day)] : [])]}
        actions={<ListActions {...props} importButton={importButton} />}
      />
      <CatalogueFilters {...props} filtered={filtered} active={active} />
      {past && <Advice>{words.pastNote}</Advice>}
      {rows.length > 0 && <ItemRows {...props} />}
      {rows.length === 0 && filtered && <Empty title={words.nothingTitle} text={words.nothingText} />}
      {rows.length === 0 && !filtered && <Empty title={words.emptyTitle} text={words.emptyText} act={importButton} />}
    </>
  );
}

function ListActions(props: CataloguePageProps & { importButton: Child }) {
  const { t, can } = props;
  return (
    <>
      {can.edit && (
        <LinkButton href={paths.factBatch(address(props, { on: undefined }))}>{t.facts.batchLink}</LinkButton>
      )}
      {can.edit && (
        <LinkButton href={paths.newItem({ q: props.filters.q })} icon="i-plus">
          {t.items.newItem}
        </LinkButton>
      )}
      {props.importButton}
    </>
  );
}

function CatalogueFilters(props: CataloguePageProps & { filtered: boolean; active: number }) {
  const { t, filters, sort, can } = props;
  const words = t.catalogue;
  return (
    <Filters
      t={t}
      action={paths.catalogue()}
      verb={t.forms.search}
      kept={{ sort: sort === 'code' ? undefined : sort }}
      {...(props.filtered && { clear: paths.catalogue() })}
      right={
        can.export && (
          <ExportLinks
            t={t}
            csv={paths.catalogueExport('csv', address(props))}
            xlsx={paths.catalogueExport('xlsx', address(props))}
          />
        )
      }
    >
      <FilterText label={words.fields.item} name="q" value={filters.q ?? ''} placeholder={words.searchHint} />
      <FilterFold label={t.lists.filter} active={props.active}>
        <ClassFilters {...props} />
        <FactFilters {...props} />
        <FilterDay t={t} day={filters.on ?? props.today} today={props.today} />
        <FilterCheck label={words.onlyEssential} name="essential" checked={filters.essential === true} />
        <FilterCheck label={words.onlyIncomplete} name="incomplete" checked={filters.incomplete === true} />
        <FilterCheck label={words.onlyRetired} name="retired" checked={filters.retired === true} />
      </FilterFold>
    </Filters>
  );
}

/** Kind, storage, control class and tier. */
function ClassFilters({ t, filters }: CataloguePageProps) {
  const words = t.catalogue;
  const options = (whole: string, names: Record<string, string>) => [
    { value: '', label: whole },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  return (
    <>
      <FilterSelect
        label={words.fields.kind}
        name="kind"
        value={filters.kind ?? ''}
        options={options(words.anyKind, words.kinds)}
      />
      <FilterSelect
        label={words.fields.storageZone}
        name="zone"
        value={filters.zone ?? ''}
        options={options(words.anyZone, words.zones)}
      />
      <FilterSelect
        label={words.fields.controlClass}
        name="control"
        value={filters.control ?? ''}
        options={options(words.anyControl, words.controls)}
      />
      <FilterSelect
        label={words.fields.tier}
        name="tier"
        value={filters.tier ?? ''}
        options={options(words.anyTier, words.tiers)}
      />
    </>
  );
}

/** What lists say of items today; most people never filter by it. */
function FactFilters({ t, filters }: CataloguePageProps) {
  const words = t.facts;
  const options = (names: Record<string, string>) => [
    { value: '', label: t.items.anyFact },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ];
  const { none: _none, ...outcomes } = words.vbp;
  return (
    <>
      <FilterSelect
        label={words.short.insurance}
        name="insurance"
        value={filters.insurance ?? ''}
        options={options(words.insurance)}
      />
      <FilterSelect label={words.short.vbp} name="vbp" value={filters.vbp ?? ''} options={options(outcomes)} />
      <FilterSelect
        label={words.short.chronic}
        name="chronic"
        value={filters.chronic ?? ''}
        options={options({ any: t.items.anyChronic, ...words.chronic })}
      />
      <FilterSelect
        label={words.short.antimicrobial}
        name="antimicrobial"
        value={filters.antimicrobial ?? ''}
        options={options(words.antimicrobial)}
      />
      <FilterSelect
        label={words.short.high_alert}
        name="highAlert"
        value={filters.highAlert ?? ''}
        options={options(words.highAlert)}
      />
    </>
  );
}

function ItemRows(props: CataloguePageProps) {
  const { t, rows, can } = props;
  return (
    <>
      <Table caption={t.catalogue.caption} head={<ItemHeads {...props} />} stacks>
        {rows.map((item) => (
          <ItemLine t={t} item={item} seePrices={can.seePrices} />
        ))}
      </Table>
      <NumberedPager
        t={t}
        page={props.page}
        size={props.size}
        total={props.total}
        href={(page) => paths.catalogue(address(props, { page: page === 1 ? undefined : page }))}
      />
    </>
  );
}

function ItemHeads(props: CataloguePageProps) {
  const { t, sort, can } = props;
  const words = t.catalogue.fields;
  const sortBy = (change: ItemSort) => paths.catalogue(address(props, { sort: change }));
  const sorted = (column: ItemSort) => sort === column && { sorted: 'ascending' as const };
  return (
    <>
      <SortHead t={t} href={sortBy('name')} {...sorted('name')}>
        {words.item}
      </SortHead>
      <SortHead t={t} href={sortBy('code')} {...sorted('code')}>
        {words.code}
      </SortHead>
      <Head>{words.pack}</Head>
      <Head>{words.storageZone}</Head>
      <Head>{words.tier}</Head>
      {can.seePrices && (
        <SortHead
          t={t}
          num
          href={sortBy(sort === 'price' ? '-price' : 'price')}
          {...sorted('price')}
          {...(sort === '-price' && { sorted: 'descending' as const })}
        >
          {words.priceHead}
        </SortHead>
      )}
    </>
  );
}

function ItemLine({ t, item, seePrices }: { t: Words; item: ItemRow; seePrices: boolean }) {
  const price =
    item.pricePack === 0 ? <span class="note">{t.catalogue.noPrice}</span> : <Price pricePack={item.pricePack} />;
  return (
    <tr class={item.active ? undefined : 'off'}>
      <td class="span-6">
        <Item
          name={item.genericName}
          href={paths.item(item.code)}
          detail={itemDetail(t, item)}
          tags={<ItemTags t={t} item={item} />}
        />
      </td>
      <td class="span-3">
        <Code>{item.code}</Code>
      </td>
      <td class="span-3">{packOf(t, item)}</td>
      <td class="span-2">{t.catalogue.zones[item.storageZone]}</td>
      <td class="span-4">{tiersOf(t, item)}</td>
      {seePrices && <td class="num span-6">{price}</td>}
    </tr>
  );
}
