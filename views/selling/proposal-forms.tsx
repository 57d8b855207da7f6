/** Setting a selling price: one person proposes with a reason, another approves or refuses, the first may withdraw. */
import { paths } from '../../src/paths.ts';
import type { SaidPrice } from '../../src/selling/queries.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import { Price } from '../ui/values.tsx';
import type { ItemSellingProps } from './item-page.tsx';
import { markupText } from './words.tsx';

export function ProposalForm(props: ItemSellingProps) {
  const { t, item, today, formKey } = props;
  const words = t.selling;
  const form = formOf(props.form, 'proposal');
  const { price, validFrom, reason } = words;
  return (
    <Panel title={words.propose} id="proposal">
      <form class="form" method="post" action={paths.sellingProposals(item.code)}>
        <ErrorSummary t={t} form={form} labels={{ price, validFrom, reason }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="price" label={price} hint={t.prices.priceHint} inputmode="decimal" required />
        <DateField form={form} name="validFrom" label={validFrom} value={today} required />
        <TextField form={form} name="reason" label={reason} hint={words.reasonHint} maxlength={200} required />
        <SubmitBar consequence={words.proposeConsequence}>
          <Button kind="primary">{words.proposeSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

export function Proposal(props: ItemSellingProps & { waiting: SaidPrice }) {
  const { t, waiting, can, item, formKey } = props;
  const words = t.selling;
  const withdrawal = formOf(props.form, 'withdrawal');
  return (
    <>
      <Panel title={words.waiting}>
        <Facts
          facts={[
            { label: words.price, value: <Price pricePack={waiting.pricePack} /> },
            { label: words.markup, value: markupText(t, waiting) || '–' },
            { label: words.validFrom, value: waiting.validFrom },
            { label: words.reason, value: waiting.reason },
            { label: words.recordedBy, value: waiting.recordedByName },
          ]}
        />
        {can.decide && can.own && <p class="hint">{words.ownWaits}</p>}
      </Panel>
      {can.decide && !can.own && (
        <>
          <Decision {...props} act="approval" />
          <Decision {...props} act="refusal" />
        </>
      )}
      {can.propose && (
        <Panel title={words.withdraw}>
          <form class="form" method="post" action={paths.sellingAct(item.code, waiting.id, 'withdrawal')}>
            <ErrorSummary t={t} form={withdrawal} labels={{}} />
            <HiddenKey value={formKey()} />
            <SubmitBar consequence={words.withdrawConsequence}>
              <Button>{words.withdraw}</Button>
            </SubmitBar>
          </form>
        </Panel>
      )}
    </>
  );
}

function Decision(props: ItemSellingProps & { waiting: SaidPrice; act: 'approval' | 'refusal' }) {
  const { t, item, waiting, act, formKey } = props;
  const words = t.selling;
  const form = formOf(props.form, act);
  const approves = act === 'approval';
  return (
    <Panel title={approves ? words.approve : words.refuse} id={act}>
      <form class="form" method="post" action={paths.sellingAct(item.code, waiting.id, act)}>
        <ErrorSummary t={t} form={form} labels={{ note: words.note, reason: words.reason }} />
        <HiddenKey value={formKey()} />
        {approves ? (
          <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
        ) : (
          <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        )}
        <SubmitBar consequence={approves ? words.approveConsequence : words.refuseConsequence}>
          <Button kind={approves ? 'primary' : 'danger'}>{approves ? words.approve : words.refuse}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
