/** One announced delivery: lots as the supplier says, what inspection said of them, its papers, and taking it back. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { AnnouncedLot, DeliveryListed } from '../../src/orders/delivery-queries.ts';
import type { JudgedLot } from '../../src/receiving/order-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { clauseComma, dayText, packText, quantityText, semicolon } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Item, Lot } from '../ui/values.tsx';
import { isLate } from './deliveries-page.tsx';
import { actEntries } from './history.ts';
import { DeliveryStatus, LateStatus, OverTag } from './words.tsx';

interface DeliveryPageProps {
  t: Words;
  row: DeliveryListed;
  lots: AnnouncedLot[];
  judged: JudgedLot[];
  acts: ActRow[];
  files: AttachmentLine[];
  expiry: ExpiryView;
  can: { withdraw: boolean; keep: boolean; inspect: string | undefined };
  form: FormState;
  formKey: () => string;
  at: { listTitle: string; list: string; order: string; withdrawal: string };
  /** How invoices are to be named, for the supplier. */
  filesHint: string | undefined;
}

export function DeliveryPage(props: DeliveryPageProps) {
  const { t, row, acts, can, at, expiry } = props;
  const words = t.orders.deliveryPage;
  const list = t.orders.deliveryList;
  const inspect = can.inspect !== undefined && (
    <LinkButton kind="primary" icon="i-inspect" href={can.inspect}>
      {words.inspect}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={row.number}
        crumbs={[
          { label: at.listTitle, href: at.list },
          { label: row.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={
          <>
            <DeliveryStatus t={t} state={row.status} badge />
            {isLate(row, expiry.today) && <LateStatus badge>{list.late}</LateStatus>}
            {row.coldChain && (
              <Tag tone="info" icon="i-snow">
                {list.cold}
              </Tag>
            )}
          </>
        }
        {...(inspect && { actions: inspect, consequence: { text: words.inspectHint } })}
      />
      <Facts across facts={factsOf(props)} />
      <Columns kind="doc">
        <div class="stack">
          <Lots {...props} />
          {props.filesHint !== undefined && <p class="note">{props.filesHint}</p>}
          <Attachments
            t={t}
            title={words.invoices}
            subject={`document ${row.number}`}
            lines={props.files}
            {...(can.keep && { formKey: props.formKey() })}
          />
        </div>
        <Rail label={t.orders.timeline}>
          {can.withdraw && <Withdrawal {...props} />}
          <Panel title={t.orders.timeline} padded={false}>
            <Log body entries={actEntries(t, acts)} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function factsOf({ t, row, at, expiry }: DeliveryPageProps) {
  const list = t.orders.deliveryList;
  return [
    { label: list.order, value: <Code href={at.order}>{row.orderNumber}</Code> },
    { label: t.orders.party, value: row.partyName },
    { label: list.place, value: row.place.shortName },
    { label: list.note, value: row.noteNumber },
    { label: t.orders.shippedOn, value: dayText(t, row.shippedOn, expiry.today) },
    { label: list.expected, value: dayText(t, row.expectedOn, expiry.today) },
    ...(row.carrier === '' && row.vehicle === ''
      ? []
      : [{ label: t.orders.carrier, value: `${row.carrier} ${row.vehicle}` }]),
  ];
}

function Lots({ t, lots, judged, expiry }: DeliveryPageProps) {
  const words = t.orders.deliveryPage;
  const head = (
    <>
      <Head>{t.orders.item}</Head>
      <Head>{t.orders.lot}</Head>
      <Head num>{words.announced}</Head>
      <Head num>{words.inspected}</Head>
      <Head>{words.result}</Head>
    </>
  );
  return (
    <Panel title={words.lots} note={words.lotsNote} padded={false}>
      <Table caption={words.lots} head={head} inset stacks>
        {lots.map((lot) => (
          <tr>
            <td>
              <Item
                name={lot.item.genericName}
                detail={[lot.item.strength, packText(t, lot.item), lot.item.manufacturer].filter(Boolean).join(' ')}
              />
              {lot.substituteMaker !== '' && (
                <>
                  <Tag tone="warn" icon="s-near">
                    {t.orders.substitute(lot.substituteMaker)}
                  </Tag>{' '}
                  <small>{t.orders.substituteHint}</small>
                </>
              )}
            </td>
            <td>
              <Lot t={t} batchNumber={lot.lotNumber} expiresOn={lot.expiresOn} expiry={expiry} stacked />
            </td>
            <td class="num span-3" data-label={words.announced}>
              {quantityText(t, lot.quantityBase, lot.item)} <OverTag t={t} base={lot.overBase} shape={lot.item} />
            </td>
            <td class="num span-3" data-label={words.inspected}>
              {lot.inspectedBase > 0 && quantityText(t, lot.inspectedBase, lot.item)}
            </td>
            <td>{resultText(t, lot, judged)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

/** What was accepted and rejected of the lot, and why. */
function resultText(t: Words, lot: AnnouncedLot, judged: readonly JudgedLot[]): string {
  const words = t.orders.deliveryPage;
  const reasons: Readonly<Record<string, string>> = words.reasons;
  const comma = clauseComma(t);
  return judged
    .filter((one) => one.deliveryLineId === lot.id)
    .map((one) =>
      [
        one.acceptedBase > 0 && words.acceptedText(quantityText(t, one.acceptedBase, lot.item)),
        one.rejectedBase > 0 && words.rejectedText(quantityText(t, one.rejectedBase, lot.item)),
        one.decision === 'pending' && words.pending,
        one.reasonCode !== null && (reasons[one.reasonCode] ?? one.reasonCode),
        one.reason,
      ]
        .filter(Boolean)
        .join(comma),
    )
    .filter((text) => text !== '')
    .join(semicolon(t));
}

function Withdrawal({ t, form, formKey, at }: DeliveryPageProps) {
  const words = t.orders.deliveryPage;
  return (
    <Panel title={words.withdraw} id="withdrawal">
      <form class="form" method="post" action={at.withdrawal}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.withdrawConsequence}>
          <Button kind="danger">{words.withdrawSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
