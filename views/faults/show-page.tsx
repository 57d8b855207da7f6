/** One fault: what is wrong with which thing, what it costs, how long it stands, files, acts and timeline. */
import type { FaultView } from '../../src/faults/page-queries.ts';
import { shareOfPrice } from '../../src/faults/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PaperPage } from '../documents/paper-page.tsx';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { durationText, fullMoment } from '../ui/format.ts';
import { type Fact, Facts, knownFacts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Money } from '../ui/values.tsx';
import { FaultActs } from './act-forms.tsx';
import { DueText, FaultStatus, UrgencyTag } from './words.tsx';

export interface FaultPageProps {
  t: Words;
  view: FaultView;
  /** Of the person who looks. */
  login: string;
  back: FormBack;
  formKey: () => string;
  now: number;
}

export function FaultPage(props: FaultPageProps) {
  const { t, view } = props;
  const words = t.faults;
  const { document, asset } = view;
  return (
    <PaperPage
      t={t}
      title={asset.name}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.faults() }]}
      status={<FaultStatus t={t} status={view.status} badge />}
      facts={[document.number, view.user.shortName, asset.room]}
      files={{ title: words.photos, lines: view.files, formKey: view.can.keepFiles ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<FaultActs {...props} />}
    >
      <Panel title={words.fault} padded={false}>
        <Facts body facts={faultFacts(props)} />
      </Panel>
      <Panel title={words.repairing} padded={false}>
        <Facts body facts={repairFacts(props)} />
      </Panel>
      <Costs {...props} />
      <Downtime {...props} />
    </PaperPage>
  );
}

function faultFacts({ t, view, now }: FaultPageProps): Fact[] {
  const words = t.faults;
  const { fault, asset, loaner } = view;
  return knownFacts([
    { label: words.thing, value: <Code href={paths.equipmentCard(asset.number)}>{asset.number}</Code> },
    { label: words.thingState, value: <AssetStatus t={t} status={asset.status} /> },
    { label: words.what, value: fault.what },
    { label: words.urgency, value: <UrgencyTag t={t} urgency={fault.urgency} /> },
    { label: words.usable, value: words.usables[fault.usable] },
    { label: words.reportedAt, value: fullMoment(fault.reportedAt) },
    view.open && { label: words.dueAt, value: <DueText t={t} dueAt={fault.dueAt} now={now} /> },
    loaner !== null && {
      label: words.loaner,
      value: <a href={paths.equipmentCard(loaner.number)}>{loaner.name}</a>,
      note: loaner.number,
    },
  ]);
}

function repairFacts({ t, view }: FaultPageProps): Fact[] {
  const words = t.faults;
  const { fault, engineer } = view;
  return knownFacts([
    { label: words.engineer, value: [engineer, fault.outside].filter(Boolean).join(' ') || words.nobody },
    { label: words.diagnosis, value: fault.diagnosis },
    { label: words.work, value: fault.work },
    fault.labourMinutes > 0 && { label: words.labour, value: durationText(t, fault.labourMinutes * 60_000) },
    fault.irreparable && { label: words.result, value: words.irreparable },
    fault.outcome !== null && { label: words.outcome, value: words.outcomes[fault.outcome] },
    { label: words.test, value: fault.test },
    fault.acceptedAt !== null && { label: words.acceptedAt, value: fullMoment(fault.acceptedAt) },
  ]);
}

function Costs(props: FaultPageProps) {
  const { t, view, formKey } = props;
  const words = t.faults;
  if (!view.can.costs || view.costs.length === 0) return null;
  const { number, version } = view.document;
  const removes = view.can.repair && view.status === 'diagnosed';
  const share = view.can.prices ? shareOfPrice(view.costFen, view.asset.priceFen) : null;
  const head = (
    <>
      <Head>{words.costName}</Head>
      <Head>{words.costKind}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.unit}</Head>
      <Head num>{words.amount}</Head>
      {removes && <Head>{words.removeCost}</Head>}
    </>
  );
  return (
    <Panel
      title={words.costs}
      note={share === null ? undefined : words.shareText((share / 10).toFixed(1))}
      padded={false}
      id="cost-lines"
    >
      <Table caption={words.costs} head={head} stacks>
        {view.costs.map((line) => (
          <tr>
            <td class="span-4">{line.name}</td>
            <td class="span-2">{words.costKinds[line.kind]}</td>
            <td class="num span-2" data-label={words.quantity}>
              {line.quantity}
            </td>
            <td class="num span-2" data-label={words.unit}>
              <Money t={t} amountFen={line.unitFen} />
            </td>
            <td class="num span-2" data-label={words.amount}>
              <Money t={t} amountFen={line.amountFen} />
            </td>
            {removes && (
              <td class="span-2">
                <form method="post" action={paths.faultCostRemoval(number, line.id)}>
                  <HiddenKey value={formKey()} />
                  <Hidden name="version" value={version} />
                  <Button small>{words.removeCost}</Button>
                </form>
              </td>
            )}
          </tr>
        ))}
      </Table>
      <Totals t={t} view={view} />
    </Panel>
  );
}

function Totals({ t, view }: Pick<FaultPageProps, 't' | 'view'>) {
  const words = t.faults;
  const { approvedFen } = view.fault;
  const agreed = { label: words.approved, value: <Money t={t} amountFen={approvedFen} /> };
  const total = { label: words.cost, value: <Money t={t} amountFen={view.costFen} /> };
  return <Facts body facts={approvedFen > 0 ? [total, agreed] : [total]} />;
}

function Downtime({ t, view, now }: FaultPageProps) {
  const words = t.faults;
  if (view.spans.length === 0) return null;
  return (
    <Panel
      title={words.downtime}
      note={view.downMs === 0 ? words.notCounted : durationText(t, view.downMs)}
      padded={false}
    >
      <Log
        body
        entries={view.spans.map((span) => ({
          act: `${fullMoment(span.fromAt)} – ${span.untilAt === null ? words.lasts : fullMoment(span.untilAt)}`,
          text: durationText(t, (span.untilAt ?? now) - span.fromAt),
        }))}
      />
    </Panel>
  );
}
