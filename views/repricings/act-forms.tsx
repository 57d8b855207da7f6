/** What can be done with a repricing, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { RepricingPageProps } from './show-page-props.ts';

/** An item with its new price, for a draft. */
export function LineForm(props: RepricingPageProps) {
  const { t, view } = props;
  const words = t.prices.repricings;
  const form = formOf(props.form, 'line');
  return (
    <Panel title={words.addLine} id="line">
      <form class="form" method="post" action={paths.repricingLines(view.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ item: words.item, price: words.newPrice }} />
        <HiddenKey value={props.formKey()} />
        <TextField form={form} name="item" label={words.item} hint={words.itemHint} maxlength={80} required />
        <TextField
          form={form}
          name="price"
          label={words.newPrice}
          hint={words.newPriceHint}
          inputmode="decimal"
          required
        />
        <SubmitBar consequence={words.lineConsequence}>
          <Button>{words.lineSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

/** What may be done next. */
export function RepricingActs(props: RepricingPageProps) {
  const { t, view, can } = props;
  const words = t.prices.repricings;
  const { number, status } = view.document;
  return (
    <>
      {status === 'draft' && can.propose && view.lines.length > 0 && (
        <ActForm {...props} name="submission" title={words.submit} action={paths.repricingSubmission(number)}>
          <SubmitBar consequence={words.submitConsequence}>
            <Button kind="primary">{words.submit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {status === 'submitted' && can.decide && !can.approve && (
        <Panel title={words.approve}>
          <p class="hint">{words.approveOwn}</p>
        </Panel>
      )}
      {status === 'submitted' && can.approve && (
        <>
          <ActForm {...props} name="approval" title={words.approve} action={paths.repricingApproval(number)}>
            <SubmitBar consequence={words.approveConsequence}>
              <Button kind="primary">{words.approve}</Button>
            </SubmitBar>
          </ActForm>
          <ActForm {...props} asksWhy name="return" title={words.sendBack} action={paths.repricingReturn(number)}>
            <SubmitBar consequence={words.sendBackConsequence}>
              <Button>{words.sendBack}</Button>
            </SubmitBar>
          </ActForm>
        </>
      )}
      {(status === 'draft' || status === 'submitted') && can.propose && (
        <ActForm
          {...props}
          asksWhy
          name="cancellation"
          title={words.cancel}
          action={paths.repricingCancellation(number)}
        >
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancelSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

interface ActFormProps extends RepricingPageProps {
  name: string;
  title: string;
  action: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, action, asksWhy, children } = props;
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={action}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={{ reason: t.prices.repricings.reason }}
      why={asksWhy ? { name: 'reason', label: t.prices.repricings.reason } : undefined}
    >
      {children}
    </PaperForm>
  );
}
