/** The catalogue as a list: search, filters, pages, export; for those who may, the way to the import. */
import type { Child } from 'hono/jsx';
import type { ItemFilters, ItemRow, ItemSort } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, SortHead, Table } from '../ui/table.tsx';
import { Code, Item, Price } from '../ui/values.tsx';
import { ItemTags, itemDetail, packOf, tiersOf } from './item-words.tsx';
import { activeFilters, addressOf, CatalogueFilters } from './list-filters.tsx';

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

export function CataloguePage(props: CataloguePageProps) {
  const { t, rows, total, can } = props;
  const words = t.catalogue;
  const past = props.filters.otherDay;
  const filtered = activeFilters(props) > 0 || Boolean(props.filters.q);
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
      <CatalogueFilters {...props} mayExport={can.export} />
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
        <LinkButton href={paths.factBatch(addressOf(props, { on: undefined }))}>{t.facts.batchLink}</LinkButton>
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
        href={(page) => paths.catalogue(addressOf(props, { page: page === 1 ? undefined : page }))}
      />
    </>
  );
}

function ItemHeads(props: CataloguePageProps) {
  const { t, sort, can } = props;
  const words = t.catalogue.fields;
  const sortBy = (change: ItemSort) => paths.catalogue(addressOf(props, { sort: change }));
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
