/** One transfer: how far it is, whose turn it is, what was asked, granted, sent and received, and what can be done. */

import { paths } from '../../src/paths.ts';
import type { TransferState } from '../../src/transfers/rules.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment, momentText, whoText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Log, type Step, Steps } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { TransferActs } from './act-forms.tsx';
import { TransferLines } from './lines.tsx';
import type { TransferPageProps } from './show-page-props.ts';
import { TransferStatus } from './words.tsx';

export function TransferPage(props: TransferPageProps) {
  const { t, view } = props;
  const words = t.transfers;
  const { document, giver, taker, transfer } = view;
  const paper = (
    <>
      <LinkButton icon="i-print" href={paths.transferPaper(document.number)} newTab print>
        {words.printPaper}
      </LinkButton>
      <PrintButton kind="transfer_slip" number={document.number} formKey={props.formKey()} label={t.papers.print} />
    </>
  );
  const entries = [...view.acts].reverse().map((act) => ({
    act: words.acts[act.act as keyof typeof words.acts],
    text: [act.note, (act.detail as { dispatch?: string } | null)?.dispatch].filter(Boolean).join(' '),
    by: `${whoText(t, act)} ${fullMoment(act.at)}`,
  }));
  return (
    <>
      <PageHead
        title={words.route(giver.shortName, taker.shortName)}
        crumbs={[
          { label: words.title, href: paths.transfers() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<TransferStatus t={t} status={document.status as TransferState} badge />}
        facts={[document.number, words.origins[transfer.origin], words.neededByText(transfer.neededBy)]}
        actions={paper}
      />
      <Steps label={words.timeline} steps={stepsOf(props)} />
      <Next {...props} />
      <Columns kind="doc">
        <div class="stack">
          <TransferFacts {...props} />
          <TransferLines {...props} />
        </div>
        <Rail label={words.timeline}>
          <TransferActs {...props} />
          <PrintList t={t} prints={view.prints} />
          <Panel title={words.timeline} padded={false}>
            <Log body entries={entries} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

const ROAD = ['asked', 'granted', 'in_transit', 'received'] as const;
const ACT_OF = { asked: ['open', 'accept'], granted: ['grant'], in_transit: ['ship'], received: ['receive'] } as const;

/** The life of it in one line; a road that ended stops there. */
function stepsOf({ t, view, now }: TransferPageProps): Step[] {
  const words = t.transfers;
  const status = view.document.status as TransferState;
  const told = (acts: readonly string[]) => {
    const act = view.acts.filter((one) => acts.includes(one.act)).at(-1);
    return act === undefined ? undefined : `${whoText(t, act)} ${momentText(t, act.at, now)}`;
  };
  const offered: Step[] =
    view.transfer.origin === 'offered'
      ? [{ title: words.states.offered, note: told(['open']), state: status === 'offered' ? 'current' : 'past' }]
      : [];
  const at = (ROAD as readonly string[]).indexOf(status);
  const ended = at < 0 && status !== 'offered';
  const road = ROAD.map((one, index): Step => {
    const acts: readonly string[] = one === 'asked' && offered.length > 0 ? ['accept'] : ACT_OF[one];
    const note = told(acts);
    const isPast = ended ? note !== undefined : index < at || status === 'received';
    return { title: words.steps[one], note, state: isPast ? 'past' : index === at ? 'current' : 'to-come' };
  });
  if (!ended) return [...offered, ...road];
  const last = view.acts.at(-1);
  const note = last && `${whoText(t, last)} ${momentText(t, last.at, now)}`;
  return [
    ...offered,
    ...road.filter((one) => one.state === 'past'),
    { title: words.states[status], note, state: 'ended' },
  ];
}

/** Whose turn it is, on either side. */
function Next({ t, view }: TransferPageProps) {
  const words = t.transfers;
  const { giver, taker, dispatch, can } = view;
  const status = view.document.status as TransferState;
  const sentence = words.next[status](giver.shortName, taker.shortName);
  if (sentence === '') return null;
  const link = dispatch && (
    <LinkButton href={paths.dispatch(dispatch.number)} {...(can.sends && status === 'granted' && { kind: 'primary' })}>
      {words.toDispatch(dispatch.number)}
    </LinkButton>
  );
  return <Notice title={sentence} tone="info" role="status" buttons={link} />;
}

function TransferFacts({ t, view }: TransferPageProps) {
  const words = t.transfers;
  const { giver, taker, transfer, dispatch, shortage } = view;
  const origin = shortage && (
    <Code {...(shortage.readable && { href: paths.shortage(shortage.number) })}>{shortage.number}</Code>
  );
  return (
    <Facts
      across
      facts={[
        { label: words.giver, value: giver.shortName, note: giver.contact ?? '' },
        { label: words.taker, value: taker.shortName, note: taker.contact ?? '' },
        { label: words.neededBy, value: transfer.neededBy },
        ...(origin === undefined ? [] : [{ label: words.origins.shortage, value: origin }]),
        ...(transfer.note === '' ? [] : [{ label: words.note, value: transfer.note }]),
        ...(dispatch === undefined
          ? []
          : [{ label: words.dispatch, value: <Code href={paths.dispatch(dispatch.number)}>{dispatch.number}</Code> }]),
      ]}
    />
  );
}
