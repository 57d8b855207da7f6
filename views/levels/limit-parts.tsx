/** What the page of levels and the page of proposals have in common: whose, the two limits, and setting them. */
import type { Child } from 'hono/jsx';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { errorOf, FieldError, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import type { PackShape } from '../ui/format.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Quantity } from '../ui/values.tsx';

interface Member {
  code: string;
  name: string;
}

/** Whose levels these are, for people of more than one member. */
export function MemberFilter({ t, member, members }: { t: Words; member: Member; members: Member[] }) {
  if (members.length < 2) return null;
  const options = members.map(({ code, name }) => ({ value: code, label: name }));
  return <FilterSelect label={t.levels.member} name="member" value={member.code} options={options} />;
}

interface LimitCellProps {
  t: Words;
  form: FormState;
  /** Of the field. */
  name: string;
  label: string;
  line: PackShape & { name: string };
  /** Null when none is set. */
  base: number | null;
  /** Whether it may be changed. */
  open: boolean;
}

/** One limit of an item: boxes to set it where that is allowed, with what is wrong below them. */
export function LimitCell({ t, form, name, label, line, base, open }: LimitCellProps) {
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  const given = base === null ? {} : { quantityBase: base };
  return (
    <td class="span-5" data-label={label}>
      {open ? (
        <PackBoxes t={t} form={form} name={name} shape={line} {...given} small of={`${line.name} ${label}`} />
      ) : (
        base !== null && <Quantity t={t} quantityBase={base} shape={line} />
      )}
      <FieldError name={name} {...(error && { error })} />
    </td>
  );
}

interface LimitsFormProps {
  t: Words;
  action: string;
  form: FormState;
  formKey: string;
  member: Member;
  /** Left out for people who may not set limits. */
  act: { label: string; consequence: string } | undefined;
  /** The table of the limits. */
  children: Child;
}

/** A table of limits that is sent as a whole, with one reason. */
export function LimitsForm({ t, action, form, formKey, member, act, children }: LimitsFormProps) {
  const words = t.levels;
  return (
    <form class="stack" method="post" action={action}>
      <HiddenKey value={formKey} />
      <Hidden name="member" value={member.code} />
      {children}
      {act && (
        <>
          <TextField form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={200} />
          <SubmitBar consequence={act.consequence}>
            <Button kind="primary">{act.label}</Button>
          </SubmitBar>
        </>
      )}
    </form>
  );
}
