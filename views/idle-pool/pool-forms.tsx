/** The forms of the pool: to offer a thing, to take something back, to ask for something. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { CONDITIONS } from '../../src/idle-pool/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';

export interface FormsProps {
  t: Words;
  back: FormBack;
  formKey: () => string;
}

export function OfferForm({ t, one, back, formKey }: FormsProps & { one: { number: string } }) {
  const words = t.assetValues;
  const name = `offer-${one.number}`;
  const form = { ...formOf(back, name), scope: name };
  const labels = { condition: words.condition, expected: words.expected, note: words.note };
  return (
    <details open={back.name === name}>
      <summary>{words.offer}</summary>
      <form class="form" method="post" action={paths.equipmentOffer(one.number)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <SelectField
          form={form}
          name="condition"
          label={words.condition}
          options={CONDITIONS.map((value) => ({ value, label: words.conditions[value] }))}
        />
        <TextField
          form={form}
          name="expected"
          label={words.expected}
          hint={words.expectedHint}
          value="0"
          maxlength={20}
          required
        />
        <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
        <SubmitBar consequence={words.offerConsequence}>
          <Button>{words.offerSubmit}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}

export function End({ t, back, formKey, name, action }: FormsProps & { name: string; action: string }) {
  const words = t.assetValues;
  const form = { ...formOf(back, name), scope: name };
  return (
    <details open={back.name === name}>
      <summary>{words.withdraw}</summary>
      <form class="form" method="post" action={action}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.endReason }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="reason" label={words.endReason} maxlength={200} required />
        <Button>{words.withdraw}</Button>
      </form>
    </details>
  );
}

export interface AskProps extends FormsProps {
  classes: readonly AssetClassRow[];
  members: readonly { code: string; shortName: string }[];
}

export function Ask({ t, back, formKey, classes, members }: AskProps) {
  const words = t.assetValues;
  const form = formOf(back, 'demand');
  const labels = {
    member: words.demandMember,
    classCode: words.demandClass,
    specification: words.demandSpecification,
    reason: words.demandReason,
  };
  return (
    <Panel title={words.demandTitle} id="demand">
      <form class="form" method="post" action={paths.equipmentDemands()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <SelectField
          form={form}
          name="member"
          label={words.demandMember}
          options={members.map((one) => ({ value: one.code, label: one.shortName }))}
        />
        <SelectField
          form={form}
          name="classCode"
          label={words.demandClass}
          options={classes.map((one) => ({ value: one.code, label: classText(t, one) }))}
        />
        <TextField form={form} name="specification" label={words.demandSpecification} maxlength={200} required />
        <TextField form={form} name="reason" label={words.demandReason} maxlength={200} required />
        <Button kind="primary">{words.demandSubmit}</Button>
      </form>
    </Panel>
  );
}
