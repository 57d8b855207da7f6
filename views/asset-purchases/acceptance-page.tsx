/** One acceptance of installed equipment: the units and their cards, both sides' words, photos, timeline. */
import type { AcceptanceView } from '../../src/asset-purchases/page-queries.ts';
import { CHECKS, type Side } from '../../src/asset-purchases/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PaperPage } from '../documents/paper-page.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment, namesComma, whoText } from '../ui/format.ts';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { AcceptanceActs } from './acceptance-forms.tsx';
import { OwedPanel } from './owed-panel.tsx';
import { AcceptanceStatus } from './words.tsx';

export interface AssetAcceptancePageProps {
  t: Words;
  view: AcceptanceView;
  form: FormBack;
  formKey: () => string;
}

export function AssetAcceptancePage(props: AssetAcceptancePageProps) {
  const { t, view, formKey } = props;
  const words = t.assetPurchases;
  const { document, of } = view;
  const paper = (
    <LinkButton icon="i-print" href={paths.assetAcceptancePaper(document.number)} newTab print>
      {words.paper}
    </LinkButton>
  );
  return (
    <PaperPage
      t={t}
      title={of.acquisition.name}
      number={document.number}
      crumbs={[
        { label: words.acceptancesTitle, href: paths.assetAcceptances() },
        { label: of.document.number, href: paths.assetPurchase(of.document.number), code: true },
      ]}
      status={<AcceptanceStatus t={t} status={document.status} badge />}
      facts={[of.place.name, of.supplier.name]}
      actions={paper}
      files={{ title: words.photos, lines: view.files, formKey: view.can.keep ? formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<AcceptanceActs {...props} />}
    >
      <Panel title={words.acceptance} padded={false}>
        <Facts body facts={factsOf(props)} />
      </Panel>
      <Units {...props} />
      {view.acceptance.acceptedOn !== null && <OwedPanel t={t} owed={view.owed} opens={view.can.money} />}
    </PaperPage>
  );
}

function factsOf({ t, view }: AssetAcceptancePageProps): Fact[] {
  const words = t.assetPurchases;
  const { acceptance, of } = view;
  const said = (label: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ label, value }];
  const word = (side: Side): Fact[] => {
    const by = side === 'user' ? acceptance.userBy : acceptance.officeBy;
    const act = view.acts.filter((one) => one.act === `confirm_${side}` && one.actorId === by).at(-1);
    if (by === null || act === undefined) return [];
    const note = CHECKS[side].map((name) => words.checks[name]).join(namesComma(t));
    return [{ label: words.sideBy[side], value: `${whoText(t, act)} ${fullMoment(act.at)}`, note }];
  };
  return [
    { label: words.application, value: <Code href={paths.acquisition(of.applied)}>{of.applied}</Code> },
    { label: words.contractNumber, value: of.purchase.contractNumber },
    { label: words.unit, value: <Money t={t} amountFen={of.purchase.unitFen} /> },
    { label: words.model, value: `${acceptance.brand} ${acceptance.model}` },
    { label: words.maker, value: acceptance.maker },
    ...said(words.categoryCode, acceptance.categoryCode),
    ...said(words.registrationNumber, acceptance.registrationNumber),
    { label: words.arrivedOn, value: acceptance.arrivedOn },
    { label: words.room, value: acceptance.room },
    ...said(words.damage, acceptance.damage),
    ...word('user'),
    ...word('office'),
    ...said(words.supplierPerson, acceptance.supplierPerson),
    ...said(words.acceptedOn, acceptance.acceptedOn),
  ];
}

function Units({ t, view }: AssetAcceptancePageProps) {
  const words = t.assetPurchases;
  const head = (
    <>
      <Head>{words.serialNumber}</Head>
      <Head>{words.udi}</Head>
      <Head>{words.producedOn}</Head>
      <Head>{words.card}</Head>
    </>
  );
  return (
    <Panel title={words.units} padded={false}>
      <Table caption={words.units} head={head} inset stacks>
        {view.units.map((unit) => (
          <tr>
            <td class="span-3">
              <Code>{unit.serialNumber}</Code>
            </td>
            <td class="span-3" data-label={words.udi}>
              {unit.udi ?? ''}
            </td>
            <td class="span-2" data-label={words.producedOn}>
              {unit.producedOn ?? ''}
            </td>
            <td class="span-3" data-label={words.card}>
              {unit.assetNumber === null ? (
                words.noCard
              ) : (
                <Code href={paths.equipmentCard(unit.assetNumber)}>{unit.assetNumber}</Code>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
