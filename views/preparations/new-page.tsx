/** The form that records a permit as the authority gave it. */
import { paths } from '../../src/paths.ts';
import type { Receiver } from '../../src/preparations/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewPermitProps {
  t: Words;
  form: FormState;
  formKey: string;
  choices: { preparations: { code: string; name: string; detail: string }[]; members: Receiver[] };
  today: string;
}

export function NewPermitPage({ t, form, formKey, choices, today }: NewPermitProps) {
  const words = t.preparations;
  const crumbs = [{ label: words.title, href: paths.preparations() }];
  const head = <PageHead title={words.add} crumbs={crumbs} crumbsLabel={t.frame.position} />;
  if (choices.preparations.length === 0) {
    return (
      <>
        {head}
        <Empty title={words.noPreparations} text={words.noPreparationsText} />
      </>
    );
  }
  return (
    <>
      {head}
      <form class="form" method="post" action={paths.preparations()}>
        <ErrorSummary t={t} form={form} labels={labelsOf(t)} />
        <HiddenKey value={formKey} />
        <PermitFields t={t} form={form} choices={choices} today={today} />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function labelsOf(t: Words): Record<string, string> {
  const { number, item, maker, recipients, cap, validFrom, validTo, authority } = t.preparations;
  return { number, item, maker, recipient: recipients, capPacks: cap, validFrom, validTo, authority };
}

function PermitFields({ t, form, choices, today }: Omit<NewPermitProps, 'formKey'>) {
  const words = t.preparations;
  const choose = t.forms.choose;
  const makers = choices.members.filter((each) => each.kind === 'head' || each.kind === 'campus');
  const items = choices.preparations.map(({ code, name, detail }) => ({ value: code, label: `${name} ${detail}` }));
  const asOption = (each: Receiver) => ({ value: each.code, label: each.name });
  const receivers = choices.members.map((each) => ({ value: each.code, title: each.name, text: each.code }));
  return (
    <>
      <TextField form={form} name="number" label={words.number} hint={words.numberHint} maxlength={60} required />
      <SelectField form={form} name="item" label={words.item} options={items} choose={choose} required />
      <SelectField
        form={form}
        name="maker"
        label={words.maker}
        options={makers.map(asOption)}
        choose={choose}
        required
      />
      <NumberField form={form} name="capPacks" label={words.cap} hint={words.capHint} maxlength={9} required />
      <DateField form={form} name="validFrom" label={words.validFrom} value={today} required />
      <DateField form={form} name="validTo" label={words.validTo} required />
      <TextField
        form={form}
        name="authority"
        label={words.authority}
        hint={words.authorityHint}
        maxlength={60}
        required
      />
      <Choices form={form} name="recipient" label={words.recipients} choices={receivers} many across />
      <Choices
        form={form}
        name="withClinics"
        label={words.clinics}
        choices={[{ value: '1', title: words.withClinics, text: words.withClinicsText }]}
        many
      />
    </>
  );
}
