/** The form that proposes a transfer of equipment. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewAssetTransferProps {
  t: Words;
  form: FormState;
  formKey: string;
  members: { code: string; shortName: string }[];
  /** Number of the card that the form was opened from. */
  asset: string | undefined;
}

export function NewAssetTransferPage({ t, form, formKey, members, asset }: NewAssetTransferProps) {
  const words = t.assetTransfers;
  const labels = {
    assetNumber: words.assetNumber,
    to: words.receiver,
    reason: words.reason,
    paid: words.paid,
    licenceNumber: words.licence,
  };
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.assetTransfers() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      <form class="form" method="post" action={paths.assetTransfers()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <TextField
          form={form}
          name="assetNumber"
          label={words.assetNumber}
          hint={words.assetHint}
          maxlength={40}
          {...(asset !== undefined && { value: asset })}
          required
        />
        <SelectField
          form={form}
          name="to"
          label={words.receiver}
          options={members.map((one) => ({ value: one.code, label: one.shortName }))}
          choose={t.forms.choose}
          required
        />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <NumberField form={form} name="paid" label={words.paid} hint={words.paidHint} value="0" required />
        <TextField
          form={form}
          name="licenceNumber"
          label={words.licence}
          note={t.forms.optional}
          hint={words.licenceHint}
          maxlength={60}
        />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
