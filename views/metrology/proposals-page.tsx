/** What the list of compulsory metrology may name and nobody registered. */
import type { Proposal } from '../../src/metrology/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, valuesOf } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { crumbsOf, itemText } from './words.tsx';

interface ProposalsPageProps {
  t: Words;
  form: FormState;
  rows: readonly Proposal[];
  next: string | undefined;
  paged: boolean;
  formKey: string;
}

export function ProposalsPage(props: ProposalsPageProps) {
  const { t, form, rows, next, paged, formKey } = props;
  const words = t.metrology;
  return (
    <>
      <PageHead
        title={words.proposalsTitle}
        crumbs={crumbsOf(t, words.proposals)}
        crumbsLabel={t.frame.position}
        facts={[words.proposalsIntro]}
      />
      {rows.length === 0 ? (
        <Empty title={words.proposalsEmptyTitle} text={words.proposalsEmptyText} />
      ) : (
        <form class="form" method="post" action={paths.metrologyProposals()}>
          <ErrorSummary t={t} form={form} labels={{ line: words.device }} />
          <HiddenKey value={formKey} />
          <Rows {...props} />
          <SubmitBar consequence={words.proposalsConsequence}>
            <Button kind="primary">{words.proposalsSubmit}</Button>
          </SubmitBar>
        </form>
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.metrologyProposals() })}
        {...(next !== undefined && { next: paths.metrologyProposals({ after: next }) })}
      />
    </>
  );
}

function Rows({ t, form, rows }: ProposalsPageProps) {
  const words = t.metrology;
  const head = (
    <>
      <Head>{words.chosen}</Head>
      <Head>{words.device}</Head>
      <Head>{words.item}</Head>
      <Head>{words.user}</Head>
    </>
  );
  return (
    <Table caption={words.proposalsTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-2" data-label={words.chosen}>
            <input
              type="checkbox"
              name="line"
              value={`${row.number} ${row.item}`}
              checked={valuesOf(form, 'line').includes(`${row.number} ${row.item}`)}
              aria-label={words.choose(`${row.name} ${row.number}`)}
            />
          </td>
          <td class="span-4">
            <Item name={row.name} detail={[row.number, row.model].join(' ')} href={paths.equipmentTests(row.number)} />
          </td>
          <td class="span-3">{itemText(t, row.item)}</td>
          <td class="span-3">{[row.userName, row.room].filter(Boolean).join(' ')}</td>
        </tr>
      ))}
    </Table>
  );
}
