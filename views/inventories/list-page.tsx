/** Stocktakes of equipment: open ones, closed ones, and starting one. */
import type { InventoryFilter, ListedInventory } from '../../src/inventories/list-queries.ts';
import { INVENTORY_STATES } from '../../src/inventories/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { InventoryStatus } from './words.tsx';

export interface InventoriesPageProps {
  t: Words;
  filter: InventoryFilter;
  rows: ListedInventory[];
  next: string | undefined;
  paged: boolean;
  can: { count: boolean; export: boolean };
}

export function InventoriesPage({ t, filter, rows, next, paged, can }: InventoriesPageProps) {
  const words = t.inventories;
  const start = can.count && (
    <LinkButton kind="primary" icon="i-plus" href={paths.newInventory()}>
      {words.newButton}
    </LinkButton>
  );
  const crumbs = [{ label: t.equipment.title, href: paths.equipment() }, { label: words.title }];
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        {...(start && { actions: start })}
      />
      <KeyedRegister
        t={t}
        words={words}
        states={INVENTORY_STATES}
        query={{ ...filter }}
        href={paths.inventories}
        exports={can.export ? paths.inventoriesExport : undefined}
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

function Rows({ t, rows }: Pick<InventoriesPageProps, 't' | 'rows'>) {
  const words = t.inventories;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.number}</Head>
      <Head>{words.place}</Head>
      <Head>{words.started}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.foundLines}</Head>
      <Head num>{words.findsCount}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">{row.title}</td>
          <td class="span-2">
            <Code href={paths.inventory(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{row.place}</td>
          <td class="span-2">{fullMoment(row.createdAt)}</td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          <td class="num span-2" data-label={words.foundLines}>
            {row.found}
          </td>
          <td class="num span-2" data-label={words.findsCount}>
            {row.finds}
          </td>
          <td class="span-2">
            <InventoryStatus t={t} status={row.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
