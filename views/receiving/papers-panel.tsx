/** The two invoices after the conclusion: what is missing, who may say that it came, and saying so. */
import { paths } from '../../src/paths.ts';
import { SEEN_INVOICES } from '../../src/receiving/rules.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import type { InspectPageProps } from './inspect-page.tsx';

export function PapersPanel({ t, data, form, refused, formKey }: InspectPageProps) {
  const words = t.receiving;
  const { number, version } = data.record.document;
  const { invoices } = data.record.receipt;
  const missing = invoices === 'maker_missing' || invoices === 'distributor_missing';
  if (!data.can.papers) return missing ? <Advice tone="warn">{words.papersWait}</Advice> : null;
  const states = SEEN_INVOICES.filter((state) => state !== invoices);
  const fields = (
    <form class="form" method="post" action={paths.receiptAct(number, 'papers')}>
      <HiddenKey value={`${formKey}-p`.slice(0, 64)} />
      <Hidden name="version" value={version} />
      <SelectField
        form={form}
        name="seenInvoices"
        label={words.papersSeen}
        options={states.map((value) => ({ value, label: words.invoiceStates[value] }))}
        value={missing ? 'complete' : undefined}
        {...(!missing && { choose: t.forms.choose })}
        required
      />
      <TextField
        form={form}
        name="papersNote"
        label={words.papersNote}
        hint={words.papersNoteHint}
        maxlength={200}
        required
      />
      <SubmitBar consequence={words.papersConsequence}>
        <Button kind={missing ? 'primary' : undefined}>{words.papersButton}</Button>
      </SubmitBar>
    </form>
  );
  if (missing) {
    return (
      <Panel title={words.papersTitle} id="papers">
        <Advice tone="warn">{words.papersWait}</Advice>
        {fields}
      </Panel>
    );
  }
  return (
    <Panel title={words.invoices} id="papers">
      <details open={refused === 'papers'}>
        <summary>{words.papersAgain}</summary>
        {fields}
      </details>
    </Panel>
  );
}
