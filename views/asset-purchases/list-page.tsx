/** Contracts for equipment as a list. */
import type { ListedPurchase, PurchaseFilter } from '../../src/asset-purchases/list-queries.ts';
import { PURCHASE_STATES } from '../../src/asset-purchases/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { PurchaseStatus } from './words.tsx';

interface AssetPurchasesPageProps {
  t: Words;
  filter: PurchaseFilter;
  rows: ListedPurchase[];
  next: string | undefined;
  paged: boolean;
  can: { buy: boolean; export: boolean };
}

export function AssetPurchasesPage(props: AssetPurchasesPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.assetPurchases;
  const actions = (
    <>
      <LinkButton href={paths.assetAcceptances()}>{words.acceptancesTitle}</LinkButton>
      {can.buy && (
        <LinkButton kind="primary" icon="i-plus" href={paths.newAssetPurchase()}>
          {words.newTitle}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={actions} />
      <KeyedRegister
        t={t}
        words={words}
        states={PURCHASE_STATES}
        query={{ ...filter }}
        href={paths.assetPurchases}
        exports={can.export ? paths.assetPurchasesExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: AssetPurchasesPageProps) {
  const words = t.assetPurchases;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.name}</Head>
      <Head>{words.place}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.state}</Head>
      <Head>{words.deliverOn}</Head>
      <Head num>{words.accepted}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.assetPurchase(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.name}</td>
          <td class="span-3">{row.place}</td>
          <td class="span-3">{row.supplier}</td>
          <td class="span-3">
            <PurchaseStatus t={t} status={row.status} />
          </td>
          <td class="span-3" data-label={words.deliverOn}>
            {row.deliverOn}
          </td>
          <td class="num span-3" data-label={words.accepted}>
            {words.unitsOf(row.accepted, row.quantity)}
          </td>
          <td class="num span-3" data-label={words.amount}>
            <Money t={t} amountFen={row.quantity * row.unitFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
