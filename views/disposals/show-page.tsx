/** One application for disposal: its cards with what was found, its approval, papers and acts. */
import type { DisposalView } from '../../src/disposals/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { ApprovalSteps } from '../approvals/steps.tsx';
import { PaperPage } from '../documents/paper-page.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { semicolon } from '../ui/format.ts';
import { type Fact, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { DisposalActs } from './act-forms.tsx';
import { DisposalStatus } from './words.tsx';

export interface DisposalPageProps {
  t: Words;
  view: DisposalView;
  form: FormBack;
  formKey: () => string;
  now: number;
}

export function DisposalPage(props: DisposalPageProps) {
  const { t, view, now } = props;
  const words = t.disposals;
  const { document, place, lines } = view;
  const title = words.cardsOf(lines[0]?.asset.name ?? '', lines.length);
  const paper = (
    <LinkButton icon="i-print" href={paths.disposalPaper(document.number)} newTab print>
      {words.paper}
    </LinkButton>
  );
  return (
    <PaperPage
      t={t}
      title={title}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.disposals() }]}
      status={<DisposalStatus t={t} status={document.status} badge />}
      facts={[place.name]}
      actions={paper}
      across={factsOf(props)}
      files={{ title: words.files, lines: view.files, formKey: view.can.keep ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<DisposalActs {...props} />}
    >
      <Cards {...props} />
      {view.steps.length > 0 && (
        <Panel title={words.approval}>
          <ApprovalSteps t={t} steps={view.steps} now={now} />
        </Panel>
      )}
    </PaperPage>
  );
}

function factsOf({ t, view }: DisposalPageProps): Fact[] {
  const words = t.disposals;
  const { disposal, can } = view;
  const said = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value }]);
  return [
    { label: words.explanation, value: disposal.explanation },
    ...(can.prices ? [{ label: words.price, value: <Money t={t} amountFen={disposal.priceFen} /> }] : []),
    ...said(words.meetingRecord, disposal.meetingRecord),
    ...said(words.way, disposal.way === null ? null : words.ways[disposal.way]),
    ...said(words.takenBy, disposal.takenBy),
    ...said(words.certificate, disposal.certificateNumber),
    ...(can.prices && disposal.incomeFen !== null
      ? [{ label: words.income, value: <Money t={t} amountFen={disposal.incomeFen} /> }]
      : []),
    ...said(words.receipt, disposal.incomeReceipt),
    ...said(words.retainUntil, disposal.retainUntil),
  ];
}

function Cards({ t, view }: DisposalPageProps) {
  const words = t.disposals;
  const { can } = view;
  const duty = (needed: boolean, said: string | null) => said ?? (needed ? words.needed : '');
  const head = (
    <>
      <Head>{words.asset}</Head>
      <Head>{words.reason}</Head>
      <Head>{words.finding}</Head>
      <Head>{words.preparation}</Head>
      {can.prices && <Head num>{words.price}</Head>}
      {can.prices && <Head num>{words.net}</Head>}
    </>
  );
  return (
    <Panel title={words.cardsTitle} padded={false}>
      <Table caption={words.cardsTitle} head={head} inset stacks>
        {view.lines.map(({ line, asset }) => (
          <tr>
            <td class="span-3">
              <span class="item">
                <a href={paths.equipmentCard(asset.number)}>{asset.name}</a>
                <small>{asset.number}</small>
              </span>
            </td>
            <td class="span-2">{words.reasons[line.reason]}</td>
            <td class="span-3 note">{line.appraisal ?? ''}</td>
            <td class="span-3 note">
              {[
                duty(line.holdsData && line.reason !== 'lost', line.erasure),
                duty(line.holdsSource, line.sourceHandling),
              ]
                .filter(Boolean)
                .join(semicolon(t))}
            </td>
            {can.prices && (
              <td class="num span-2" data-label={words.price}>
                <Money t={t} amountFen={line.priceFen} />
              </td>
            )}
            {can.prices && (
              <td class="num span-2" data-label={words.net}>
                <Money t={t} amountFen={line.priceFen - line.accumulatedFen} />
              </td>
            )}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
