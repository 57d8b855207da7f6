/** The negotiations of the county: what about, when, how far. */
import type { NegotiationListed } from '../../src/negotiations/queries.ts';
import { NEGOTIATION_STATES, type NegotiationState } from '../../src/negotiations/rules.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { PriceTabs } from '../prices/words.tsx';
import { LinkButton } from '../ui/button.tsx';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { RegisterFilters } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface NegotiationsPageProps {
  t: Words;
  filter: { q?: string | undefined; state?: NegotiationState | undefined };
  page: Page<NegotiationListed>;
  can: { manage: boolean; export: boolean };
}

const SIGNALS: Record<NegotiationState, { icon: IconName; tone?: Tone }> = {
  preparing: { icon: 's-todo' },
  negotiating: { icon: 's-doing' },
  proposed: { icon: 's-near', tone: 'warn' },
  awarded: { icon: 's-done' },
  cancelled: { icon: 's-no' },
};

export function NegotiationStatus({ t, state, badge }: { t: Words; state: string; badge?: boolean }) {
  const known = state as NegotiationState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.prices.negotiations.states[known]}
    </Status>
  );
}

export function NegotiationsPage({ t, filter, page, can }: NegotiationsPageProps) {
  const words = t.prices.negotiations;
  const query: Query = { ...filter };
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newNegotiation()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.manage && { actions: add })} />
      <PriceTabs t={t} current="negotiations" />
      <RegisterFilters
        t={t}
        words={words}
        states={NEGOTIATION_STATES}
        query={query}
        href={paths.negotiations}
        exports={can.export ? paths.negotiationsExport : undefined}
      />
      {page.total === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows t={t} rows={page.rows} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.negotiations({ ...query, page: to })}
      />
    </>
  );
}

function Rows({ t, rows }: { t: Words; rows: NegotiationListed[] }) {
  const words = t.prices.negotiations;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.name}</Head>
      <Head>{words.heldOn}</Head>
      <Head>{words.round}</Head>
      <Head num>{words.lineCount}</Head>
      <Head>{words.span}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.negotiation(row.document.number)}>{row.document.number}</Code>
          </td>
          <td class="note">{row.negotiation.title}</td>
          <td class="span-3">{row.negotiation.heldOn}</td>
          <td class="span-3">{words.roundText(row.negotiation.round)}</td>
          <td class="num span-2">{row.lines}</td>
          <td class="span-4">{words.spanText(row.negotiation.startsOn, row.negotiation.endsOn)}</td>
          <td class="span-3">
            <NegotiationStatus t={t} state={row.document.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
