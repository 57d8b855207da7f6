/** The form that proposes equipment for disposal. */
import { DISPOSAL_REASONS, type DisposalReason } from '../../src/disposals/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewDisposalProps {
  t: Words;
  form: FormState;
  formKey: string;
  /** What the page that it was opened from knows: numbers of cards, why, and in which words. */
  asked: { asset?: string | undefined; reason?: DisposalReason | undefined; why?: string | undefined };
}

export function NewDisposalPage({ t, form, formKey, asked }: NewDisposalProps) {
  const words = t.disposals;
  const labels = { assets: words.assets, reason: words.reason, explanation: words.explanation };
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.disposals() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      <form class="form" method="post" action={paths.disposals()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <TextArea
          form={form}
          name="assets"
          label={words.assets}
          hint={words.assetsHint}
          rows={4}
          maxlength={2000}
          {...(asked.asset !== undefined && { value: asked.asset })}
          required
        />
        <SelectField
          form={form}
          name="reason"
          label={words.reason}
          options={DISPOSAL_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
          choose={t.forms.choose}
          {...(asked.reason !== undefined && { value: asked.reason })}
          required
        />
        <TextField
          form={form}
          name="explanation"
          label={words.explanation}
          maxlength={200}
          required
          {...(asked.why !== undefined && { value: asked.why })}
        />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
