/** The form that writes down a contract for approved equipment. */
import { METHODS } from '../../src/asset-purchases/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';

interface NewAssetPurchaseProps {
  t: Words;
  form: FormState;
  formKey: string;
  /** Number of the application that the form was opened from. */
  asked: string | undefined;
  name: string | undefined;
  /** What is left of what was approved. */
  left: { quantity: number; amountFen: number } | undefined;
}

export function NewAssetPurchasePage({ t, form, formKey, asked, name, left }: NewAssetPurchaseProps) {
  const words = t.assetPurchases;
  const labels = {
    ...{ acquisitionNumber: words.application, supplier: words.supplier, method: words.method },
    ...{ methodReason: words.methodReason, contractNumber: words.contractNumber, contractOn: words.contractOn },
    ...{ quantity: words.quantity, unit: words.unit, warrantyMonths: words.warrantyMonths },
    ...{ deliverOn: words.deliverOn, paymentTerms: words.paymentTerms, paymentDays: words.paymentDays },
    ...{ retentionPercent: words.retentionPercent, retentionMonths: words.retentionMonths },
  };
  const facts = [
    ...(name === undefined ? [] : [name]),
    ...(left === undefined ? [] : [`${words.approved}：${left.quantity} / ${moneyText(left.amountFen)}`]),
  ];
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.assetPurchases() }, { label: words.newTitle }]}
        crumbsLabel={t.frame.position}
        facts={facts}
      />
      <form class="form" method="post" action={paths.assetPurchases()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <TextField
          form={form}
          name="acquisitionNumber"
          label={words.application}
          hint={words.applicationHint}
          maxlength={40}
          {...(asked !== undefined && { value: asked })}
          required
        />
        <TextField
          form={form}
          name="supplier"
          label={words.supplier}
          hint={words.supplierHint}
          maxlength={80}
          required
        />
        <SelectField
          form={form}
          name="method"
          label={words.method}
          options={METHODS.map((value) => ({ value, label: words.methods[value] }))}
          choose={t.forms.choose}
          required
        />
        <TextField form={form} name="methodReason" label={words.methodReason} note={t.forms.optional} maxlength={200} />
        <TextField form={form} name="contractNumber" label={words.contractNumber} maxlength={40} required />
        <Terms t={t} form={form} />
        <SubmitBar consequence={words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function Terms({ t, form }: Pick<NewAssetPurchaseProps, 't' | 'form'>) {
  const words = t.assetPurchases;
  return (
    <>
      <DateField form={form} name="contractOn" label={words.contractOn} required />
      <NumberField form={form} name="quantity" label={words.quantity} required />
      <NumberField form={form} name="unit" label={words.unit} required />
      <NumberField form={form} name="warrantyMonths" label={words.warrantyMonths} value="12" required />
      <DateField form={form} name="deliverOn" label={words.deliverOn} required />
      <NumberField form={form} name="paymentDays" label={words.paymentDays} value="30" required />
      <NumberField
        form={form}
        name="retentionPercent"
        label={words.retentionPercent}
        hint={words.retentionHint}
        value="0"
        required
      />
      <NumberField form={form} name="retentionMonths" label={words.retentionMonths} value="0" required />
      <TextField
        form={form}
        name="paymentTerms"
        label={words.paymentTerms}
        hint={words.paymentHint}
        maxlength={200}
        required
      />
    </>
  );
}
