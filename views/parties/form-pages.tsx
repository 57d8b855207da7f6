/** The forms of a party: a new one, a changed one, and the page that asks before it is retired or reinstated. */
import type { MemberChoice } from '../../src/parties/page-queries.ts';
import type { PartyRow } from '../../src/parties/queries.ts';
import { PARTY_KINDS } from '../../src/parties/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface PartyFormProps {
  t: Words;
  form: FormState;
  formKey: string;
  members: MemberChoice[];
  /** The party to be changed; without one the form is for a new party. */
  party?: PartyRow & { memberCode: string };
  /** A free code, for a new party. */
  code?: string;
}

export function PartyFormPage({ t, form, formKey, members, party, code }: PartyFormProps) {
  const words = t.parties;
  const crumbs = [{ label: words.title, href: paths.parties() }];
  const { name, shortName, kind, creditCode, member, address, note } = words;
  const labels = { code: words.code, name, shortName, kind, creditCode, memberCode: member, address, note };
  if (party !== undefined) crumbs.push({ label: party.shortName, href: paths.party(party.code) });
  return (
    <>
      <PageHead
        title={party === undefined ? words.addTitle : words.editTitle(party.shortName)}
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={party === undefined ? paths.parties() : paths.partyEdit(party.code)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        {party === undefined ? (
          <TextField
            form={form}
            name="code"
            label={words.code}
            hint={words.codeHint}
            value={code}
            maxlength={9}
            required
          />
        ) : (
          <Hidden name="version" value={form.values.version?.[0] ?? party.version} />
        )}
        <PartyFields t={t} form={form} members={members} party={party} />
        <SubmitBar consequence={party === undefined ? words.addConsequence : words.editConsequence}>
          <Button kind="primary">{party === undefined ? words.addSubmit : words.editSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function PartyFields({ t, form, members, party }: Pick<PartyFormProps, 't' | 'form' | 'members' | 'party'>) {
  const words = t.parties;
  const { optional } = t.forms;
  const kinds = PARTY_KINDS.map((value) => ({ value, label: words.kinds[value] }));
  const options = members.map((member) => ({ value: member.code, label: `${member.code} ${member.name}` }));
  const text = { form, maxlength: 100 };
  return (
    <>
      <TextField {...text} name="name" label={words.name} hint={words.nameHint} value={party?.name} required />
      <TextField {...text} name="shortName" label={words.shortName} value={party?.shortName} maxlength={30} required />
      <Segments form={form} name="kind" label={words.kind} options={kinds} chosen={party?.kind ?? 'supplier'} />
      <TextField
        {...text}
        name="creditCode"
        label={words.creditCode}
        hint={words.creditCodeHint}
        value={party?.creditCode ?? ''}
        maxlength={18}
      />
      {options.length > 0 && (
        <SelectField
          form={form}
          name="memberCode"
          label={words.member}
          hint={words.memberHint}
          value={party?.memberCode}
          options={options}
          choose={words.noMember}
        />
      )}
      <TextField
        {...text}
        name="address"
        label={words.address}
        note={optional}
        value={party?.address}
        maxlength={200}
      />
      <TextArea form={form} name="note" label={words.note} note={optional} value={party?.note} maxlength={300} />
    </>
  );
}

interface PartyStateProps {
  t: Words;
  party: PartyRow;
  /** What it will be. */
  active: boolean;
  form: FormState;
  formKey: string;
}

export function PartyStatePage({ t, party, active, form, formKey }: PartyStateProps) {
  const words = t.parties;
  const { code, shortName } = party;
  const buttons = (
    <>
      <Button kind={active ? 'primary' : 'danger'}>{active ? words.reinstateSubmit : words.retireSubmit}</Button>
      <LinkButton href={paths.party(code)}>{words.back}</LinkButton>
    </>
  );
  return (
    <>
      <PageHead
        title={active ? words.reinstate : words.retire}
        crumbs={[
          { label: words.title, href: paths.parties() },
          { label: shortName, href: paths.party(code) },
        ]}
        crumbsLabel={t.frame.position}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Confirm
        action={active ? paths.partyReinstatement(code) : paths.partyRetirement(code)}
        question={active ? words.reinstateTitle(shortName) : words.retireTitle(shortName)}
        consequences={active ? words.reinstateConsequences : words.retireConsequences}
        buttons={buttons}
      >
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
      </Confirm>
    </>
  );
}
