/** What may be done with a contract, each act in a form of its own that says what it will do. */
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FileField, Hidden, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { emptyState, formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import type { ContractPageProps } from './show-page-props.ts';

/** Items and shares of a draft. */
export function DraftForms(props: ContractPageProps) {
  const { t, head } = props;
  const words = t.prices.contracts;
  const number = head.document.number;
  const line = formOf(props.form, 'line');
  const shares = formOf(props.form, 'shares');
  const labels = { item: words.item, price: words.price, agreedUnits: words.agreed };
  return (
    <>
      <Panel title={words.setLine} id="line">
        <form class="form" method="post" action={paths.contractLines(number)}>
          <ErrorSummary t={t} form={line} labels={{ ...labels, convertTimes: words.times, convertBy: words.by }} />
          <HiddenKey value={props.formKey()} />
          <TextField form={line} name="item" label={words.item} hint={words.itemHint} maxlength={80} required />
          <TextField form={line} name="price" label={words.price} hint={words.priceHint} inputmode="decimal" required />
          <NumberField form={line} name="agreedUnits" label={words.agreed} hint={words.agreedHint} value="0" required />
          <NumberField
            form={line}
            name="convertTimes"
            label={words.times}
            hint={words.conversionHint}
            value="1"
            required
          />
          <NumberField form={line} name="convertBy" label={words.by} value="1" required />
          <SubmitBar consequence={words.lineConsequence}>
            <Button>{words.lineSubmit}</Button>
          </SubmitBar>
        </form>
      </Panel>
      {props.lines.length > 0 && (
        <Panel title={words.importShares} id="shares">
          <form class="form" method="post" action={paths.contractShares(number)} enctype="multipart/form-data">
            <ErrorSummary t={t} form={shares} labels={{ file: words.file }} />
            <HiddenKey value={props.formKey()} />
            <FileField
              form={shares}
              name="file"
              label={words.file}
              hint={words.fileHint}
              accept=".csv,.xlsx"
              required
            />
            <SubmitBar consequence={words.importConsequence}>
              <LinkButton icon="i-download" href={paths.contractShareTemplate(number, 'csv')}>
                {words.template}
              </LinkButton>
              <Button>{words.importSubmit}</Button>
            </SubmitBar>
          </form>
        </Panel>
      )}
    </>
  );
}

export function ContractActs(props: ContractPageProps) {
  const { head, can } = props;
  const { status } = head.document;
  return (
    <>
      {status === 'draft' && can.activate && <Activation {...props} />}
      {status === 'active' && can.edit && <Excuse {...props} />}
      {status === 'active' && can.edit && !can.withdraw && <Ending {...props} />}
      {can.edit && can.withdraw && <Withdrawal {...props} />}
    </>
  );
}

function Activation(props: ContractPageProps) {
  const { t, head, can } = props;
  const words = t.prices.contracts;
  const form = formOf(props.form, 'activation');
  return (
    <Panel title={words.activate} id="activation">
      {can.own ? (
        <p class="hint">{words.activateOwn}</p>
      ) : (
        <form class="form" method="post" action={paths.contractActivation(head.document.number)}>
          <ErrorSummary t={t} form={form} />
          <HiddenKey value={props.formKey()} />
          <Hidden name="version" value={head.document.version} />
          <SubmitBar consequence={words.activateConsequence}>
            <Button kind="primary">{words.activate}</Button>
          </SubmitBar>
        </form>
      )}
    </Panel>
  );
}

function Ending(props: ContractPageProps) {
  const { t, head, today } = props;
  const words = t.prices.contracts;
  const form = formOf(props.form, 'ending');
  return (
    <Panel title={words.end} id="ending">
      <form class="form" method="post" action={paths.contractEnding(head.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ lastDay: words.lastDay, reason: words.reason }} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={head.document.version} />
        <DateField form={form} name="lastDay" label={words.lastDay} hint={words.lastDayHint} value={today} required />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.endConsequence}>
          <Button kind="danger">{words.endSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Withdrawal(props: ContractPageProps) {
  const { t, head } = props;
  const words = t.prices.contracts;
  const form = formOf(props.form, 'withdrawal');
  return (
    <Panel title={words.withdraw} id="withdrawal">
      <form class="form" method="post" action={paths.contractWithdrawal(head.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={head.document.version} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.withdrawConsequence}>
          <Button kind="danger">{words.withdrawSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Excuse(props: ContractPageProps) {
  const { t, head, lines } = props;
  const words = t.prices.contracts;
  const form = props.form.name === 'excuse' ? props.form.state : emptyState();
  const options = lines
    .filter(({ line }) => line.agreedUnits > 0)
    .map(({ line, item }) => ({ value: String(line.id), label: `${item.genericName} ${item.strength}` }));
  if (options.length === 0) return null;
  const labels = { line: words.excuseLine, units: words.excuseUnits, excuseReason: words.excuseReason };
  return (
    <Panel title={words.excuse} id="excuse">
      <form class="form" method="post" action={paths.contractExcuse(head.document.number)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={head.document.version} />
        <SelectField form={form} name="line" label={words.excuseLine} options={options} required />
        <NumberField form={form} name="units" label={words.excuseUnits} hint={words.excuseUnitsHint} required />
        <TextField form={form} name="excuseReason" label={words.excuseReason} maxlength={200} required />
        <SubmitBar consequence={words.excuseConsequence}>
          <Button>{words.excuseSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
