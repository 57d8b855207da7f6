/** Medical equipment that nobody planned rounds of. */
import type { Days, Unplanned } from '../../src/maintenance/list-queries.ts';
import { PLAN_KINDS, type PlanKind } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, valuesOf } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { crumbsOf } from './words.tsx';

interface UnplannedPageProps {
  t: Words;
  form: FormState;
  kind: PlanKind;
  rows: readonly (Unplanned & { months: number })[];
  days: Days;
  next: string | undefined;
  paged: boolean;
  formKey: string;
}

export function UnplannedPage(props: UnplannedPageProps) {
  const { t, form, kind, rows, days, next, paged, formKey } = props;
  const words = t.maintenance;
  return (
    <>
      <PageHead
        title={words.proposalsTitle}
        crumbs={crumbsOf(t, words.proposals)}
        crumbsLabel={t.frame.position}
        facts={[words.kinds[kind], words.proposalsIntro]}
        actions={PLAN_KINDS.filter((other) => other !== kind).map((other) => (
          <LinkButton href={paths.maintenanceProposals({ kind: other })}>{words.kinds[other]}</LinkButton>
        ))}
      />
      {rows.length === 0 ? (
        <Empty title={words.proposalsEmptyTitle} text={words.proposalsEmptyText} />
      ) : (
        <form class="form" method="post" action={paths.maintenanceProposals({ kind })}>
          <ErrorSummary t={t} form={form} labels={{ line: words.device, dueOn: words.firstDue }} />
          <HiddenKey value={formKey} />
          <DateField form={form} name="dueOn" label={words.firstDue} note={words.firstDueHint} min={days.today} />
          <Rows {...props} />
          <SubmitBar consequence={words.proposalsConsequence}>
            <Button kind="primary">{words.proposalsSubmit}</Button>
          </SubmitBar>
        </form>
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.maintenanceProposals({ kind }) })}
        {...(next !== undefined && { next: paths.maintenanceProposals({ kind, after: next }) })}
      />
    </>
  );
}

function Rows({ t, form, kind, rows }: UnplannedPageProps) {
  const words = t.maintenance;
  const head = (
    <>
      <Head>{words.chosen}</Head>
      <Head>{words.device}</Head>
      <Head>{words.kind}</Head>
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
              value={`${row.number} ${kind}`}
              checked={valuesOf(form, 'line').includes(`${row.number} ${kind}`)}
              aria-label={words.choose(`${row.name} ${row.number}`)}
            />
          </td>
          <td class="span-4">
            <Item name={row.name} detail={[row.number, row.model].join(' ')} href={paths.equipmentRounds(row.number)} />
          </td>
          <td class="span-3">{[words.kinds[kind], t.equipment.risks[row.risk], words.every(row.months)].join(' ')}</td>
          <td class="span-3">{[row.userName, row.room].filter(Boolean).join(' ')}</td>
        </tr>
      ))}
    </Table>
  );
}
