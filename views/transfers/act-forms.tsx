/** What can be done with a transfer, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { FieldError, fieldId, TextField, typedValue } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { quantityText } from '../ui/format.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { TransferPageProps } from './show-page-props.ts';

type Act = Parameters<typeof paths.transferAct>[1];
type Shown = TransferPageProps['view']['lines'][number];

/** What may be done next. */
export function TransferActs(props: TransferPageProps) {
  const { t, view } = props;
  const words = t.transfers;
  const { can } = view;
  return (
    <>
      {can.accept && (
        <ActForm {...props} name="acceptance" title={words.accept}>
          {view.lines.map((shown) => (
            <Boxes {...props} name="acceptance" shown={shown} />
          ))}
          <SubmitBar consequence={words.acceptConsequence}>
            <Button kind="primary">{words.acceptSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.grant && <Grant {...props} />}
      {can.ownGrant && (
        <Panel title={words.grant}>
          <p class="hint">{words.grantOwn}</p>
        </Panel>
      )}
      {can.refuse && (
        <ActForm {...props} asksWhy name="refusal" title={words.refuse}>
          <SubmitBar consequence={words.refuseConsequence}>
            <Button kind="danger">{words.refuseSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.decline && (
        <ActForm {...props} asksWhy name="declination" title={words.decline}>
          <SubmitBar consequence={words.declineConsequence}>
            <Button kind="danger">{words.declineSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.withdraw && (
        <ActForm {...props} asksWhy name="withdrawal" title={words.withdraw}>
          <SubmitBar consequence={words.withdrawConsequence}>
            <Button kind="danger">{words.withdrawSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Grant(props: TransferPageProps) {
  const { t, view } = props;
  const words = t.transfers;
  const form = formOf(props.form, 'grant');
  return (
    <ActForm {...props} name="grant" title={words.grant}>
      {view.lines.map((shown) => (
        <div class="stack">
          <Boxes {...props} name="grant" shown={shown} />
          <LotChoice {...props} shown={shown} />
          <TextField
            form={form}
            name={`line.${shown.line.id}.reason`}
            label={words.lessReason}
            note={t.forms.optional}
            maxlength={200}
          />
        </div>
      ))}
      <SubmitBar consequence={words.grantConsequence}>
        <Button kind="primary">{words.grantSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Boxes(props: TransferPageProps & { name: 'acceptance' | 'grant'; shown: Shown }) {
  const { t, shown } = props;
  const { line, item } = shown;
  const form = formOf(props.form, props.name);
  const name = `line.${line.id}`;
  const error = ['packs', 'units'].map((part) => form.errors[`${name}.${part}`]).find((one) => one);
  const title = `${item.genericName} ${item.strength}`;
  return (
    <fieldset class="field">
      <legend>
        {title} <small>{t.transfers.askedText(quantityText(t, line.askedBase, item))}</small>
      </legend>
      <PackBoxes t={t} form={form} name={name} shape={item} quantityBase={line.askedBase} of={title} />
      <FieldError name={name} {...(error !== undefined && { error })} {...(form.scope && { scope: form.scope })} />
    </fieldset>
  );
}

/** Which lot goes: the first to expire unless the giver says otherwise. */
function LotChoice(props: TransferPageProps & { shown: Shown }) {
  const { t, view, shown } = props;
  const words = t.transfers;
  const { line, item } = shown;
  const choice = view.choices.find((row) => row.item.id === item.id);
  if (choice === undefined || view.transfer.origin === 'plan') return null;
  if (choice.why !== null) return <p class="error">{words.noneToGive}</p>;
  const name = `line.${line.id}.lot`;
  const form = formOf(props.form, 'grant');
  const chosen = typedValue(form, name, line.lotId === null ? '' : String(line.lotId));
  return (
    <div class="field">
      <label for={fieldId(name, form.scope)}>{words.lot}</label>
      <select class="input" id={fieldId(name, form.scope)} name={name}>
        <option value="">{words.firstToExpire}</option>
        {choice.lots.map((lot) => (
          <option value={String(lot.lotId)} selected={chosen === String(lot.lotId)}>
            {`${lot.lotNumber} ${t.formats.until(lot.expiresOn)} ${quantityText(t, lot.freeBase, item)}`}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ActFormProps extends TransferPageProps {
  name: Act;
  title: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, children } = props;
  const lines = view.lines.flatMap(({ line, item }) =>
    ['packs', 'units', 'lot', 'reason'].map((part) => [`line.${line.id}.${part}`, item.genericName]),
  );
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.transferAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={{ ...Object.fromEntries(lines), why: t.transfers.why }}
      why={asksWhy ? { name: 'why', label: t.transfers.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
