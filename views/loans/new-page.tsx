/** The form that asks another member for a piece of equipment. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

interface NewLoanProps {
  t: Words;
  form: FormState;
  formKey: string;
  members: { code: string; shortName: string }[];
  /** Number of the card that the form was opened from. */
  asset: string | undefined;
  dueOn: string;
}

export function NewLoanPage({ t, form, formKey, members, asset, dueOn }: NewLoanProps) {
  const words = t.loans;
  const [only] = members.length === 1 ? members : [];
  const labels = { assetNumber: t.equipment.number, to: words.borrower, reason: words.reason, dueOn: words.dueOn };
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.loans() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      <Panel title={words.add}>
        <form class="form" method="post" action={paths.loans()}>
          <ErrorSummary t={t} form={form} labels={labels} />
          <HiddenKey value={formKey} />
          <TextField
            form={form}
            name="assetNumber"
            label={t.equipment.number}
            hint={words.assetHint}
            maxlength={40}
            {...(asset !== undefined && { value: asset })}
            required
          />
          <SelectField
            form={form}
            name="to"
            label={words.borrower}
            options={members.map((one) => ({ value: one.code, label: one.shortName }))}
            {...(only === undefined ? { choose: t.forms.choose } : { value: only.code })}
            required
          />
          <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
          <TextField form={form} name="dueOn" label={words.dueOn} type="date" value={dueOn} required />
          <SubmitBar consequence={words.askConsequence}>
            <Button kind="primary">{words.ask}</Button>
          </SubmitBar>
        </form>
      </Panel>
    </>
  );
}
