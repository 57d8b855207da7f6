/** One application for equipment: what it asks for, its payback with its parts, what lay idle, acts and timeline. */

import { LARGE_KINDS } from '../../src/assets/rules.ts';
import { paths } from '../../src/paths.ts';
import { Attachments } from '../attachments/panel.tsx';
import { ActLog } from '../documents/act-log.tsx';
import { classText } from '../equipment/words.tsx';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { AcquisitionActs } from './act-forms.tsx';
import type { AcquisitionPageProps } from './show-page-props.ts';
import { AcquisitionStatus } from './words.tsx';

export function AcquisitionPage(props: AcquisitionPageProps) {
  const { t, view, formKey } = props;
  const words = t.acquisitions;
  const { document, acquisition, place, can } = view;
  const { number, status } = document;
  const edit = <LinkButton href={paths.acquisitionEdit(number)}>{words.edit}</LinkButton>;
  const keeps = can.apply || can.decide;
  return (
    <>
      <PageHead
        title={acquisition.name}
        crumbs={[
          { label: words.title, href: paths.acquisitions() },
          { label: number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<AcquisitionStatus t={t} status={status} badge />}
        facts={[place.name, number]}
        {...(status === 'draft' && can.apply && { actions: edit })}
      />
      <AskedFacts {...props} />
      <Columns kind="doc">
        <div class="stack">
          <Reasons {...props} />
          <Idle {...props} />
        </div>
        <Rail label={words.timeline}>
          <AcquisitionActs {...props} />
          <Attachments
            t={t}
            subject={`document ${number}`}
            lines={view.files}
            title={words.files}
            {...(keeps && { formKey: formKey() })}
          />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

function AskedFacts({ t, view }: AcquisitionPageProps) {
  const words = t.acquisitions;
  const { acquisition, payback, document } = view;
  const large = LARGE_KINDS.find((kind) => kind === acquisition.largeKind);
  return (
    <Facts
      across
      facts={[
        { label: words.className, value: classText(t, view.class) },
        { label: words.quantity, value: acquisition.quantity },
        { label: words.unit, value: <Money t={t} amountFen={acquisition.unitFen} /> },
        { label: words.amount, value: <Money t={t} amountFen={payback.amountFen} /> },
        ...view.funds.map(({ source, amountFen }) => ({
          label: t.equipment.sources[source],
          value: <Money t={t} amountFen={amountFen} />,
        })),
        { label: words.budgetLine, value: acquisition.budgetLine },
        ...(large === undefined ? [] : [{ label: words.largeKind, value: t.equipment.largeKinds[large] }]),
        ...(acquisition.licenceNumber === null
          ? []
          : [{ label: words.licenceNumber, value: acquisition.licenceNumber }]),
        ...(document.status === 'draft' || document.status === 'submitted'
          ? [{ label: words.level, value: words.levels[view.level] }]
          : []),
        ...(acquisition.meetingRecord === null
          ? []
          : [{ label: words.meetingRecord, value: acquisition.meetingRecord }]),
      ]}
    />
  );
}

function Reasons({ t, view }: AcquisitionPageProps) {
  const words = t.acquisitions;
  const { acquisition, payback } = view;
  return (
    <Panel title={words.reasonsTitle} padded={false}>
      <Facts
        body
        facts={[
          { label: words.necessity, value: acquisition.necessity },
          { label: words.feasibility, value: acquisition.feasibility },
          { label: words.benefit, value: acquisition.benefit },
          { label: words.casesMonth, value: acquisition.casesMonth, note: words.casesHint },
          { label: words.charge, value: <Money t={t} amountFen={acquisition.chargeFen} /> },
          { label: words.cost, value: <Money t={t} amountFen={acquisition.costFen} /> },
          { label: words.monthly, value: <Money t={t} amountFen={payback.monthFen} />, note: words.monthlyParts },
          payback.months === null
            ? { label: words.payback, value: words.never, note: words.neverNote }
            : { label: words.payback, value: words.months(payback.months), note: words.paybackParts },
        ]}
      />
    </Panel>
  );
}

function Idle({ t, view }: AcquisitionPageProps) {
  const words = t.acquisitions;
  const head = (
    <>
      <Head>{words.idleNumber}</Head>
      <Head>{words.name}</Head>
      <Head>{words.keeper}</Head>
      <Head>{words.notUsed}</Head>
    </>
  );
  const note = words.idleAsOf(fullMoment(view.acquisition.checkedAt));
  if (view.idle.length === 0) {
    return (
      <Panel title={words.idleTitle} note={note}>
        <p class="hint">{words.idleNone}</p>
      </Panel>
    );
  }
  return (
    <Panel title={words.idleTitle} note={note} padded={false}>
      <Table caption={words.idleTitle} head={head} inset stacks>
        {view.idle.map((one) => (
          <tr>
            <td class="span-3">
              <Code>{one.number}</Code>
            </td>
            <td class="span-3">{one.name}</td>
            <td class="span-2">{one.keeper}</td>
            <td class="span-4 note" data-label={words.notUsed}>
              {one.reason ?? ''}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
