/** The form that makes a login for a supplier's people: the supplier is looked for above, then chosen. */
import type { PartyRow } from '../../src/parties/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface SupplierLoginProps {
  t: Words;
  form: FormState;
  formKey: string;
  q: string;
  parties: Pick<PartyRow, 'code' | 'name' | 'shortName'>[];
}

export function SupplierLoginPage({ t, form, formKey, q, parties }: SupplierLoginProps) {
  const words = t.parties;
  const choices = parties.map(({ code, name, shortName }) => ({
    value: code,
    title: shortName,
    text: `${code} ${name}`,
  }));
  const [only] = parties.length === 1 ? parties : [];
  const labels = { partyCode: words.loginParty, name: words.loginPerson, login: words.loginName };
  return (
    <>
      <PageHead
        title={words.login}
        crumbs={[{ label: t.users.title, href: paths.users() }]}
        crumbsLabel={t.frame.position}
        facts={[words.loginText]}
      />
      <Filters t={t} action={paths.supplierLogin()} verb={t.forms.search}>
        <FilterText label={words.loginParty} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {choices.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <form class="form" method="post" action={paths.supplierLogin({ q })}>
          <ErrorSummary t={t} form={form} labels={labels} />
          <HiddenKey value={formKey} />
          <Choices
            form={form}
            name="partyCode"
            label={words.loginParty}
            hint={words.loginPartyHint}
            choices={choices}
            chosen={only?.code}
            across
          />
          <TextField form={form} name="name" label={words.loginPerson} maxlength={40} required />
          <TextField
            form={form}
            name="login"
            label={words.loginName}
            hint={words.loginNameHint}
            maxlength={64}
            required
          />
          <SubmitBar consequence={words.loginConsequence}>
            <Button kind="primary">{words.loginSubmit}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}
