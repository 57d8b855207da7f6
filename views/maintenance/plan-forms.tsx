/** The small forms of a card's rounds: a plan made or ended, a result confirmed or taken back. */
import type { PlanRecord } from '../../src/maintenance/record-queries.ts';
import { CHECKLISTS, type PlanKind } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { emptyState, formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import type { CardRoundsProps } from './card-page.tsx';
import { itemText } from './words.tsx';

/** The form that came back, when it was about this plan. */
export function formFor({ back }: CardRoundsProps, name: string, planId: number): FormState {
  const mine = back.name === name && back.state.values['plan']?.[0] === String(planId);
  return { ...formOf(mine ? back : { name: '', state: emptyState() }, name), scope: `${name}-${planId}` };
}

type OnePlanProps = CardRoundsProps & {
  record: PlanRecord;
  act: 'confirmation' | 'end' | 'reversal';
  resultId?: number;
};

export function OnePlan(props: OnePlanProps) {
  const { t, card, record, act, resultId, formKey } = props;
  const words = t.maintenance;
  const { plan } = record;
  const form = formFor(props, act, plan.id);
  const said = {
    confirmation: { title: words.confirm, submit: words.confirmSubmit, note: words.confirmNote },
    end: { title: words.end, submit: words.endSubmit, note: '' },
    reversal: { title: words.reverse, submit: words.reverseSubmit, note: words.reverseNote },
  }[act];
  const field = act === 'confirmation' ? 'note' : 'reason';
  return (
    <Panel title={`${said.title} ${words.kinds[plan.kind]}`} id={`${act}-${plan.id}`}>
      <form class="form" method="post" action={paths.equipmentRoundAct(card.asset.number, act)}>
        <ErrorSummary t={t} form={form} labels={{ [field]: words[field] }} />
        <HiddenKey value={formKey()} />
        <Hidden name="plan" value={plan.id} />
        {resultId !== undefined && <Hidden name="result" value={resultId} />}
        <TextField form={form} name={field} label={words[field]} maxlength={200} required={field === 'reason'} />
        {said.note !== '' && <p class="small">{said.note}</p>}
        <Buttons>
          <Button>{said.submit}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}

/** A plan of one of the kinds that the card has none of. */
export function NewPlan(props: CardRoundsProps & { kinds: readonly PlanKind[] }) {
  const { t, card, days, kinds, cycles, back, formKey } = props;
  const words = t.maintenance;
  const form = formOf(back, 'plans');
  const codes = [...new Set(kinds.flatMap((kind) => CHECKLISTS[kind].map(({ code }) => code)))];
  return (
    <Panel title={words.add} id="plans">
      <form class="form" method="post" action={paths.equipmentRoundAct(card.asset.number, 'plans')}>
        <ErrorSummary t={t} form={form} labels={{ kind: words.kind, dueOn: words.firstDue, item: words.checklist }} />
        <HiddenKey value={formKey()} />
        <SelectField
          form={form}
          name="kind"
          label={words.kind}
          required
          options={kinds.map((value) => ({ value, label: `${words.kinds[value]} ${words.every(cycles[value])}` }))}
        />
        <DateField form={form} name="dueOn" label={words.firstDue} note={words.firstDueHint} min={days.today} />
        <Choices
          form={form}
          name="item"
          label={words.checklist}
          choices={codes.map((value) => ({ value, title: itemText(t, value) }))}
          many
        />
        <p class="small">{words.addConsequence}</p>
        <Buttons>
          <Button>{words.addSubmit}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}
