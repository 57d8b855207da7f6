/** Opening an inspection: which order, which delivery, how the goods came. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { HeaderFields, type HeaderValues } from './header-fields.tsx';

interface NewReceiptPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  asked: { order?: string | undefined; delivery?: string | undefined; place?: string | undefined };
  given: HeaderValues;
}

export function NewReceiptPage({ t, form, formKey, asked, given }: NewReceiptPageProps) {
  const words = t.receiving;
  const { order, delivery, place, noteNumber, arrivedDay, arrivedTime, invoices, invoicesNote } = words;
  const labels = { order, delivery, place, noteNumber, arrivedDay, arrivedTime, invoices, invoicesNote };
  const field = { form, note: t.forms.optional, maxlength: 40 };
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.receiving() }]}
        crumbsLabel={t.frame.position}
        title={words.newTitle}
        facts={[words.newIntro]}
      />
      <ErrorSummary t={t} form={form} labels={labels} />
      <form class="form" method="post" action={paths.receiving()}>
        <HiddenKey value={formKey} />
        <div class="row">
          <TextField form={form} name="order" label={order} value={asked.order} maxlength={40} />
          <TextField {...field} name="delivery" label={delivery} value={asked.delivery} />
          <TextField {...field} name="place" label={place} value={asked.place} hint={words.placeHint} />
        </div>
        <HeaderFields t={t} form={form} given={given} />
        <SubmitBar consequence={words.openConsequence}>
          <Button kind="primary">{words.openButton}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
