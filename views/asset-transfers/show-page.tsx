/** One transfer of equipment: the thing, both members, its approval, files and acts. */
import type { MoveView } from '../../src/asset-transfers/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { ApprovalSteps } from '../approvals/steps.tsx';
import { PaperPage } from '../documents/paper-page.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Code, Money } from '../ui/values.tsx';
import { MoveActs } from './act-forms.tsx';
import { MoveStatus } from './words.tsx';

export interface AssetTransferPageProps {
  t: Words;
  view: MoveView;
  form: FormBack;
  formKey: () => string;
  now: number;
}

export function AssetTransferPage(props: AssetTransferPageProps) {
  const { t, view, now } = props;
  const words = t.assetTransfers;
  const { document, asset, giver, receiver } = view;
  const paper = (
    <LinkButton icon="i-print" href={paths.assetTransferPaper(document.number)} newTab print>
      {words.paper}
    </LinkButton>
  );
  return (
    <PaperPage
      t={t}
      title={asset.name}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.assetTransfers() }]}
      status={<MoveStatus t={t} status={document.status} badge />}
      facts={[`${giver.shortName} → ${receiver.shortName}`]}
      actions={paper}
      files={{ title: words.photos, lines: view.files, formKey: view.can.keep ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<MoveActs {...props} />}
    >
      <Panel title={words.asset} padded={false}>
        <Facts body facts={factsOf(props)} />
      </Panel>
      {view.steps.length > 0 && (
        <Panel title={words.approval}>
          <ApprovalSteps t={t} steps={view.steps} now={now} />
        </Panel>
      )}
    </PaperPage>
  );
}

function factsOf({ t, view }: AssetTransferPageProps): Fact[] {
  const words = t.assetTransfers;
  const { asset, move, giver, receiver, can } = view;
  const said = (label: string, value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ label, value }];
  const net = move.priceFen - move.accumulatedFen;
  const money: Fact[] = [
    { label: words.price, value: <Money t={t} amountFen={move.priceFen} /> },
    { label: words.accumulated, value: <Money t={t} amountFen={move.accumulatedFen} /> },
    { label: words.net, value: <Money t={t} amountFen={net} /> },
    { label: words.paidShort, value: move.paidFen === 0 ? words.free : <Money t={t} amountFen={move.paidFen} /> },
  ];
  return [
    { label: words.assetNumber, value: <Code href={paths.equipmentCard(asset.number)}>{asset.number}</Code> },
    ...said(t.equipment.model, [asset.brand, asset.model].filter(Boolean).join(' ')),
    ...said(t.equipment.serialNumber, asset.serialNumber),
    { label: words.giver, value: giver.shortName },
    { label: words.receiver, value: receiver.shortName },
    { label: words.askedBy, value: words.asked[move.askedBy] },
    { label: words.reason, value: move.reason },
    ...(can.prices ? money : []),
    ...said(words.fiscalNumber, move.fiscalNumber),
    ...said(words.licence, move.licenceNumber),
    ...said(words.handedCondition, move.handedCondition),
    ...said(words.test, move.handedTest),
    ...said(words.takenCondition, move.takenCondition),
    ...said(words.room, move.takenRoom),
  ];
}
