/** Lots of the member with boxes: expired, frozen and set-apart ones first of all, any other by its name or number. */
import { paths } from '../../src/paths.ts';
import { refusalText } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FieldError, Hidden, HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { packText } from '../ui/format.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import type { LossPageProps } from './show-page-props.ts';

export function LotPicker(props: LossPageProps) {
  const { t, view, lots, q } = props;
  const words = t.losses;
  const { number } = view.document;
  return (
    <Panel title={words.addLots} note={q === undefined || q === '' ? words.addLotsNote : ''} padded={false} id="lots">
      <div class="body">
        <Scan
          t={t}
          method="get"
          action={paths.loss(number)}
          name="q"
          label={words.lotHint}
          button={t.forms.search}
          focused={false}
          {...(q && { value: q })}
        />
        {props.unread && (
          <>
            <ScanResult tone="danger" title={t.scanning.unreadTitle} text={refusalText(t, props.unread)} />
            <ScanQuestion t={t} refusal={props.unread} action={paths.loss(number)} method="get" name="q" />
          </>
        )}
      </div>
      {lots.length === 0 ? <p class="body note">{words.noLots}</p> : <PickForm {...props} />}
    </Panel>
  );
}

function PickForm(props: LossPageProps) {
  const { t, view, lots, q } = props;
  const words = t.losses;
  const form = formOf(props.form, 'lines');
  const adjusts = view.loss.kind === 'adjustment';
  const labels = Object.fromEntries(
    lots.flatMap((lot) =>
      ['packs', 'units'].map((part) => [
        `lot.${lot.locationId}-${lot.lotId}.${part}`,
        `${lot.genericName} ${lot.lotNumber}`,
      ]),
    ),
  );
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.store}</Head>
      <Head num>{words.left}</Head>
      <Head>{words.quantity}</Head>
    </>
  );
  return (
    <form method="post" action={paths.lossLines(view.document.number, { q })}>
      <div class="body stack">
        <ErrorSummary t={t} form={form} labels={{ ...labels, direction: words.direction }} />
        {adjusts ? (
          <Segments
            form={form}
            name="direction"
            label={words.direction}
            chosen="out"
            options={(['out', 'in'] as const).map((value) => ({ value, label: words.directions[value] }))}
          />
        ) : (
          <Hidden name="direction" value="out" />
        )}
      </div>
      <HiddenKey value={props.formKey()} />
      <Table caption={words.addLots} head={head} inset stacks>
        {lots.map((lot) => (
          <PickRow {...props} lot={lot} />
        ))}
      </Table>
      <div class="body">
        <SubmitBar consequence={words.addConsequence}>
          <Button>{words.addSubmit}</Button>
        </SubmitBar>
      </div>
    </form>
  );
}

function PickRow({ t, lot, expiry, ...props }: LossPageProps & { lot: LossPageProps['lots'][number] }) {
  const words = t.losses;
  const form = formOf(props.form, 'lines');
  const name = `lot.${lot.locationId}-${lot.lotId}`;
  const error = form.errors[`${name}.packs`] ?? form.errors[`${name}.units`];
  return (
    <tr>
      <td class="span-5">
        <Item
          name={lot.genericName}
          detail={[lot.strength, packText(t, lot), lot.manufacturer, lot.itemCode].join(' ')}
          tags={lot.frozen !== null && <Tag tone="danger">{t.counts.frozenTag[lot.frozen]}</Tag>}
        />
      </td>
      <td class="span-3">
        <Lot t={t} batchNumber={lot.lotNumber} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.lotId)} />
      </td>
      <td class="span-3 note">{lot.storeName}</td>
      <td class="num span-2" data-label={words.left}>
        <Quantity t={t} quantityBase={lot.onHand - lot.reserved} shape={lot} />
      </td>
      <td class="span-4">
        <PackBoxes t={t} form={form} name={name} shape={lot} small of={`${lot.genericName} ${lot.lotNumber}`} />
        <FieldError name={name} {...(error !== undefined && { error })} />
      </td>
    </tr>
  );
}
