/** One count: how far it is, the lines to count, what differs, and what can be done next. */

import { paths } from '../../src/paths.ts';
import { ActLog } from '../documents/act-log.tsx';
import { LinkButton } from '../ui/button.tsx';
import { deadline, fullMoment } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Rail } from '../ui/panel.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Money } from '../ui/values.tsx';
import { CountActs } from './act-forms.tsx';
import { Differences } from './differences.tsx';
import { CountLines } from './line-table.tsx';
import { OneLine } from './one-line.tsx';
import { CountScan } from './scan-box.tsx';
import type { CountPageProps } from './show-page-props.ts';
import { CountStatus } from './words.tsx';

export function CountPage(props: CountPageProps) {
  const { t, view, alone } = props;
  const words = t.counts;
  const { document, place, count } = view;
  const counting = document.status === 'counting';
  const papers = (
    <>
      {counting && (
        <LinkButton icon="i-print" href={paths.countSheet(document.number)} newTab print>
          {words.sheet}
        </LinkButton>
      )}
      <LinkButton icon="i-print" href={paths.countPaper(document.number)} newTab>
        {words.resultPaper}
      </LinkButton>
    </>
  );
  const frozen = view.lines.some(({ lot }) => lot.frozen !== null);
  return (
    <>
      <PageHead
        title={count.title}
        crumbs={[
          { label: words.title, href: paths.counts() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<CountStatus t={t} status={document.status} badge />}
        facts={[place.name, words.scopeText(view.detail, count.scope, view.stores)]}
        actions={papers}
      />
      <CountFacts {...props} />
      {counting && frozen && <Advice tone="warn">{words.frozenNote}</Advice>}
      <Columns kind="doc">
        <div class="stack">
          {counting && view.can.count && <CountScan {...props} />}
          {alone === undefined ? <CountLines {...props} /> : <OneLine {...props} alone={alone} />}
          {alone === undefined && <Differences {...props} />}
        </div>
        <Rail label={words.timeline}>
          <CountActs {...props} />
          <Timeline {...props} />
        </Rail>
      </Columns>
    </>
  );
}

function CountFacts({ t, view, now }: CountPageProps) {
  const words = t.counts;
  const { progress, count, document, detail } = view;
  const money = view.revealed && view.can.prices && document.status !== 'counting';
  return (
    <Facts
      across
      facts={[
        { label: words.asOf, value: fullMoment(count.asOf) },
        {
          label: words.progress,
          value: words.progressOf(progress.counted, progress.lines),
          ...(progress.recounts > 0 && { note: words.recountsOf(progress.recounts) }),
        },
        ...(detail.dueAt !== undefined && document.status === 'counting'
          ? [{ label: words.due, value: <SignalStatus signal={deadline(t, detail.dueAt, now)} /> }]
          : []),
        ...(money
          ? [
              { label: words.gain, value: <Money t={t} amountFen={count.gainFen} /> },
              { label: words.loss, value: <Money t={t} amountFen={-count.lossFen} /> },
            ]
          : []),
        ...(document.status === 'submitted' ? [{ label: words.level, value: words.levels[view.level] }] : []),
      ]}
    />
  );
}

function Timeline({ t, view }: CountPageProps) {
  const words = t.counts;
  return <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />;
}
