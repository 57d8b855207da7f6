/** What can be done with a transfer of equipment, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { PhotoField } from '../attachments/photo-field.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PaperForm } from '../ui/paper-form.tsx';
import type { AssetTransferPageProps } from './show-page.tsx';

export function MoveActs(props: AssetTransferPageProps) {
  const { t, view } = props;
  const words = t.assetTransfers;
  const { can } = view;
  return (
    <>
      {view.fiscalMissing && <p class="hint">{words.fiscalMissing}</p>}
      {can.decide && (
        <ActForm {...props} name="approval" title={words.approve}>
          <SubmitBar consequence={words.approveConsequence}>
            <Button kind="primary">{words.approve}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.decide && (
        <ActForm {...props} asksWhy name="refusal" title={words.refuse}>
          <SubmitBar consequence={words.refuseConsequence}>
            <Button>{words.refuse}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.fiscal && view.fiscalMissing && <Fiscal {...props} />}
      {can.handOver && <HandOver {...props} />}
      {can.takeOver && <TakeOver {...props} />}
      {can.withdraw && (
        <ActForm {...props} asksWhy name="withdrawal" title={words.withdraw}>
          <SubmitBar consequence={words.withdrawConsequence}>
            <Button kind="danger">{words.withdraw}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Fiscal(props: AssetTransferPageProps) {
  const words = props.t.assetTransfers;
  const form = formOf(props.form, 'fiscal');
  return (
    <ActForm {...props} name="fiscal" title={words.fiscal}>
      <TextField
        form={form}
        name="fiscalNumber"
        label={words.fiscalNumber}
        hint={words.fiscalHint}
        maxlength={60}
        required
      />
      <SubmitBar consequence={words.fiscalHint}>
        <Button>{words.fiscalSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function HandOver(props: AssetTransferPageProps) {
  const words = props.t.assetTransfers;
  const form = formOf(props.form, 'hand-over');
  return (
    <ActForm {...props} name="hand-over" title={words.handOver} withFile>
      <TextField
        form={form}
        name="condition"
        label={words.condition}
        hint={words.conditionHint}
        maxlength={200}
        required
      />
      <TextField form={form} name="test" label={words.test} maxlength={200} required />
      <Choices form={form} name="safe" label={words.safe} many choices={[{ value: '1', title: words.safeText }]} />
      <PhotoField t={props.t} form={form} />
      <SubmitBar consequence={words.handOverConsequence}>
        <Button kind="primary">{words.handOver}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function TakeOver(props: AssetTransferPageProps) {
  const words = props.t.assetTransfers;
  const form = formOf(props.form, 'take-over');
  return (
    <ActForm {...props} name="take-over" title={words.takeOver} withFile>
      <TextField form={form} name="condition" label={words.condition} maxlength={200} required />
      <TextField form={form} name="room" label={words.room} maxlength={60} required />
      <PhotoField t={props.t} form={form} />
      <SubmitBar consequence={words.takeOverConsequence}>
        <Button kind="primary">{words.takeOver}</Button>
      </SubmitBar>
    </ActForm>
  );
}

interface ActFormProps extends AssetTransferPageProps {
  name: Parameters<typeof paths.assetTransferAct>[1];
  title: string;
  asksWhy?: boolean;
  withFile?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, withFile, children } = props;
  const words = t.assetTransfers;
  const labels = {
    why: words.why,
    fiscalNumber: words.fiscalNumber,
    condition: words.condition,
    test: words.test,
    safe: words.safe,
    room: words.room,
    photo: t.attachments.photo,
  };
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.assetTransferAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labels}
      withFile={withFile}
      why={asksWhy ? { name: 'why', label: words.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
