/** One recall: its facts, and behind tabs its lots, members, places, people, sources and report. */

import { paths } from '../../src/paths.ts';
import { type Handling, RECALL_PARTS } from '../../src/recalls/rules.ts';
import { ActLog } from '../documents/act-log.tsx';
import { Buttons, LinkButton } from '../ui/button.tsx';
import { ExportLinks, Tabs } from '../ui/filters.tsx';
import { durationText, fullMoment, percentText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, type Figure, Figures, Rail } from '../ui/panel.tsx';
import { RecallActs } from './act-forms.tsx';
import { LotsPart } from './lots-part.tsx';
import { MembersPart } from './members-part.tsx';
import { ReportPart } from './report-part.tsx';
import type { RecallPageProps } from './show-page-props.ts';
import { PeoplePart, PlacesPart, SourcesPart } from './trace-parts.tsx';
import { DrillNotice, LevelTag, RecallStatus } from './words.tsx';

export function RecallPage(props: RecallPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const { document, recall } = view;
  const report = (
    <LinkButton icon="i-print" href={paths.recallReport(document.number)} newTab print>
      {recall.drill ? words.drillReport : words.report}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={recall.drill ? words.drillTitle(recall.title) : recall.title}
        crumbs={[
          { label: words.title, href: paths.recalls() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<RecallStatus t={t} status={document.status} drill={recall.drill} badge />}
        facts={[recall.source, recall.noticeNumber, document.number].filter((text) => text !== '')}
        {...(view.whole && { actions: report })}
      />
      {recall.drill && <DrillNotice t={t} />}
      {document.status === 'open' && !recall.drill && <FrozenNotice {...props} />}
      <RecallFacts {...props} />
      {view.whole && document.status !== 'draft' && <RecallFigures {...props} />}
      {view.whole && <Parts {...props} />}
      <Columns kind="doc">
        <div class="stack">
          <Part {...props} />
        </div>
        <Rail label={words.timeline}>
          <RecallActs {...props} />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

function FrozenNotice({ t, view }: RecallPageProps) {
  return (
    <Notice title={t.recalls.frozenTitle} tone="danger">
      <p>{t.recalls.frozenText(view.lots.filter(({ recalled }) => recalled.releasedAt === null).length)}</p>
    </Notice>
  );
}

function RecallFacts({ t, view }: RecallPageProps) {
  const words = t.recalls;
  const { recall, document, report } = view;
  const spent = report.frozenAt === null ? '' : words.after(durationText(t, report.frozenAt - report.registeredAt));
  return (
    <Facts
      across
      facts={[
        { label: words.level, value: <LevelTag t={t} level={recall.level} /> },
        { label: words.reason, value: recall.reason },
        { label: words.handling, value: words.handlings[recall.handling as Handling] },
        { label: words.received, value: fullMoment(recall.receivedAt) },
        { label: words.registered, value: fullMoment(document.createdAt) },
        ...(recall.frozenAt === null
          ? []
          : [
              {
                label: recall.drill ? words.toldAt : words.frozenAt,
                value: fullMoment(recall.frozenAt),
                note: spent,
              },
            ]),
      ]}
    />
  );
}

function RecallFigures({ t, view, now }: RecallPageProps) {
  const words = t.recalls;
  const { report, document, recall } = view;
  const { recoveredBase, reachableBase } = report.recovery;
  const open = document.status === 'open';
  const overdue = view.notices.filter(({ notice }) => notice.answeredAt === null && notice.dueAt < now).length;
  const figures: Figure[] = [
    {
      label: words.answers,
      value: `${report.answered}/${report.told}`,
      href: paths.recall(document.number, { part: 'members' }),
    },
    {
      label: words.late,
      value: String(open ? overdue : report.late),
      href: paths.recall(document.number, { part: 'members', late: open ? '1' : undefined }),
      ...(open && overdue > 0 && { tone: 'danger' as const }),
    },
    { label: words.patients, value: String(report.patients) },
    {
      label: words.rate,
      value: reachableBase === 0 ? t.formats.none : percentText(t, recoveredBase, reachableBase),
      note: words.rateNote,
      href: paths.recall(document.number, { part: 'report' }),
    },
  ];
  if (recall.drill && report.frozenAt !== null && report.lastAnswerAt !== null) {
    const spent = durationText(t, report.lastAnswerAt - report.frozenAt);
    figures.push({ label: words.answerTime, value: spent });
  }
  return <Figures label={words.figures} figures={figures} />;
}

function Parts({ t, view, part }: RecallPageProps) {
  const words = t.recalls;
  const counts: Partial<Record<(typeof RECALL_PARTS)[number], number>> = {
    lots: view.lots.length,
    members: view.notices.length,
  };
  const tabs = RECALL_PARTS.map((value) => {
    const count = counts[value];
    return {
      label: words.parts[value],
      href: paths.recall(view.document.number, { part: value }),
      current: part === value,
      ...(count !== undefined && { count }),
    };
  });
  return <Tabs label={words.partsLabel} tabs={tabs} />;
}

function Part(props: RecallPageProps) {
  const { t, part, view } = props;
  const { number } = view.document;
  switch (part) {
    case 'lots':
      return <LotsPart {...props} />;
    case 'members':
      return (
        <>
          <MembersPart {...props} />
          <Buttons>
            <ExportLinks t={t} csv={paths.recallExport(number, 'csv')} xlsx={paths.recallExport(number, 'xlsx')} />
          </Buttons>
        </>
      );
    case 'places':
      return <PlacesPart {...props} />;
    case 'people':
      return <PeoplePart {...props} />;
    case 'sources':
      return <SourcesPart {...props} />;
    case 'report':
      return <ReportPart {...props} />;
  }
}
