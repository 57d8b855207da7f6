/** Acceptances of equipment as a list, across all contracts. */
import type { AcceptanceFilter, ListedAcceptance } from '../../src/asset-purchases/acceptance-list-queries.ts';
import { ACCEPTANCE_STATES } from '../../src/asset-purchases/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { AcceptanceStatus } from './words.tsx';

interface AcceptancesPageProps {
  t: Words;
  filter: AcceptanceFilter;
  rows: readonly ListedAcceptance[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean };
}

export function AssetAcceptancesPage(props: AcceptancesPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.assetPurchases;
  return (
    <>
      <PageHead
        title={words.acceptancesTitle}
        crumbs={[{ label: words.title, href: paths.assetPurchases() }, { label: words.acceptancesTitle }]}
        crumbsLabel={t.frame.position}
        facts={[words.acceptancesIntro]}
      />
      <KeyedRegister
        t={t}
        words={{ ...words, searchHint: words.acceptancesSearch, states: words.acceptanceStates }}
        states={ACCEPTANCE_STATES}
        query={{ ...filter }}
        href={paths.assetAcceptances}
        exports={can.export ? paths.assetAcceptancesExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.acceptancesEmpty, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: AcceptancesPageProps) {
  const words = t.assetPurchases;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.name}</Head>
      <Head>{words.place}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.contractOf}</Head>
      <Head>{words.state}</Head>
      <Head>{words.arrivedOn}</Head>
      <Head>{words.acceptedOn}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.owed}</Head>
    </>
  );
  return (
    <Table caption={words.acceptancesTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.assetAcceptance(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.name}</td>
          <td class="span-3">{row.place}</td>
          <td class="span-3">{row.supplier}</td>
          <td class="span-6" data-label={words.contractOf}>
            <Code href={paths.assetPurchase(row.contract)}>{row.contract}</Code>
          </td>
          <td class="span-3">
            <AcceptanceStatus t={t} status={row.status} />
          </td>
          <td class="span-3" data-label={words.arrivedOn}>
            {row.arrivedOn}
          </td>
          <td class="span-3" data-label={words.acceptedOn}>
            {row.acceptedOn ?? ''}
          </td>
          <td class="num span-3" data-label={words.quantity}>
            {row.units}
          </td>
          <td class="num span-3" data-label={words.owed}>
            <a href={`${paths.assetAcceptance(row.number)}#owed`}>
              <Money t={t} amountFen={row.owedFen} />
            </a>
          </td>
        </tr>
      ))}
    </Table>
  );
}
