/** The form that opens a write-off or an adjustment: where and why; its lots follow on its page. */
import type { LossReason } from '../../src/losses/rules.ts';
import { reasonsOf } from '../../src/losses/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewLossPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: { code: string; shortName: string }[];
  kind: 'write_off' | 'adjustment';
}

export function NewLossPage({ t, form, formKey, places, kind }: NewLossPageProps) {
  const words = t.losses;
  const reasons: readonly LossReason[] = reasonsOf(kind);
  const title = words.newTitles[kind];
  const labels = { organisation: words.place, reasonCode: words.reason, reason: words.explanation };
  const [first] = places;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ label: words.title, href: paths.losses() }, { label: title }]}
        crumbsLabel={t.frame.position}
        facts={[words.newIntros[kind]]}
      />
      <form class="form" method="post" action={paths.losses()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <Hidden name="kind" value={kind} />
        <SelectField
          form={form}
          name="organisation"
          label={words.place}
          options={places.map((place) => ({ value: place.code, label: place.shortName }))}
          {...(first && { value: first.code })}
          required
        />
        <Choices
          form={form}
          name="reasonCode"
          label={words.reason}
          choices={reasons.map((value) => ({ value, title: words.reasons[value] }))}
          across
        />
        <TextField
          form={form}
          name="reason"
          label={words.explanation}
          note={t.forms.optional}
          hint={words.explanationHint}
          maxlength={200}
        />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
