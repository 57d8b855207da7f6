/** What can be done with an acceptance: each side's word with what it has seen, taken back, sent back. */
import type { Child } from 'hono/jsx';
import { CHECKS, type Side } from '../../src/asset-purchases/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { AssetAcceptancePageProps } from './acceptance-page.tsx';

/** What may be done next. */
export function AcceptanceActs(props: AssetAcceptancePageProps) {
  const { t, view } = props;
  const words = t.assetPurchases;
  const { can } = view;
  return (
    <>
      {can.confirm !== null && <Word {...props} side={can.confirm} />}
      {can.why !== null && (
        <Panel title={words.acceptance}>
          <p class="hint">{words.whyNot[can.why]}</p>
        </Panel>
      )}
      {can.takeBack && (
        <ActForm {...props} name="retraction" title={words.takeBack}>
          <SubmitBar consequence={words.takeBackConsequence}>
            <Button>{words.takeBack}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.sendBack && (
        <ActForm {...props} name="return" title={words.sendBack} asksWhy>
          <SubmitBar consequence={words.sendBackConsequence}>
            <Button kind="danger">{words.sendBack}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.undo && (
        <ActForm {...props} name="undoing" title={words.undo} asksWhy>
          <SubmitBar consequence={words.undoConsequence}>
            <Button kind="danger">{words.undo}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Word(props: AssetAcceptancePageProps & { side: Side }) {
  const { t, side } = props;
  const words = t.assetPurchases;
  const form = formOf(props.form, side);
  return (
    <ActForm {...props} name={side} title={words.confirm[side]}>
      {CHECKS[side].map((name) => (
        <Choices
          form={form}
          name={name}
          label={words.checks[name]}
          choices={[{ value: '1', title: words.checks[name] }]}
          many
          hideLabel
        />
      ))}
      {side === 'office' && (
        <TextField form={form} name="supplierPerson" label={words.supplierPerson} maxlength={40} required />
      )}
      <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
      <SubmitBar consequence={words.confirmConsequence}>
        <Button kind="primary">{words.confirm[side]}</Button>
      </SubmitBar>
    </ActForm>
  );
}

interface ActFormProps extends AssetAcceptancePageProps {
  name: Parameters<typeof paths.assetAcceptanceAct>[1];
  title: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm({ t, view, form, formKey, name, title, asksWhy, children }: ActFormProps) {
  const words = t.assetPurchases;
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.assetAcceptanceAct(view.document.number, name)}
      back={form}
      formKey={formKey}
      version={view.document.version}
      labels={{ ...words.checks, why: words.why, note: words.note, supplierPerson: words.supplierPerson }}
      why={asksWhy ? { name: 'why', label: words.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
