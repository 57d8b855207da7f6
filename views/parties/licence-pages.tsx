/** A licence is recorded as it was handed in, and ended on a page that asks why. */
import type { LicenceLine } from '../../src/parties/page-queries.ts';
import type { PartyRow } from '../../src/parties/queries.ts';
import { GOODS, LICENCE_KINDS } from '../../src/parties/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface NewLicenceProps {
  t: Words;
  party: PartyRow;
  form: FormState;
  formKey: string;
  today: string;
}

function crumbsOf(t: Words, party: PartyRow) {
  return [
    { label: t.parties.title, href: paths.parties() },
    { label: party.shortName, href: paths.party(party.code) },
  ];
}

export function NewLicencePage({ t, party, form, formKey, today }: NewLicenceProps) {
  const words = t.parties;
  const { licenceKind: kind, licenceNumber: number, scope, validFrom, validTo, issuedBy } = words;
  const kinds = LICENCE_KINDS.map((value) => ({ value, label: words.licenceKinds[value] }));
  const goods = GOODS.map((value) => ({ value, title: words.goods[value] }));
  return (
    <>
      <PageHead
        title={words.addLicenceTitle(party.shortName)}
        crumbs={crumbsOf(t, party)}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.newLicence(party.code)}>
        <ErrorSummary t={t} form={form} labels={{ kind, number, scope, validFrom, validTo, issuedBy }} />
        <HiddenKey value={formKey} />
        <SelectField form={form} name="kind" label={kind} options={kinds} choose={t.forms.choose} required />
        <TextField form={form} name="number" label={number} maxlength={60} required />
        <Choices form={form} name="scope" label={scope} hint={words.scopeHint} choices={goods} many across />
        <DateField form={form} name="validFrom" label={validFrom} value={today} required />
        <DateField form={form} name="validTo" label={validTo} hint={words.validToHint} />
        <TextField form={form} name="issuedBy" label={issuedBy} note={t.forms.optional} maxlength={60} />
        <SubmitBar consequence={words.licenceConsequence}>
          <Button kind="primary">{words.licenceSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

interface EndLicenceProps {
  t: Words;
  party: PartyRow;
  line: LicenceLine;
  form: FormState;
  formKey: string;
}

export function EndLicencePage({ t, party, line, form, formKey }: EndLicenceProps) {
  const words = t.parties;
  const buttons = (
    <>
      <Button kind="danger">{words.endLicenceSubmit}</Button>
      <LinkButton href={paths.party(party.code)}>{words.back}</LinkButton>
    </>
  );
  return (
    <>
      <PageHead title={words.endLicence} crumbs={crumbsOf(t, party)} crumbsLabel={t.frame.position} />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Confirm
        action={paths.licenceEnding(party.code, line.id)}
        question={words.endLicenceTitle(words.licenceKinds[line.kind], line.number)}
        consequences={words.endLicenceConsequences}
        buttons={buttons}
      >
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
      </Confirm>
    </>
  );
}
