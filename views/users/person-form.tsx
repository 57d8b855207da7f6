/** The form of a person: new, or one that is there. */
import type { Role } from '../../src/auth/roles.ts';
import type { PlaceSearch } from '../../src/users/place-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { PlaceField } from './place-field.tsx';

export interface PersonFormProps {
  t: Words;
  form: FormState;
  formKey: string;
  action: string;
  /** The page of the form, which searches for an organisation. */
  page: string;
  roles: readonly Role[];
  places: PlaceSearch;
  /** Absent for a new person, whose login is asked as well. */
  person?: { name: string; title: string | null; roles: Role[] };
}

export function PersonForm({ t, form, formKey, action, page, roles, places, person }: PersonFormProps) {
  const words = t.users;
  const labels = {
    login: words.login,
    name: words.name,
    title: words.jobTitle,
    organisationId: words.organisation,
    roles: words.roles,
  };
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary t={t} form={form} labels={labels} />
      <HiddenKey value={formKey} />
      {person === undefined && (
        <TextField form={form} name="login" label={labels.login} hint={words.loginHint} maxlength={64} required />
      )}
      <TextField form={form} name="name" label={labels.name} value={person?.name} maxlength={40} required />
      <TextField
        form={form}
        name="title"
        label={labels.title}
        note={t.forms.optional}
        value={person?.title ?? undefined}
        maxlength={60}
      />
      <PlaceField t={t} form={form} search={places} page={page} />
      <Choices
        form={form}
        name="roles"
        label={labels.roles}
        hint={words.rolesHint}
        choices={roles.map((role) => ({ value: role, title: t.roles[role] }))}
        chosen={person?.roles}
        many
      />
      <SubmitBar consequence={person === undefined ? words.addConsequence : words.saveConsequence}>
        <Button kind="primary">{person === undefined ? words.addSubmit : words.save}</Button>
      </SubmitBar>
    </form>
  );
}
