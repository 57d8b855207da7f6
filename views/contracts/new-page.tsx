/** The form that drafts a contract: what it is, with whom, and for how long; its items follow on its own page. */
import { CONTRACT_KINDS } from '../../src/contracts/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewContractProps {
  t: Words;
  form: FormState;
  formKey: string;
  sellers: { id: number; code: string; shortName: string }[];
}

export function NewContractPage({ t, form, formKey, sellers }: NewContractProps) {
  const words = t.prices.contracts;
  const { kind, name: title, batch, party, backup, startsOn, endsOn } = words;
  const options = sellers.map((one) => ({ value: String(one.id), label: `${one.code} ${one.shortName}` }));
  const kinds = CONTRACT_KINDS.map((value) => ({ value, label: words.kinds[value] }));
  return (
    <>
      <PageHead
        title={words.add}
        crumbs={[{ label: words.title, href: paths.contracts() }, { label: words.add }]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.newContract()}>
        <ErrorSummary t={t} form={form} labels={{ kind, title, batch, party, backup, startsOn, endsOn }} />
        <HiddenKey value={formKey} />
        <Segments form={form} name="kind" label={kind} options={kinds} chosen="volume" />
        <TextField form={form} name="title" label={title} maxlength={100} required />
        <TextField form={form} name="batch" label={batch} hint={words.batchHint} maxlength={60} />
        <SelectField form={form} name="party" label={party} options={options} choose={t.forms.choose} required />
        <SelectField
          form={form}
          name="backup"
          label={backup}
          hint={words.backupHint}
          options={options}
          choose={words.noBackup}
        />
        <DateField form={form} name="startsOn" label={startsOn} required />
        <DateField form={form} name="endsOn" label={endsOn} required />
        <SubmitBar consequence={words.draftConsequence}>
          <Button kind="primary">{words.draftSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
