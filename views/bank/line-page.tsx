/** One line of the bank: what it is, who said so, and saying it or taking it back. */
import type { BankLineRow } from '../../src/bank/line-queries.ts';
import { type Decider, DIRECTIONS, fitsDirection, MEANINGS, mayDecide, type Proposal } from '../../src/bank/rules.ts';
import { paths } from '../../src/paths.ts';
import type { BankPayment } from '../../src/payments/payment-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Money } from '../ui/values.tsx';
import { MeaningCell, WhoDecides } from './line-rows.tsx';

interface LineProps {
  t: Words;
  row: BankLineRow;
  proposal: Proposal | undefined;
  payments: BankPayment[];
  members: { code: string; name: string }[];
  decider: Decider;
  form: FormState;
  formKey: string;
}

export function BankLinePage(props: LineProps) {
  const { t, row, decider, form } = props;
  const words = t.treasury.runs;
  const { meaning, payment, member, lineNote: note, undoReason: reason } = words;
  return (
    <>
      <PageHead
        title={words.lineTitle(row.id)}
        crumbs={[
          { label: words.bank, href: paths.bankLines() },
          { label: words.statement, href: paths.bankStatement(row.statementId) },
        ]}
        crumbsLabel={t.frame.position}
        status={<MeaningCell t={t} row={row} proposal={props.proposal} />}
      />
      <ErrorSummary t={t} form={form} labels={{ meaning, payment, organisation: member, note, reason }} />
      <Facts
        across
        facts={[
          { label: words.day, value: row.bookedOn },
          { label: words.money, value: <Money t={t} amountFen={row.amountFen} /> },
          { label: words.counterparty, value: row.counterName, note: row.counterAccount },
          { label: words.memo, value: row.memo },
          ...(row.reference === '' ? [] : [{ label: words.reference, value: row.reference }]),
          { label: words.importedBy, value: row.importedBy ?? '' },
          ...(row.decidedBy === null ? [] : [{ label: words.decidedBy, value: row.decidedBy }]),
        ]}
      />
      {row.meaning === 'unmatched' && <WhoDecides t={t} decider={decider} />}
      {row.meaning === 'unmatched' && meaningsFor(props).length > 0 && <DecideForm {...props} />}
      {decider.accounts && row.meaning !== 'unmatched' && <UndoForm {...props} />}
    </>
  );
}

/** What fits the direction of the money and the person may say. */
function meaningsFor({ row, decider }: Pick<LineProps, 'row' | 'decider'>) {
  const fitting = MEANINGS.filter((one) => DIRECTIONS[one] === 'either' || fitsDirection(one, row.amountFen));
  return fitting.filter((one) => mayDecide(one, decider));
}

function DecideForm(props: LineProps) {
  const { t, row, payments, members, form, formKey } = props;
  const words = t.treasury.runs;
  const fitting = meaningsFor(props);
  const proposal = props.proposal && fitting.includes(props.proposal.meaning) ? props.proposal : undefined;
  const choices = payments.filter((one) => one.amountFen === Math.abs(row.amountFen));
  return (
    <Panel title={words.decide}>
      <form class="form" method="post" action={paths.bankMeaning(row.id)}>
        <HiddenKey value={formKey} />
        <SelectField
          form={form}
          name="meaning"
          label={words.meaning}
          options={fitting.map((value) => ({ value, label: words.meanings[value] }))}
          choose={t.forms.choose}
          value={proposal?.meaning}
          required
        />
        {choices.length > 0 && (
          <SelectField
            form={form}
            name="payment"
            label={words.payment}
            options={choices.map((one) => ({ value: String(one.id), label: `${one.number} ${one.party}` }))}
            choose={t.formats.nothing}
            value={proposal?.paymentId == null ? undefined : String(proposal.paymentId)}
          />
        )}
        {row.amountFen > 0 && (
          <SelectField
            form={form}
            name="organisation"
            label={words.member}
            options={members.map((one) => ({ value: one.code, label: one.name }))}
            choose={t.formats.nothing}
            value={proposal?.organisationCode ?? undefined}
          />
        )}
        <TextField form={form} name="note" label={words.lineNote} hint={words.lineNoteHint} maxlength={200} />
        <SubmitBar consequence={words.acceptConsequence}>
          <Button kind="primary">{words.decide}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function UndoForm({ t, row, form, formKey }: LineProps) {
  const words = t.treasury.runs;
  return (
    <Panel title={words.undo}>
      <form class="form" method="post" action={paths.bankUndoing(row.id)}>
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.undoReason} maxlength={200} required />
        <SubmitBar consequence={words.undoConsequence}>
          <Button>{words.undo}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
