/** Beside a difference: who bears the loss, giving the case to another person, and opening a closed one again. */
import type { ChargeRow } from '../../src/dispatches/charge-rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { emptyState, formOf } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import { Money } from '../ui/values.tsx';
import { ChargeStatus } from './charge-status.tsx';

interface ActProps {
  t: Words;
  number: string;
  version: number;
  back: { name: string; state: FormState };
  formKey: () => string;
}

/** Every charge the case had, with its amount for who sees prices; a supplier's opens the payable. */
export function Charges({ t, charges, prices }: { t: Words; charges: readonly ChargeRow[]; prices: boolean }) {
  const words = t.arrivals;
  return (
    <>
      {charges.map((charge) => (
        <Panel title={words.charge} padded={false}>
          <Facts
            body
            facts={[
              { label: words.chargedTo, value: words.bearers[charge.bearer] ?? charge.bearer, note: charge.bearerName },
              ...(prices ? [{ label: words.amount, value: <Money t={t} amountFen={charge.amountFen} /> }] : []),
              { label: words.lossIn, value: charge.lossIn },
              { label: words.charges.state, value: <ChargeStatus t={t} charge={charge} />, ...decided(charge) },
            ]}
          />
          {charge.payableId !== null && prices && (
            <p class="body">
              <LinkButton small href={paths.payable(charge.payableId)}>
                {words.openClaim}
              </LinkButton>
            </p>
          )}
        </Panel>
      ))}
    </>
  );
}

function decided(charge: ChargeRow) {
  if (charge.decidedAt === null) return {};
  return { note: [charge.decidedBy, fullMoment(charge.decidedAt), charge.note].filter(Boolean).join(' ') };
}

/** For the chief accountant. */
export function ChargeDecision({ t, number, version, back, formKey }: ActProps) {
  const words = t.arrivals;
  const labels = { note: words.decideNote };
  const form = { t, name: 'charge', title: words.decide, action: paths.discrepancyCharge(number), labels };
  return (
    <PaperForm {...form} back={back} formKey={formKey} version={version}>
      <p class="hint">{words.decideText}</p>
      <TextField form={formOf(back, 'charge')} name="note" label={words.decideNote} maxlength={200} />
      <div class="buttons">
        <Button kind="primary" name="agree" value="1">
          {words.confirm}
        </Button>
        <Button name="agree" value="0">
          {words.refuse}
        </Button>
      </div>
    </PaperForm>
  );
}

interface AssignProps extends ActProps {
  owners: readonly { id: number; name: string; place: string }[];
  ownerId: number | null;
}

export function AssignForm({ t, number, version, back, formKey, owners, ownerId }: AssignProps) {
  const words = t.arrivals;
  const labels = { ownerId: words.owner };
  const form = { t, name: 'owner', title: words.assignTitle, action: paths.discrepancyOwner(number), labels };
  return (
    <PaperForm {...form} back={back} formKey={formKey} version={version}>
      <SelectField
        form={back.name === 'owner' ? formOf(back, 'owner') : emptyState()}
        name="ownerId"
        label={words.owner}
        value={ownerId === null ? '' : String(ownerId)}
        options={owners.map(({ id, name, place }) => ({ value: String(id), label: name, group: place }))}
        required
      />
      <div class="buttons">
        <Button>{words.assign}</Button>
      </div>
    </PaperForm>
  );
}

export function ReopenForm({ t, number, version, back, formKey }: ActProps) {
  const words = t.arrivals;
  const labels = { reason: words.reopenReason };
  const form = { t, name: 'reopening', title: words.reopen, action: paths.discrepancyReopening(number), labels };
  const why = { name: 'reason', label: words.reopenReason };
  return (
    <PaperForm {...form} back={back} formKey={formKey} version={version} why={why}>
      <p class="hint">{words.reopenText}</p>
      <div class="buttons">
        <Button>{words.reopen}</Button>
      </div>
    </PaperForm>
  );
}
