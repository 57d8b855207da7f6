/** The contracts under which the county buys: kind, supplier, time, state. */
import type { ContractListed } from '../../src/contracts/queries.ts';
import { CONTRACT_KINDS, CONTRACT_STATES, type ContractKind, type ContractState } from '../../src/contracts/rules.ts';
import { daysBetween } from '../../src/kernel/clock.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { PriceTabs } from '../prices/words.tsx';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { RegisterFilters } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ContractStatus } from './words.tsx';

interface ContractsPageProps {
  t: Words;
  filter: {
    q?: string | undefined;
    kind?: ContractKind | undefined;
    state?: ContractState | undefined;
    on?: string | undefined;
  };
  today: string;
  page: Page<ContractListed>;
  can: { edit: boolean; export: boolean };
}

const SOON_DAYS = 60;

export function ContractsPage({ t, filter, today, page, can }: ContractsPageProps) {
  const words = t.prices.contracts;
  const query: Query = { ...filter };
  const all = { value: '', label: t.lists.all };
  const kinds = [all, ...CONTRACT_KINDS.map((value) => ({ value, label: words.kinds[value] }))];
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newContract()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.edit && { actions: add })} />
      <PriceTabs t={t} current="contracts" />
      <RegisterFilters
        t={t}
        words={words}
        states={CONTRACT_STATES}
        query={query}
        href={paths.contracts}
        exports={can.export ? paths.contractsExport : undefined}
      >
        <FilterSelect label={words.kind} name="kind" options={kinds} value={filter.kind} />
        <FilterText label={words.on} name="on" type="date" value={filter.on} />
      </RegisterFilters>
      {page.total === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Rows t={t} rows={page.rows} today={today} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.contracts({ ...query, page: to })}
      />
    </>
  );
}

/** What the time says of a contract in force; nothing while the end is far. */
function endText(t: Words, { document, contract }: ContractListed, today: string): string {
  const words = t.prices.contracts;
  if (document.status !== 'active') return '';
  const left = daysBetween(today, contract.endsOn);
  if (left < 0) return words.overNow;
  return left <= SOON_DAYS ? words.endingSoon(left) : '';
}

function Rows({ t, rows, today }: { t: Words; rows: ContractListed[]; today: string }) {
  const words = t.prices.contracts;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.name}</Head>
      <Head>{words.party}</Head>
      <Head>{words.span}</Head>
      <Head num>{words.lineCount}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.contract(row.document.number)}>{row.document.number}</Code>
          </td>
          <td class="span-3">{words.kinds[row.contract.kind]}</td>
          <td class="note">
            {row.contract.title} <small>{row.contract.batch}</small>
          </td>
          <td class="span-3">{row.party.shortName}</td>
          <td class="span-3">
            {words.spanText(row.contract.startsOn, row.contract.endsOn)} <small>{endText(t, row, today)}</small>
          </td>
          <td class="num span-3" data-label={words.lineCount}>
            {row.lines}
          </td>
          <td class="span-3">
            <ContractStatus t={t} state={row.document.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
