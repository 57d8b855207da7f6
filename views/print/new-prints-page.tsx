/** Many slips in one file: what is on its way, ticked, printed in one act. */

import type { UnprintedRow } from '../../src/dispatches/unprinted-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Hidden, HiddenKey, SelectField } from '../ui/field.tsx';
import { emptyState } from '../ui/form-state.ts';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface NewPrintsPageProps {
  t: Words;
  rows: UnprintedRow[];
  now: number;
  formKey: string;
}

export function NewPrintsPage({ t, rows, now, formKey }: NewPrintsPageProps) {
  const words = t.papers.many;
  const heads = [words.number, words.receiver, words.sender, words.posted, words.prints];
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.dispatches.title, href: paths.dispatches() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <form class="stack" method="post" action={paths.prints()} target="_blank" rel="noopener">
          <HiddenKey value={formKey} />
          <Hidden name="kind" value="dispatch_slip" />
          <Table caption={words.title} stacks head={heads.map((head) => <Head>{head}</Head>)}>
            {rows.map((row) => (
              <tr>
                <td>
                  <label class="check">
                    <input type="checkbox" name="number" value={row.number} checked={row.printCount === 0} />{' '}
                    <Code href={paths.dispatch(row.number)}>{row.number}</Code>
                  </label>
                </td>
                <td data-label={words.receiver}>{row.receiver}</td>
                <td data-label={words.sender}>{row.sender}</td>
                <td data-label={words.posted}>{row.postedAt === null ? '' : momentText(t, row.postedAt, now)}</td>
                <td data-label={words.prints}>{words.times(row.printCount)}</td>
              </tr>
            ))}
          </Table>
          <SelectField
            form={emptyState()}
            name="size"
            label={words.size}
            choose={words.ownSize}
            options={(['a4', 'a5', '241'] as const).map((value) => ({ value, label: t.papers.sizes[value] }))}
          />
          <SubmitBar consequence={words.consequence}>
            <Button kind="primary" icon="i-print">
              {words.button}
            </Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}
