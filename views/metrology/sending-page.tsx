/** Many things sent for their tests in one go. */
import type { Days, ListedDuty } from '../../src/metrology/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField, valuesOf } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { crumbsOf, DutyDevice, DutyStatus, holdsText, itemText } from './words.tsx';

interface SendingPageProps {
  t: Words;
  form: FormState;
  rows: readonly ListedDuty[];
  days: Days;
  formKey: string;
}

export function SendingPage(props: SendingPageProps) {
  const { t, form, rows, days, formKey } = props;
  const words = t.metrology;
  return (
    <>
      <PageHead
        title={words.sendTitle}
        crumbs={crumbsOf(t, words.send)}
        crumbsLabel={t.frame.position}
        facts={[words.sendIntro]}
      />
      {rows.length === 0 ? (
        <Empty title={words.sendEmptyTitle} text={words.sendEmptyText} />
      ) : (
        <form class="form" method="post" action={paths.metrologySending()}>
          <ErrorSummary t={t} form={form} labels={{ institution: words.institution, day: words.sendDay }} />
          <HiddenKey value={formKey} />
          <TextField form={form} name="institution" label={words.institution} maxlength={80} required />
          <DateField form={form} name="day" label={words.sendDay} value={days.today} max={days.today} required />
          <Rows {...props} />
          <SubmitBar consequence={words.sendConsequence}>
            <Button kind="primary">{words.send}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}

function Rows({ t, form, rows, days }: SendingPageProps) {
  const words = t.metrology;
  const head = (
    <>
      <Head>{words.chosen}</Head>
      <Head>{words.device}</Head>
      <Head>{words.item}</Head>
      <Head>{words.user}</Head>
      <Head>{words.validUntil}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.sendTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-2" data-label={words.chosen}>
            <input
              type="checkbox"
              name="duty"
              value={String(row.id)}
              checked={valuesOf(form, 'duty').includes(String(row.id))}
              aria-label={words.choose(`${row.name} ${row.number}`)}
            />
          </td>
          <td class="span-4">
            <DutyDevice row={row} />
          </td>
          <td class="span-3">{itemText(t, row.item)}</td>
          <td class="span-3">{[row.userName, row.room].filter(Boolean).join(' ')}</td>
          <td class="span-3" data-label={words.validUntil}>
            {holdsText(t, row, days)}
          </td>
          <td class="span-3">
            <DutyStatus t={t} duty={row} days={days} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
