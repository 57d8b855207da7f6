/** The form that opens a negotiation: what about, when, and how long the price will hold. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewNegotiationProps {
  t: Words;
  form: FormState;
  formKey: string;
  today: string;
}

export function NewNegotiationPage({ t, form, formKey, today }: NewNegotiationProps) {
  const words = t.prices.negotiations;
  const { name: title, purpose, heldOn, startsOn, endsOn } = words;
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.negotiations() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.newNegotiation()}>
        <ErrorSummary t={t} form={form} labels={{ title, purpose, heldOn, startsOn, endsOn }} />
        <HiddenKey value={formKey} />
        <TextField form={form} name="title" label={title} maxlength={100} required />
        <TextArea form={form} name="purpose" label={purpose} hint={words.purposeHint} maxlength={300} required />
        <DateField form={form} name="heldOn" label={heldOn} value={today} required />
        <DateField form={form} name="startsOn" label={startsOn} required />
        <DateField form={form} name="endsOn" label={endsOn} required />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
