/** What can be done in a negotiation, each act in a form of its own that says what it will do. */
import { REFERENCE_KINDS, STANCES } from '../../src/negotiations/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { ProposalForm, QuoteForm } from './quote-forms.tsx';
import { ReasonForm, SeenForm } from './seen-form.tsx';
import type { NegotiationPageProps } from './show-page-props.ts';

/** Items, references, quotes and awards. */
export function MatterForms(props: NegotiationPageProps) {
  const { view, can } = props;
  const { status } = view.document;
  const quoted = view.lines.some(({ quotes }) => quotes.length > 0);
  return (
    <>
      {status === 'preparing' && can.manage && <LineForm {...props} />}
      {status === 'negotiating' && can.manage && can.takesPart && <QuoteForm {...props} />}
      {status === 'negotiating' && can.manage && can.takesPart && quoted && <ProposalForm {...props} />}
      {(status === 'preparing' || status === 'negotiating') && can.manage && view.lines.length > 0 && (
        <ReferenceForm {...props} />
      )}
    </>
  );
}

/** Stance, rounds, decisions. */
export function RailForms(props: NegotiationPageProps) {
  const { t, view, can } = props;
  const words = t.prices.negotiations;
  const { status, number } = view.document;
  const open = status === 'preparing' || status === 'negotiating';
  const first = status === 'preparing';
  const round = first ? words.begin : words.nextRound(view.negotiation.round + 1);
  return (
    <>
      {open && can.sit && <StanceForm {...props} />}
      {open && can.manage && can.takesPart && (
        <SeenForm
          {...props}
          name="round"
          title={first ? words.beginTitle : round}
          action={paths.negotiationRounds(number)}
        >
          <SubmitBar consequence={first ? words.beginConsequence : words.nextConsequence}>
            <Button kind={first ? 'primary' : undefined}>{round}</Button>
          </SubmitBar>
        </SeenForm>
      )}
      {status === 'proposed' && can.decide && <Decision {...props} />}
      {(open || status === 'proposed') && can.manage && (
        <ReasonForm
          {...props}
          name="cancellation"
          title={words.cancel}
          action={paths.negotiationCancellation(number)}
          consequence={words.cancelConsequence}
          submit={words.cancelSubmit}
        />
      )}
    </>
  );
}

function Decision(props: NegotiationPageProps) {
  const { t, view, can } = props;
  const words = t.prices.negotiations;
  const { number } = view.document;
  if (!can.approve) {
    return (
      <Panel title={words.approveTitle}>
        <p class="hint">{words.approveOwn}</p>
      </Panel>
    );
  }
  return (
    <>
      <SeenForm {...props} name="approval" title={words.approveTitle} action={paths.negotiationApproval(number)}>
        <SubmitBar consequence={words.approveConsequence}>
          <Button kind="primary">{words.approve}</Button>
        </SubmitBar>
      </SeenForm>
      <ReasonForm
        {...props}
        name="return"
        title={words.sendBack}
        action={paths.negotiationReturn(number)}
        consequence={words.sendBackConsequence}
        submit={words.sendBack}
      />
    </>
  );
}

function LineForm(props: NegotiationPageProps) {
  const { t, view } = props;
  const words = t.prices.negotiations;
  const form = formOf(props.form, 'line');
  return (
    <Panel title={words.addLine} id="line">
      <form class="form" method="post" action={paths.negotiationLines(view.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ item: words.item, packs: words.packs }} />
        <HiddenKey value={props.formKey()} />
        <TextField form={form} name="item" label={words.item} hint={words.itemHint} maxlength={80} required />
        <NumberField form={form} name="packs" label={words.packs} required />
        <SubmitBar consequence={words.lineConsequence}>
          <Button>{words.lineSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function ReferenceForm(props: NegotiationPageProps) {
  const { t, view } = props;
  const words = t.prices.negotiations;
  const form = formOf(props.form, 'reference');
  const { number } = view.document;
  const kinds = REFERENCE_KINDS.map((value) => ({ value, label: words.referenceKinds[value] }));
  const labels = { kind: words.referenceKind, price: words.price, source: words.source };
  const [first] = view.lines;
  if (first === undefined) return null;
  return (
    <Panel title={words.addReference} id="reference">
      <form class="form" method="post" action={paths.negotiationReferences(number, first.line.id)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey()} />
        <SelectField form={form} name="kind" label={words.referenceKind} options={kinds} value="province" required />
        <TextField form={form} name="price" label={words.price} inputmode="decimal" required />
        <TextField form={form} name="source" label={words.source} maxlength={100} required />
        <SubmitBar consequence={words.referenceConsequence}>
          {view.lines.map(({ line, item }) => (
            <Button formAction={paths.negotiationReferences(number, line.id)}>
              {`${words.referenceSubmit} ${item.genericName}`}
            </Button>
          ))}
        </SubmitBar>
      </form>
    </Panel>
  );
}

function StanceForm(props: NegotiationPageProps) {
  const { t, view, mine } = props;
  const words = t.prices.negotiations;
  const form = formOf(props.form, 'stance');
  const options = STANCES.map((value) => ({ value, label: words.stances[value] }));
  return (
    <Panel title={words.joinTitle} id="stance">
      <form class="form" method="post" action={paths.negotiationStance(view.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ stance: words.stance, statement: words.statement }} />
        <HiddenKey value={props.formKey()} />
        <Segments form={form} name="stance" label={words.stance} options={options} chosen={mine?.stance ?? ''} />
        <TextArea
          form={form}
          name="statement"
          label={words.statement}
          hint={words.statementHint}
          value={mine?.statement ?? ''}
          maxlength={300}
          required
        />
        <SubmitBar consequence={words.joinConsequence}>
          <Button>{words.joinSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
