/** One contract for equipment: its terms, what arrived of it, its files, acts and timeline. */
import type { PurchaseView } from '../../src/asset-purchases/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PaperPage } from '../documents/paper-page.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { OwedPanel } from './owed-panel.tsx';
import { AcceptanceStatus, PurchaseStatus } from './words.tsx';

interface AssetPurchasePageProps {
  t: Words;
  view: PurchaseView;
  form: FormBack;
  formKey: () => string;
}

export function AssetPurchasePage(props: AssetPurchasePageProps) {
  const { t, view, formKey } = props;
  const words = t.assetPurchases;
  const { document, acquisition, place } = view;
  return (
    <PaperPage
      t={t}
      title={acquisition.name}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.assetPurchases() }]}
      status={<PurchaseStatus t={t} status={document.status} badge />}
      facts={[place.name, view.supplier.name]}
      files={{ title: words.files, lines: view.files, formKey: view.can.keep ? formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<Acts {...props} />}
    >
      <Panel title={words.contract} padded={false}>
        <Facts body facts={factsOf(props)} />
      </Panel>
      <Acceptances {...props} />
      <OwedPanel t={t} owed={view.owed} opens={view.can.money} />
    </PaperPage>
  );
}

function factsOf({ t, view }: AssetPurchasePageProps): Fact[] {
  const words = t.assetPurchases;
  const { purchase, applied } = view;
  const amountFen = purchase.quantity * purchase.unitFen;
  return [
    { label: words.application, value: <Code href={paths.acquisition(applied)}>{applied}</Code> },
    { label: words.supplier, value: view.supplier.name },
    { label: words.method, value: words.methods[purchase.method] },
    ...(purchase.methodReason === null ? [] : [{ label: words.methodReason, value: purchase.methodReason }]),
    { label: words.contractNumber, value: purchase.contractNumber },
    { label: words.contractOn, value: purchase.contractOn },
    { label: words.deliverOn, value: purchase.deliverOn },
    { label: words.quantity, value: purchase.quantity },
    { label: words.arrived, value: words.unitsOf(view.arrived, purchase.quantity) },
    { label: words.accepted, value: words.unitsOf(view.accepted, purchase.quantity) },
    { label: words.unit, value: <Money t={t} amountFen={purchase.unitFen} /> },
    { label: words.amount, value: <Money t={t} amountFen={amountFen} /> },
    { label: words.warrantyMonths, value: purchase.warrantyMonths },
    { label: words.paymentDays, value: purchase.paymentDays },
    {
      label: words.retentionPercent,
      value:
        purchase.retentionPercent === 0
          ? words.retentionNone
          : words.retentionText(purchase.retentionPercent, purchase.retentionMonths),
    },
    { label: words.paymentTerms, value: purchase.paymentTerms },
  ];
}

function Acceptances({ t, view }: AssetPurchasePageProps) {
  const words = t.assetPurchases;
  if (view.acceptances.length === 0) {
    return (
      <Panel title={words.acceptances}>
        <p class="hint">{words.noneArrived}</p>
      </Panel>
    );
  }
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.state}</Head>
      <Head>{words.arrivedOn}</Head>
      <Head num>{words.quantity}</Head>
    </>
  );
  return (
    <Panel title={words.acceptances} padded={false}>
      <Table caption={words.acceptances} head={head} inset stacks>
        {view.acceptances.map((one) => (
          <tr>
            <td class="span-3">
              <Code href={paths.assetAcceptance(one.number)}>{one.number}</Code>
            </td>
            <td class="span-2">
              <AcceptanceStatus t={t} status={one.status} />
            </td>
            <td class="span-2" data-label={words.arrivedOn}>
              {one.arrivedOn}
            </td>
            <td class="num span-2" data-label={words.quantity}>
              {one.units}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Acts({ t, view, form, formKey }: AssetPurchasePageProps) {
  const words = t.assetPurchases;
  const { number, version } = view.document;
  const labels = { why: words.why };
  return (
    <>
      {view.can.takeIn && (
        <Panel title={words.deliver}>
          <p class="hint">{words.deliverText(view.purchase.quantity - view.arrived)}</p>
          <LinkButton kind="primary" href={paths.assetPurchaseAct(number, 'delivery')}>
            {words.deliver}
          </LinkButton>
        </Panel>
      )}
      {view.can.buy && (
        <PaperForm
          {...{ t, formKey, version, labels, back: form, name: 'closing', title: words.close }}
          action={paths.assetPurchaseAct(number, 'closing')}
          why={{ name: 'why', label: words.why }}
        >
          <SubmitBar consequence={words.closeConsequence}>
            <Button kind="danger">{words.close}</Button>
          </SubmitBar>
        </PaperForm>
      )}
    </>
  );
}
