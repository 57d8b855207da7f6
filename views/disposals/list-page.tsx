/** Applications for disposal as a list. */
import type { DisposalFilter, ListedDisposal } from '../../src/disposals/list-queries.ts';
import { DISPOSAL_STATES } from '../../src/disposals/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { DisposalStatus } from './words.tsx';

export interface DisposalsPageProps {
  t: Words;
  filter: DisposalFilter;
  rows: ListedDisposal[];
  next: string | undefined;
  paged: boolean;
  can: { keep: boolean; export: boolean; prices: boolean };
  now: number;
}

export function DisposalsPage(props: DisposalsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.disposals;
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newDisposal()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.keep && { actions: add })} />
      <KeyedRegister
        t={t}
        words={words}
        states={DISPOSAL_STATES}
        query={{ ...filter }}
        href={paths.disposals}
        exports={can.export ? paths.disposalsExport : undefined}
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

function Rows({ t, rows, now, can }: DisposalsPageProps) {
  const words = t.disposals;
  const head = (
    <>
      <Head>{words.cardsTitle}</Head>
      <Head>{words.number}</Head>
      <Head>{words.owner}</Head>
      <Head>{words.reason}</Head>
      <Head>{words.state}</Head>
      <Head>{words.created}</Head>
      {can.prices && <Head num>{words.price}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">{words.cardsOf(row.first, row.cards)}</td>
          <td class="span-3">
            <Code href={paths.disposal(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2" data-label={words.owner}>
            {row.owner}
          </td>
          <td class="span-3 note">
            {words.reasons[row.reason]} {row.explanation}
          </td>
          <td class="span-2">
            <DisposalStatus t={t} status={row.status} />
          </td>
          <td class="span-2" data-label={words.created}>
            {momentText(t, row.createdAt, now)}
          </td>
          {can.prices && (
            <td class="num span-2" data-label={words.price}>
              <Money t={t} amountFen={row.priceFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
