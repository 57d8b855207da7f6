/** One excursion: what was measured, the lots it concerns, what left meanwhile, what was decided. */

import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { DocumentKind } from '../../src/documents/kinds.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { CaseView } from '../../src/storage/excursion-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { durationText, fullMoment, momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import { Curve, type CurveData } from './curve.tsx';
import { CaseActs } from './excursion-acts.tsx';
import { CaseLots } from './excursion-lots.tsx';
import { CaseStatus, measureText, rangeText } from './words.tsx';

export interface ExcursionPageProps {
  t: Words;
  view: CaseView;
  files: AttachmentLine[];
  curve: CurveData;
  form: { name: string; state: FormState };
  formKey: () => string;
  expiry: ExpiryView;
  now: number;
}

export function ExcursionPage(props: ExcursionPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const { document, logger } = view;
  const paper = (
    <LinkButton icon="i-print" href={paths.excursionPaper(document.number)} newTab print>
      {words.paper}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={words.caseTitle}
        crumbs={[
          { label: words.excursionsTitle, href: paths.excursions() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<CaseStatus t={t} status={document.status} lasts={view.case.endedAt === null} badge />}
        facts={[view.place.name, view.storeName ?? words.travels, document.number]}
        actions={paper}
      />
      <CaseFacts {...props} />
      <Columns kind="doc">
        <div class="stack">
          <Panel title={words.curveOf(words.measures[view.case.measure], logger.code)}>
            <Curve
              t={t}
              id="curve"
              title={words.curveOf(words.measures[view.case.measure], logger.code)}
              data={props.curve}
              today={props.expiry.today}
            />
          </Panel>
          <CaseLots {...props} />
          {view.gone.length > 0 && <Gone {...props} />}
        </div>
        <Rail label={words.timeline}>
          <CaseActs {...props} />
          <Attachments
            t={t}
            subject={`document ${document.number}`}
            lines={props.files}
            title={words.files}
            {...(view.can.explain && { formKey: props.formKey() })}
          />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

function CaseFacts({ t, view, now }: ExcursionPageProps) {
  const words = t.storage;
  const { case: found, logger } = view;
  return (
    <Facts
      across
      facts={[
        { label: words.probe, value: <Code href={paths.logger(logger.code)}>{logger.code}</Code>, note: logger.name },
        { label: words.limits, value: rangeText(t, found.measure, found) },
        { label: words.worst, value: measureText(t, found.measure, found.worstTenths) },
        { label: words.started, value: fullMoment(found.startedAt) },
        { label: words.ended, value: found.endedAt === null ? words.lasts : fullMoment(found.endedAt) },
        { label: words.duration, value: durationText(t, (found.endedAt ?? now) - found.startedAt) },
        { label: words.cause, value: found.cause === '' ? words.notSaid : found.cause },
        { label: words.measuresTaken, value: found.measures === '' ? words.notSaid : found.measures },
      ]}
    />
  );
}

function Gone({ t, view, now }: ExcursionPageProps) {
  const words = t.storage;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.quantity}</Head>
      <Head>{words.time}</Head>
      <Head>{words.document}</Head>
    </>
  );
  return (
    <Panel title={words.goneTitle} note={words.goneNote} padded={false}>
      <Table caption={words.goneTitle} head={head} inset stacks>
        {view.gone.map((row) => (
          <tr>
            <td class="span-4">
              <Item name={row.genericName} detail={row.itemCode} />
            </td>
            <td class="span-3">
              <Code href={paths.lot(row.lotId)}>{row.lotNumber}</Code>
            </td>
            <td class="num span-2" data-label={words.quantity}>
              <Quantity t={t} quantityBase={row.quantityBase} shape={row} />
            </td>
            <td class="span-2">{momentText(t, row.occurredAt, now)}</td>
            <td class="span-3">
              {row.documentNumber !== null && row.documentKind !== null && (
                <Code href={documentPath(row.documentKind as DocumentKind, row.documentNumber)}>
                  {row.documentNumber}
                </Code>
              )}{' '}
              {row.toName ?? ''}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
