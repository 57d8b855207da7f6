/** Months that are closed, the next one to close, and what is open before it is done. */
import type { ClosedMonth } from '../../src/account/months.ts';
import type { OpenMatters } from '../../src/books/month-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { momentText } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

interface MonthsPageProps {
  t: Words;
  page: Page<ClosedMonth>;
  /** The next month to close; `matters` only when it is over. */
  next: string;
  matters: OpenMatters | undefined;
  can: { close: boolean };
  form: FormState;
  formKey: string;
  now: number;
}

export function MonthsPage(props: MonthsPageProps) {
  const { t, page, now, form } = props;
  const words = t.books;
  const head = (
    <>
      <Head>{words.month}</Head>
      <Head>{words.closedAt}</Head>
      <Head>{words.by}</Head>
    </>
  );
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.books() }, { label: words.months }]}
        crumbsLabel={t.frame.position}
        title={words.months}
        facts={[words.monthsIntro]}
      />
      <ErrorSummary t={t} form={form} labels={{ month: words.month }} />
      <Next {...props} />
      <Panel title={words.closedMonths} padded={false}>
        {page.total === 0 ? (
          <Empty title={words.noMonths} text={words.noMonthsText} />
        ) : (
          <Table caption={words.closedMonths} head={head} stacks>
            {page.rows.map((month) => (
              <tr>
                <td class="span-2">
                  <a href={paths.books({ month: month.month })}>{month.month}</a>
                </td>
                <td class="span-4">{momentText(t, month.closedAt, now)}</td>
                <td>{month.closedBy}</td>
              </tr>
            ))}
          </Table>
        )}
        {page.total > page.size && (
          <NumberedPager
            t={t}
            page={page.page}
            size={page.size}
            total={page.total}
            href={(to) => paths.bookMonths({ page: to })}
          />
        )}
      </Panel>
    </>
  );
}

function Next({ t, next, matters, can, formKey }: MonthsPageProps) {
  const words = t.books;
  if (matters === undefined) return <Notice title={words.notDue(next)} />;
  const { onTheRoad, unsigned, objections } = matters;
  return (
    <Panel title={words.nextToClose(next)} note={words.tellsOnly}>
      <Facts
        facts={[
          { label: words.onTheRoad, value: <a href={paths.dispatches({ state: 'in_transit' })}>{onTheRoad}</a> },
          { label: words.unsignedBefore, value: String(unsigned) },
          { label: words.objections, value: String(objections) },
        ]}
      />
      {can.close && (
        <form class="form" method="post" action={paths.bookMonths()}>
          <HiddenKey value={formKey} />
          <Hidden name="month" value={next} />
          <SubmitBar consequence={words.closeConsequence}>
            <Button kind="primary">{words.closeSubmit(next)}</Button>
          </SubmitBar>
        </form>
      )}
    </Panel>
  );
}
