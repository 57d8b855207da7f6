/** The page of today: what waits for this person first, figures and the way of a shortage second. */
import type { Role } from '../../src/auth/roles.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import type { Duties, HomeQueue, Waiting } from '../../src/home/queue-queries.ts';
import { paths } from '../../src/paths.ts';
import type { TabCounts as DossierCounts } from '../../src/selection/list-queries.ts';
import type { TabCounts } from '../../src/shortages/count-queries.ts';
import { DraftWaits, RevisionNotice, type RevisionView } from '../formulary/revision-notice.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { RowsChart } from '../ui/chart.tsx';
import { clauseComma, headingDay, percentText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Figure, Figures, Panel, Rail } from '../ui/panel.tsx';
import { Queue } from '../ui/queue.tsx';
import { Status } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { hubGroups, memberGroups } from './queue-entries.ts';

export interface HomePageProps {
  t: Words;
  viewer: Viewer;
  now: number;
  today: string;
  duties: Duties;
  waiting: Waiting;
  total: number;
  queue: HomeQueue;
  /** The number of a submission, for each form on the page. */
  newKey: () => string;
  counts: TabCounts;
  fulfilment: { collected: number; missed: number };
  /** Dossiers by step, for who decides and moves no medicine: shortages are figures to them, not work. */
  dossiers: DossierCounts | null;
  /** For those who prepare, answer for or decide the formulary. */
  formulary: RevisionView | null;
}

/** Who buys, decides on it, inspects it and pays for it: the shortages that the hub answers are not theirs to count. */
const BUYING: readonly Role[] = ['buyer', 'supply_head', 'quality_officer', 'accountant', 'chief_accountant'];

export function HomePage(props: HomePageProps) {
  const { t, viewer, total, duties, waiting } = props;
  const words = t.home;
  const late = duties.answers ? waiting.shortages.late : 0;
  const decider = props.dossiers !== null;
  const buys = viewer.roles.every((role) => BUYING.includes(role));
  const figures =
    buys || viewer.roles.includes('administrator') ? null : (
      <Figures label={words.figuresLabel} figures={figuresOf(props)} />
    );
  const actions = (
    <>
      {duties.answers && (
        <LinkButton kind="primary" icon="i-need" href={paths.shortages()}>
          {words.acts.acceptAll}
        </LinkButton>
      )}
      {duties.receives && (
        <LinkButton kind="primary" icon="i-plus" href={paths.newShortage()}>
          {t.shortages.register}
        </LinkButton>
      )}
    </>
  );
  return (
    <div id="today" {...live('shortage', paths.home())}>
      <PageHead
        title={total === 0 ? words.title : words.titleCount(total)}
        status={
          late > 0 && (
            <Status icon="s-late" tone="danger" badge>
              {words.lateBadge(late)}
            </Status>
          )
        }
        facts={[headingDay(t, props.today), viewer.organisationName]}
        actions={actions}
      />
      {!decider && figures}
      {props.formulary && <RevisionNotice t={t} revision={props.formulary} />}
      {props.formulary && <DraftWaits t={t} revision={props.formulary} />}
      {props.dossiers && <Figures label={words.dossiersLabel} figures={dossierFigures(t, props.dossiers)} />}
      <Columns>
        <Tasks {...props} />
        <Rail label={buys ? words.buyingTitle : words.railTitle}>
          {viewer.scopePath === '/' && !buys && <OpenPanel {...props} />}
          {!decider && (
            <Panel title={buys ? words.buyingTitle : words.roadTitle} padded={false}>
              <Log body entries={(buys ? words.buying : words.road).map(([act, by]) => ({ act, by }))} />
            </Panel>
          )}
        </Rail>
      </Columns>
      {decider && figures}
    </div>
  );
}

function Tasks(props: HomePageProps) {
  const { t, duties, queue, total } = props;
  const words = t.home;
  const groups = duties.receives ? memberGroups(props, queue) : hubGroups(props, queue);
  if (groups.length === 0) {
    const forReader = duties.votes ? words.emptyDecider : words.emptyReader;
    const text = duties.receives ? words.emptyMember : duties.answers || duties.sends ? words.emptyHub : forReader;
    return <Empty title={words.emptyTitle} text={text} />;
  }
  const shown = groups.reduce((sum, group) => sum + group.entries.length, 0);
  const foot = (
    <>
      {!duties.receives && <span>{words.shown(Math.min(shown, total), total)}</span>}
      <a href={allOf(props)}>{words.all}</a>
      <span class="desk-only">
        <kbd>J</kbd> <kbd>K</kbd> {words.keys} <kbd>Enter</kbd> {words.keysOpen} <kbd>?</kbd> {words.keysAll}
      </span>
    </>
  );
  return <Queue label={words.queueLabel} groups={groups} foot={foot} />;
}

/** Where the whole of it stands that the queue begins with. */
function allOf({ viewer, dossiers }: HomePageProps): string {
  if (dossiers !== null) return paths.selection();
  if (viewer.roles.every((role) => role === 'accountant' || role === 'chief_accountant')) return paths.payables();
  return viewer.roles.every((role) => BUYING.includes(role)) ? paths.plans() : paths.shortages();
}

/** What selection is at, by step. */
function dossierFigures(t: Words, dossiers: DossierCounts): Figure[] {
  const steps = ['scoring', 'scored', 'trial'] as const;
  return steps.map((state) => ({
    label: t.home.dossierSteps[state],
    value: dossiers[state],
    unit: t.home.figures.piece,
    href: paths.selection({ state }),
  }));
}

function figuresOf({ t, duties, waiting, counts, fulfilment, viewer }: HomePageProps): Figure[] {
  const words = t.home.figures;
  const { shortages } = waiting;
  const whole = fulfilment.collected + fulfilment.missed;
  const rate: Figure = {
    label: words.rate,
    value: percentText(t, fulfilment.collected, whole),
    note: words.rateNote(fulfilment.collected, whole),
    href: paths.shortages({ state: 'settled' }),
  };
  const inTransit = {
    label: words.receiving,
    value: waiting.underway,
    unit: words.sheet,
    href: paths.dispatches({ state: 'in_transit' }),
  };
  const different: Figure[] = duties.explains
    ? [{ label: words.discrepancies, value: waiting.discrepancies, unit: words.piece, href: paths.discrepancies() }]
    : [];
  if (viewer.scopePath !== '/') {
    return [
      { label: words.open, value: counts.open, unit: words.piece, href: paths.shortages({ state: 'open' }) },
      inTransit,
      {
        label: words.arrived,
        value: shortages.arrived,
        unit: words.piece,
        href: paths.shortages({ state: 'arrived' }),
      },
      ...different,
      rate,
    ];
  }
  return [
    {
      label: words.registered,
      value: shortages.registered,
      unit: words.piece,
      note: words.registeredNote(shortages.lateRegistered),
      href: paths.shortages({ state: 'registered' }),
    },
    {
      label: words.unanswered,
      value: shortages.unanswered,
      unit: words.piece,
      href: paths.shortages({ state: 'processing' }),
    },
    { label: words.picking, value: waiting.picking, unit: words.sheet, href: paths.dispatches({ state: 'picking' }) },
    { ...inTransit },
    ...different,
    rate,
  ];
}

/** Open requests of the county by state, as lying bars. */
function OpenPanel({ t, counts }: HomePageProps) {
  const tabs = ['registered', 'processing', 'in_transit', 'arrived'] as const;
  const bars = tabs.map((tab) => ({ label: t.shortages.tabs[tab], value: counts[tab], text: String(counts[tab]) }));
  const parts = bars.map((bar) => `${bar.label}${t.language === 'zh' ? '' : ' '}${bar.text}`);
  const title = t.home.railChart(parts.join(clauseComma(t)));
  return (
    <Panel
      title={t.home.railTitle}
      note={t.formats.count(counts.open)}
      link={{ href: paths.shortages(), label: t.home.toBoard }}
    >
      <RowsChart id="open-requests" title={title} bars={bars} />
      <Advice>{t.home.railNote}</Advice>
    </Panel>
  );
}
