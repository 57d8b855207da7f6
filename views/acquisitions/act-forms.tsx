/** What can be done with an application, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { AcquisitionPageProps } from './show-page-props.ts';

type Act = Parameters<typeof paths.acquisitionAct>[1];

/** What may be done next. */
export function AcquisitionActs(props: AcquisitionPageProps) {
  const { t, view } = props;
  const words = t.acquisitions;
  const { can } = view;
  const { status } = view.document;
  return (
    <>
      {status === 'draft' && can.apply && <Draft {...props} />}
      {status === 'submitted' && can.decide && <Decision {...props} />}
      {status === 'approved' && (
        <Panel title={words.next}>
          <p class="hint">{words.nextText}</p>
          {can.buy && (
            <LinkButton kind="primary" href={paths.newAssetPurchase({ acquisition: view.document.number })}>
              {words.nextBuy}
            </LinkButton>
          )}
          <LinkButton href={paths.assetPurchases({ q: view.document.number })}>{words.nextLink}</LinkButton>
        </Panel>
      )}
      {(status === 'draft' || status === 'submitted') && can.apply && (
        <ActForm {...props} name="cancellation" title={words.cancel} asksWhy>
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancel}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Draft(props: AcquisitionPageProps) {
  const { t, view } = props;
  const words = t.acquisitions;
  const form = formOf(props.form, 'submission');
  return (
    <>
      <ActForm {...props} name="submission" title={words.submit}>
        {view.idle.map((one) => (
          <TextField
            form={form}
            name={`reason.${one.id}`}
            label={words.whyNot(one.number)}
            value={one.reason ?? ''}
            maxlength={200}
            required
          />
        ))}
        {!view.fresh && <p class="hint">{words.stale}</p>}
        <SubmitBar consequence={words.submitConsequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </ActForm>
      <ActForm {...props} name="check" title={words.check}>
        <SubmitBar consequence={words.checkConsequence}>
          <Button>{words.check}</Button>
        </SubmitBar>
      </ActForm>
    </>
  );
}

function Decision(props: AcquisitionPageProps) {
  const { t, view } = props;
  const words = t.acquisitions;
  const { why } = view.can;
  if (why !== null) {
    return (
      <Panel title={words.approve}>
        <p class="hint">{why === 'own' ? words.approveOwn : words.approveLevel}</p>
      </Panel>
    );
  }
  const record = (
    <TextField
      form={formOf(props.form, 'approval')}
      name="meetingRecord"
      label={words.meetingRecord}
      hint={words.meetingHint}
      maxlength={100}
      required
    />
  );
  return (
    <>
      <ActForm {...props} name="approval" title={words.approve}>
        {view.level === 'meeting' && record}
        <SubmitBar consequence={words.approveConsequence}>
          <Button kind="primary">{words.approve}</Button>
        </SubmitBar>
      </ActForm>
      <ActForm {...props} name="return" title={words.sendBack} asksWhy>
        <SubmitBar consequence={words.sendBackConsequence}>
          <Button>{words.sendBack}</Button>
        </SubmitBar>
      </ActForm>
      <ActForm {...props} name="rejection" title={words.reject} asksWhy>
        <SubmitBar consequence={words.rejectConsequence}>
          <Button kind="danger">{words.reject}</Button>
        </SubmitBar>
      </ActForm>
    </>
  );
}

interface ActFormProps extends AcquisitionPageProps {
  name: Act;
  title: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, children } = props;
  const words = t.acquisitions;
  const reasons = Object.fromEntries(view.idle.map((one) => [`reason.${one.id}`, words.whyNot(one.number)]));
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.acquisitionAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={{ why: words.why, meetingRecord: words.meetingRecord, ...reasons }}
      why={asksWhy ? { name: 'why', label: words.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
