/** One issue or return: to whom, which lots from where, what came back of it, and who did what. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { IssueRecord, IssueRecordLine } from '../../src/issues/record-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { fullMoment, momentText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Item, Lot, Money, Quantity } from '../ui/values.tsx';
import { IssueStatus, issueLog } from './words.tsx';

export interface IssuePageProps {
  t: Words;
  record: IssueRecord;
  lines: IssueRecordLine[];
  acts: ActRow[];
  returns: { number: string; status: string; at: number }[];
  strip: TraceStripData | null;
  /** Lines that leave ampoules behind: what went out and what came back. */
  ampoules: Map<number, { issued: number; back: number }>;
  can: { return: boolean; reverse: boolean; hasReturns: boolean; openFile: boolean; prices: boolean };
  form: FormState;
  formKey: string;
  now: number;
  expiry: ExpiryView;
}

export function IssuePage(props: IssuePageProps) {
  const { t, record, acts, can, now, returns } = props;
  const words = t.issues;
  const { number, status, kind } = record.document;
  return (
    <>
      <PageHead
        title={`${words.kinds[kind]} ${number}`}
        crumbs={[{ label: words.title, href: paths.issues() }]}
        crumbsLabel={t.frame.position}
        status={<IssueStatus t={t} status={status} badge />}
        facts={[record.member.shortName, momentText(t, record.paper.occurredAt, now)]}
        {...(can.return && {
          actions: <LinkButton href={paths.issueReturn(number)}>{words.goReturn}</LinkButton>,
          consequence: { text: words.notEditable },
        })}
      />
      <ErrorSummary t={t} form={props.form} labels={{ reason: words.reason }} />
      <Facts across facts={factsOf(props)} />
      <IssueLines {...props} />
      <TraceStrip t={t} strip={props.strip} formKey={props.formKey} />
      {returns.length > 0 && (
        <Panel title={words.returns}>
          <ul>
            {returns.map((one) => (
              <li>
                <Code href={paths.issue(one.number)}>{one.number}</Code>{' '}
                {words.states[one.status === 'reversed' ? 'reversed' : 'posted']} {momentText(t, one.at, now)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {can.hasReturns && <Advice>{words.reverseReturnsFirst}</Advice>}
      {can.reverse && <Reversal {...props} />}
      <Panel title={words.log} padded={false}>
        <Log entries={issueLog(t, acts, now)} body />
      </Panel>
    </>
  );
}

function factsOf({ t, record, can }: IssuePageProps): Fact[] {
  const words = t.issues;
  const { paper, returnsNumber, fileName } = record;
  const given: [string, string][] = [
    [words.ward, paper.ward],
    [words.patient, paper.patientRef],
    [words.prescription, paper.prescriptionRef],
    [words.note, paper.note],
  ];
  const facts: Fact[] = [
    { label: words.purpose, value: words.purposes[paper.purpose] },
    { label: words.at, value: fullMoment(paper.occurredAt) },
    ...given.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value })),
  ];
  if (fileName !== null && paper.fileId !== null) {
    const link = <a href={paths.useFile(paper.fileId)}>{fileName}</a>;
    facts.push({ label: words.fromFile, value: can.openFile ? link : fileName });
  }
  if (returnsNumber === null) return facts;
  return [...facts, { label: words.returnsOf, value: <Code href={paths.issue(returnsNumber)}>{returnsNumber}</Code> }];
}

function Ampoules({ t, lineId, ampoules }: Pick<IssuePageProps, 't' | 'ampoules'> & { lineId: number }) {
  const owed = ampoules.get(lineId);
  if (owed === undefined) return null;
  return (
    <small>
      <a href={paths.ampouleLine(lineId)}>{t.controlled.ampoules.ofLine(owed.back, owed.issued)}</a>
    </small>
  );
}

function IssueLines({ t, record, lines, can, expiry, ampoules }: IssuePageProps) {
  const words = t.issues;
  const back = record.document.kind === 'issue_return';
  const anyBack = lines.some((line) => line.returnedBase > 0);
  const anyReason = lines.some((line) => line.reason !== '');
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.store}</Head>
      <Head num>{words.quantity}</Head>
      {anyBack && <Head num>{words.returnedQuantity}</Head>}
      {anyReason && <Head>{back ? words.reason : words.outOfTurn}</Head>}
      {can.prices && <Head num>{words.amount}</Head>}
    </>
  );
  return (
    <Table caption={words.linesTitle} head={head} stacks>
      {lines.map((line) => (
        <tr class={back ? 'reversal' : undefined}>
          <td>
            <Item name={line.itemName} detail={line.detail} href={paths.stockCard(record.member.code, line.itemCode)} />
            <Ampoules t={t} lineId={line.id} ampoules={ampoules} />
          </td>
          <td class="span-3">
            <Lot
              t={t}
              batchNumber={line.lotNumber}
              expiresOn={line.expiresOn}
              expiry={expiry}
              href={paths.lot(line.lotId)}
            />
          </td>
          <td class="span-3">{line.locationName}</td>
          <td class="num span-2" data-label={words.quantity}>
            <Quantity t={t} quantityBase={back ? -line.quantityBase : line.quantityBase} shape={line.shape} />
          </td>
          {anyBack && (
            <td class="num span-2" data-label={words.returnedQuantity}>
              {line.returnedBase > 0 && <Quantity t={t} quantityBase={line.returnedBase} shape={line.shape} />}
            </td>
          )}
          {anyReason && <td class="note span-2">{line.reason}</td>}
          {can.prices && (
            <td class="num span-2" data-label={words.amount}>
              <Money t={t} amountFen={back ? -line.amountFen : line.amountFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function Reversal({ t, record, lines, form, formKey }: IssuePageProps) {
  const words = t.issues;
  const { number, version } = record.document;
  const refused = Object.keys(form.values).length > 0;
  return (
    <details open={refused}>
      <summary>{words.reverse}</summary>
      <form class="form" method="post" action={paths.issueReversal(number)}>
        <HiddenKey value={formKey} />
        <Hidden name="version" value={version} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        {lines.some((line) => line.controlled) && <SecondPersonFields t={t} form={form} />}
        <SubmitBar consequence={words.reverseText}>
          <Button kind="danger">{words.reverseButton}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}
