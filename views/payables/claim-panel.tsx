/** What two people decide about a payable: proposed here, decided here by another. */
import { paths } from '../../src/paths.ts';
import { CLAIM_KINDS } from '../../src/payables/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { momentText, moneyText } from '../ui/format.ts';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import type { PayablePageProps } from './record-props.ts';

const ICONS = { proposed: 's-hold', agreed: 's-done', refused: 's-no' } as const;

type Claim = PayablePageProps['record']['claims'][number];

export function Claims(props: PayablePageProps) {
  const { t, record, userId, can } = props;
  const words = t.payables;
  if (record.claims.length === 0) return null;
  return (
    <Panel title={words.claims} id="claims">
      <div class="stack">
        {record.claims.map((claim) => (
          <div class="stack">
            <p>
              <b>{words.claimKinds[claim.row.kind]}</b> {moneyText(claim.row.amountFen)}
              {t.formats.yuan}{' '}
              <Status icon={ICONS[claim.row.status]} tone={claim.row.status === 'proposed' ? 'warn' : undefined}>
                {words.claimStates[claim.row.status]}
              </Status>
            </p>
            <Facts facts={factsOf(props, claim)} />
            {claim.row.status === 'proposed' && can.decide && claim.row.proposedBy !== userId && (
              <Decide {...props} id={claim.row.id} />
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}

function factsOf({ t, now }: PayablePageProps, { row, proposedByName, decidedByName }: Claim): Fact[] {
  const words = t.payables;
  const by = (name: string | null, at: number) => `${name ?? ''} ${momentText(t, at, now)}`;
  const facts: Fact[] = [{ label: words.reason, value: row.reason, note: by(proposedByName, row.proposedAt) }];
  if (row.evidence !== '') facts.push({ label: words.evidence, value: row.evidence });
  if (row.decidedAt !== null) {
    const value = row.note === '' ? words.claimStates[row.status] : row.note;
    facts.push({ label: words.decision, value, note: by(decidedByName, row.decidedAt) });
  }
  return facts;
}

/** Each claim's note has a name of its own: several may wait at once. */
function Decide({ t, form, newKey, id }: PayablePageProps & { id: number }) {
  const words = t.payables;
  return (
    <form class="form" method="post" action={paths.claimDecision(id)}>
      <HiddenKey value={newKey()} />
      <TextField form={form} name={`note.${id}`} label={words.note} maxlength={200} />
      <SubmitBar consequence={words.decideConsequence}>
        <Button name="agree" value="yes" kind="primary">
          {words.agree}
        </Button>
        <Button name="agree" value="no">
          {words.disagree}
        </Button>
      </SubmitBar>
    </form>
  );
}

const optionsOf = (values: readonly string[], words: Record<string, string>) =>
  values.map((value) => ({ value, label: words[value] ?? value }));

export function ProposeForm({ t, record, form, newKey }: PayablePageProps) {
  const words = t.payables;
  return (
    <Panel title={words.proposeTitle}>
      <form class="form" method="post" action={paths.payableClaims(record.id)}>
        <HiddenKey value={newKey()} />
        <SelectField
          form={form}
          name="kind"
          label={words.claimKind}
          options={optionsOf(CLAIM_KINDS, words.claimKinds)}
          choose={t.forms.choose}
          required
        />
        <TextField
          form={form}
          name="amount"
          label={words.claimAmount}
          hint={words.claimAmountHint}
          inputmode="decimal"
          maxlength={20}
        />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <TextField form={form} name="evidence" label={words.evidence} hint={words.evidenceHint} maxlength={200} />
        <SubmitBar consequence={words.claimConsequence}>
          <Button>{words.propose}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

export function PayerForm({ t, record, form, newKey }: PayablePageProps) {
  const words = t.payables;
  const other = record.payer === 'account' ? 'insurance_fund' : 'account';
  return (
    <Panel title={words.changePayer}>
      <form class="form" method="post" action={paths.payablePayer(record.id)}>
        <HiddenKey value={newKey()} />
        <SelectField
          form={form}
          name="payer"
          label={words.payer}
          options={optionsOf([other, record.payer], words.payers as Words['payables']['payers'])}
        />
        <TextField form={form} name="payerReason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.payerConsequence}>
          <Button>{words.changePayer}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
