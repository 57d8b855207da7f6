/** Where a unit stands: laid on another shelf, missing since a count, and found again. */
import type { MissingView } from '../../src/implants/missing-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment, moneyText } from '../ui/format.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';

interface ShelfFormProps {
  t: Words;
  unit: { id: number };
  form: FormBack;
  formKey: () => string;
  name: 'moving' | 'finding';
}

export function ShelfForm({ t, unit, form: back, formKey, name }: ShelfFormProps) {
  const words = t.shelfCounts;
  const form = { ...formOf(back, name), scope: name };
  const title = name === 'moving' ? words.move : words.find;
  return (
    <Panel title={title} id={name}>
      <form class="form" method="post" action={paths.implantAct(unit.id, name)}>
        <ErrorSummary t={t} form={form} labels={{ shelf: words.toShelf, why: words.note }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="shelf" label={words.toShelf} maxlength={60} required />
        <TextField form={form} name="why" label={words.note} note={t.forms.optional} maxlength={200} />
        <SubmitBar consequence={name === 'moving' ? words.moveConsequence : words.findConsequence}>
          <Button>{title}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

interface MissingPanelProps {
  t: Words;
  missing: MissingView;
  can: { owed: boolean };
}

/** By which count it is missing, and what is owed for it. */
export function MissingPanel({ t, missing, can }: MissingPanelProps) {
  const words = t.shelfCounts;
  const { payableId } = missing;
  const sum = moneyText(missing.amountFen);
  const owed = can.owed && payableId !== null ? <a href={paths.payable(payableId)}>{sum}</a> : sum;
  const facts = [
    { label: words.missingPaper, value: <Code>{missing.number}</Code> },
    { label: words.count, value: <Code href={paths.shelfCount(missing.count)}>{missing.count}</Code> },
    { label: words.missingOn, value: fullMoment(missing.at) },
    ...(payableId === null ? [] : [{ label: t.implants.owed, value: owed }]),
  ];
  return (
    <Panel title={words.missingTitle} padded={false}>
      <Facts body facts={facts} />
    </Panel>
  );
}
