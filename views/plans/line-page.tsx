/** One line of a plan: how it came about and whom it serves, why it costs this, and the acts on it. */
import { paths } from '../../src/paths.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { emptyState, scoped } from '../ui/form-state.ts';
import { moneyText, priceText, quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import type { LinePageProps } from './line-page-props.ts';
import { PlanStatus, reasonOfPrice, shapeOf } from './plan-words.tsx';
import { LineSum, MembersOfLine, TransferText } from './provenance.tsx';
import { TermFields } from './term-fields.tsx';

export function PlanLinePage(props: LinePageProps) {
  const { t, record, open, form } = props;
  const words = t.plans;
  const { line } = open;
  const shape = shapeOf(line);
  const labels = {
    packs: words.packs,
    reason: words.changeReason,
    party: words.party,
    channelReason: words.channelReason,
    price: words.ownPrice,
  };
  return (
    <>
      <PageHead
        title={`${line.genericName} ${line.strength}`}
        crumbs={[
          { label: words.title, href: paths.plans() },
          { label: record.document.number, href: paths.plan(record.document.number), code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={
          <>
            <PlanStatus t={t} status={record.document.status} />
            <Tag>{words.channels[line.channel]}</Tag>
          </>
        }
        facts={[line.manufacturer, line.itemCode, line.party ?? words.nobody]}
      />
      <ErrorSummary t={t} form={scoped(form, props.refused === 'change' ? undefined : props.refused)} labels={labels} />
      <Facts
        across
        facts={[
          { label: words.asked, value: quantityText(t, line.askedBase, shape) },
          {
            label: words.proposed,
            value: quantityText(t, line.proposedBase, shape),
            note: words.proposedWhy,
          },
          { label: words.quantity, value: quantityText(t, line.quantityBase, shape), note: line.changeReason },
          { label: words.price, value: priceText(line.pricePack), note: reasonOfPrice(t, line) },
          { label: words.amount, value: moneyText(line.amountFen) },
          { label: words.delivery, value: words.deliveries[line.delivery], note: line.channelReason },
        ]}
      />
      <LineSum t={t} line={line} members={open.members} />
      <MembersOfLine t={t} open={open} />
      {open.transfers.length > 0 && <Transfers {...props} />}
      {props.can.change && <ChangeForm {...props} />}
      {props.can.change && <SmallForm {...props} act="removal" />}
      {props.can.decide && <SmallForm {...props} act="cut" />}
      {props.can.decide && <SmallForm {...props} act="return" />}
    </>
  );
}

function Start({ formKey, act, version }: { formKey: string; act: string; version: number }) {
  return (
    <>
      <HiddenKey value={`${formKey}-${act}`.slice(0, 64)} />
      <Hidden name="version" value={version} />
    </>
  );
}

function ChangeForm({ t, record, open, sellers, form: given, refused, formKey }: LinePageProps) {
  const words = t.plans;
  const { line } = open;
  const form = refused === 'change' ? given : emptyState();
  return (
    <Panel title={words.changeLine} padded>
      <form class="form" method="post" action={paths.planLine(record.document.number, line.lineNumber)}>
        <Start formKey={formKey} act="change" version={record.document.version} />
        <TextField
          form={form}
          name="packs"
          label={`${words.packs}（${line.packUnit}）`}
          value={String(line.quantityBase / line.packSize)}
          inputmode="numeric"
          required
        />
        <TextField
          form={form}
          name="reason"
          label={words.changeReason}
          hint={words.changeReasonHint}
          value={line.changeReason}
          maxlength={200}
        />
        <TermFields t={t} line={line} sellers={sellers} form={form} />
        <p class="small">{words.saveConsequence}</p>
        <Buttons>
          <Button kind="primary">{words.saveLine}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}

function SmallForm(props: LinePageProps & { act: 'removal' | 'cut' | 'return' }) {
  const { t, record, open, form: given, refused, formKey, act } = props;
  const words = t.plans;
  const { line } = open;
  const { number, version } = record.document;
  const form = scoped(refused === act ? given : emptyState(), act);
  const { action, label, hint } = {
    removal: { action: paths.planLineRemoval(number, line.lineNumber), label: words.dropLine, hint: words.dropHint },
    cut: { action: paths.planLineCut(number, line.lineNumber), label: words.cutLine, hint: words.cutHint },
    return: { action: paths.planLineReturn(number, line.lineNumber), label: words.returnLine, hint: words.dropHint },
  }[act];
  return (
    <Panel title={label} padded>
      <form class="form" method="post" action={action}>
        <Start formKey={formKey} act={act} version={version} />
        {act === 'cut' && (
          <TextField
            form={form}
            name="packs"
            label={`${words.packs}（${line.packUnit}）`}
            value={String(line.quantityBase / line.packSize)}
            inputmode="numeric"
            required
          />
        )}
        <TextField form={form} name="reason" label={words.reason} required maxlength={500} />
        <p class="small">{hint}</p>
        <Buttons>
          <Button>{label}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}

function Transfers({ t, record, open, can, form: given, refused, formKey }: LinePageProps) {
  const words = t.plans;
  const { number, version } = record.document;
  const declined = refused === 'decline' ? given : emptyState();
  return (
    <Panel title={words.transfers} note={words.transferLater} padded>
      {open.transfers.map((transfer, index) => (
        <>
          <p>
            <TransferText t={t} line={open.line} transfer={transfer} />
          </p>
          {can.change && transfer.status === 'proposed' && (
            <form class="form" method="post" action={paths.planTransferAccept(number, transfer.id)}>
              <Start formKey={formKey} act={`a${transfer.id}`} version={version} />
              <p class="small">{words.transferLater}</p>
              <Buttons>
                <Button kind="primary">{words.acceptTransfer}</Button>
              </Buttons>
            </form>
          )}
          {can.change && transfer.status === 'proposed' && (
            <form class="form" method="post" action={paths.planTransferDecline(number, transfer.id)}>
              <Start formKey={formKey} act={`t${transfer.id}`} version={version} />
              <TextField
                form={scoped(declined, index === 0 ? 'decline' : `t${transfer.id}`)}
                name="reason"
                label={words.reason}
                required
                maxlength={500}
              />
              <p class="small">{words.saveConsequence}</p>
              <Buttons>
                <Button>{words.declineTransfer}</Button>
              </Buttons>
            </form>
          )}
        </>
      ))}
    </Panel>
  );
}
