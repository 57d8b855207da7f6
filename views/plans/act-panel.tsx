/** What this person may do with the plan now: submit, change, decide, give up; each act says what follows. */
import type { PlanActPath } from '../../src/buying-paths.ts';
import { paths } from '../../src/paths.ts';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { Hidden, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { emptyState, scoped } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import type { ActPanelProps } from './act-panel-props.ts';
import { AddLine } from './add-line.tsx';

/** Keys of two forms of one page differ, so that sending one does not use up the other. */
const keyFor = (formKey: string, act: string) => `${formKey}-${act}`.slice(0, 64);

/** The key and the version that each form of a plan carries. */
export function Start({ act, data, formKey }: ActPanelProps & { act: PlanActPath }) {
  return (
    <>
      <HiddenKey value={keyFor(formKey, act)} />
      <Hidden name="version" value={data.record.document.version} />
    </>
  );
}

/** The one thing to do next, as the head of the page offers it. */
export function HeadAct(props: ActPanelProps & { act: PlanActPath; label: string }) {
  return (
    <form method="post" action={paths.planAct(props.data.record.document.number, props.act)}>
      <Start {...props} />
      <Button kind="primary">{props.label}</Button>
    </form>
  );
}

/** An act that needs nothing more than to be done. */
function PlainAct(props: ActPanelProps & { act: PlanActPath; label: string; hint: string }) {
  const { data, act, label, hint } = props;
  return (
    <form class="form" method="post" action={paths.planAct(data.record.document.number, act)}>
      <Start {...props} />
      <p class="small">{hint}</p>
      <Buttons>
        <Button>{label}</Button>
      </Buttons>
    </form>
  );
}

/** An act that says why; folded away until it is wanted, open when it was refused. */
export function ReasonAct(props: ActPanelProps & { act: PlanActPath; label: string; hint: string }) {
  const { t, data, act, label, hint, refused, form } = props;
  const mine = refused === act;
  return (
    <details open={mine}>
      <summary>{label}</summary>
      <form class="form" method="post" action={paths.planAct(data.record.document.number, act)}>
        <Start {...props} />
        <TextField
          form={scoped(mine ? form : emptyState(), act)}
          name="reason"
          label={t.plans.reason}
          required
          maxlength={500}
        />
        <p class="small">{hint}</p>
        <Buttons>
          <Button>{label}</Button>
        </Buttons>
      </form>
    </details>
  );
}

/** The approver's panel: opinion, approve or return, and what to do about short budgets. */
function Decision(props: ActPanelProps) {
  const { t, data, form, refused } = props;
  const words = t.plans;
  const mine = refused === 'decision';
  const current = data.round.find((step) => step.status === 'current');
  const short = data.effects.filter((effect) => effect.afterFen < 0);
  const grants = current?.role === 'vice_president' && short.length > 0 && !data.record.plan.urgent;
  const escalates = current !== undefined && current.role !== 'vice_president' && short.length > 0;
  return (
    <Panel title={words.decision} id="approve" padded>
      <form class="form" method="post" action={paths.planAct(data.record.document.number, 'decision')}>
        <Start {...props} act="decision" />
        <TextArea form={mine ? form : emptyState()} name="note" label={words.note} hint={words.giveBackHint} rows={2} />
        {grants && (
          <label class="check">
            <input type="checkbox" name="grant" value="1" /> {words.grant}
          </label>
        )}
        <p class="small">{words.decisionHint}</p>
        <Buttons>
          <Button kind="primary" name="decision" value="approve">
            {words.approve}
          </Button>
          <Button name="decision" value="return">
            {words.giveBack}
          </Button>
        </Buttons>
      </form>
      {escalates && <ReasonAct {...props} act="escalation" label={words.escalate} hint={words.shortText} />}
      {short.length > 0 && !data.record.plan.urgent && <ReturnMembers {...props} />}
    </Panel>
  );
}

function ReturnMembers(props: ActPanelProps) {
  const { t, data, form, refused } = props;
  const words = t.plans;
  const mine = refused === 'member-return';
  return (
    <>
      {data.effects
        .filter((effect) => effect.afterFen < 0)
        .map((effect) => (
          <details open={mine && form.values.member?.[0] === effect.code}>
            <summary>{words.returnMemberOf(effect.name)}</summary>
            <form class="form" method="post" action={paths.planAct(data.record.document.number, 'member-return')}>
              <HiddenKey value={keyFor(props.formKey, `m${effect.code}`)} />
              <Hidden name="version" value={data.record.document.version} />
              <Hidden name="member" value={effect.code} />
              <TextField
                form={scoped(mine ? form : emptyState(), `m${effect.code}`)}
                name="reason"
                label={words.reason}
                required
                maxlength={500}
              />
              <p class="small">{words.cutHint}</p>
              <Buttons>
                <Button>{words.returnMember}</Button>
              </Buttons>
            </form>
          </details>
        ))}
    </>
  );
}

export function ActPanel(props: ActPanelProps) {
  const { t, data, can } = props;
  const words = t.plans;
  const { status } = data.record.document;
  const returned =
    status === 'ordered' && data.round.length > 0 && data.round.every((step) => step.status !== 'current');
  const needsWord = returned && data.round.some((step) => step.status === 'returned');
  const makes = can.make && status !== 'closed' && status !== 'abandoned';
  return (
    <>
      {data.turn.mine && <Decision {...props} />}
      {makes && (
        <Panel title={words.state} padded>
          <div class="stack">
            {status === 'draft' && (
              <PlainAct {...props} act="repricing" label={words.reprice} hint={words.repriceHint} />
            )}
            {status === 'draft' && <AddLine {...props} />}
            {status === 'submitted' && (
              <ReasonAct {...props} act="recall" label={words.recall} hint={words.recallHint} />
            )}
            {status === 'approved' && <p>{words.ordering}</p>}
            {(status === 'approved' || (status === 'submitted' && data.record.plan.urgent)) && (
              <LinkButton kind="primary" icon="i-cart" href={paths.planOrders(data.record.document.number)}>
                {t.orders.placing.title(data.record.document.number)}
              </LinkButton>
            )}
            {status === 'approved' && (
              <ReasonAct {...props} act="reopening" label={words.reopen} hint={words.reopenHint} />
            )}
            {(status === 'draft' || status === 'approved') && (
              <ReasonAct {...props} act="abandonment" label={words.abandon} hint={words.abandonHint} />
            )}
            {needsWord && <ReasonAct {...props} act="explanation" label={words.explain} hint={words.explainHint} />}
            {(status === 'ordered' || (status === 'approved' && data.record.plan.amountFen === 0)) && (
              <PlainAct {...props} act="closing" label={words.close} hint={words.closeHint} />
            )}
          </div>
        </Panel>
      )}
    </>
  );
}
