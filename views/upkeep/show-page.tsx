/** One upkeep list: its goods with what was found, line by line or the rest at once; good on a phone. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { LineFilter, ShownLine, UpkeepView } from '../../src/upkeep/list-queries.ts';
import type { Why } from '../../src/upkeep/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment, whoText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Log } from '../ui/timeline.tsx';
import { LineRows } from './line-rows.tsx';
import { UpkeepStatus } from './words.tsx';

export interface UpkeepPageProps {
  t: Words;
  view: UpkeepView;
  filter: LineFilter;
  lines: ShownLine[];
  next: string | undefined;
  paged: boolean;
  files: AttachmentLine[];
  form: { name: string; state: FormState };
  formKey: () => string;
  expiry: ExpiryView;
  now: number;
  canExport: boolean;
}

const TABS = ['open', 'problem', 'done', 'all'] as const;

export function UpkeepPage(props: UpkeepPageProps) {
  const { t, view, expiry } = props;
  const words = t.upkeep;
  const { document, upkeep, counts } = view;
  const paper = (
    <LinkButton icon="i-print" href={paths.upkeepPaper(document.number)} newTab print>
      {words.paper}
    </LinkButton>
  );
  const status = { status: document.status, dueOn: upkeep.dueOn, today: expiry.today };
  return (
    <>
      <PageHead
        title={words.kinds[upkeep.kind]}
        crumbs={[
          { label: words.title, href: paths.upkeeps() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<UpkeepStatus t={t} {...status} badge />}
        facts={[view.place.name, upkeep.period, document.number]}
        actions={paper}
      />
      <Facts
        across
        facts={[
          { label: words.dueOn, value: upkeep.dueOn },
          { label: words.lines, value: words.progress(counts.lines - counts.open, counts.lines, counts.problems) },
          ...view.whys.map(({ why, lines }) => ({ label: words.whys[why as Why], value: lines })),
        ]}
      />
      <Columns kind="doc">
        <Lines {...props} />
        <Rail label={words.timeline}>
          {view.can.do && counts.open > 0 && <RestForm {...props} />}
          <Attachments
            t={t}
            subject={`document ${document.number}`}
            lines={props.files}
            title={words.files}
            {...(view.can.do && { formKey: props.formKey() })}
          />
          <Timeline {...props} />
        </Rail>
      </Columns>
    </>
  );
}

function Lines(props: UpkeepPageProps) {
  const { t, view, filter, lines, next, paged } = props;
  const words = t.upkeep;
  const { number } = view.document;
  const counts = { open: view.counts.open, problem: view.counts.problems, done: undefined, all: view.counts.lines };
  const tabs = TABS.map((tab) => ({
    label: words.tabs[tab],
    href: paths.upkeep(number, { tab, q: filter.q }),
    current: filter.tab === tab,
    ...(counts[tab] !== undefined && { count: counts[tab] }),
  }));
  const kept = { tab: filter.tab, q: filter.q };
  return (
    <Panel title={words.linesTitle} padded={false} id="lines">
      <div class="body">
        <Tabs label={words.linesTitle} tabs={tabs} />
        <Filters
          t={t}
          action={paths.upkeep(number)}
          kept={{ tab: filter.tab }}
          {...(filter.q && { clear: paths.upkeep(number, { tab: filter.tab }) })}
          verb={t.forms.search}
          {...(props.canExport && {
            right: (
              <ExportLinks t={t} csv={paths.upkeepExport(number, 'csv')} xlsx={paths.upkeepExport(number, 'xlsx')} />
            ),
          })}
        >
          <FilterText
            label={words.search}
            name="q"
            placeholder={words.lineSearchHint}
            {...(filter.q && { value: filter.q })}
          />
        </Filters>
        <ErrorSummary
          t={t}
          form={formOf(props.form, 'findings')}
          labels={{ problem: words.problem, measure: words.measure }}
        />
      </div>
      {lines.length === 0 ? <p class="body note">{words.noLines}</p> : <LineRows {...props} />}
      <div class="body">
        <KeysetPager
          t={t}
          shown={lines.length}
          {...(paged && { first: paths.upkeep(number, kept) })}
          {...(next !== undefined && { next: paths.upkeep(number, { ...kept, after: next }) })}
        />
      </div>
    </Panel>
  );
}

function RestForm(props: UpkeepPageProps) {
  const { t, view } = props;
  const words = t.upkeep;
  const form = formOf(props.form, 'rest');
  return (
    <Panel title={words.rest} id="rest">
      <form class="form" method="post" action={paths.upkeepRest(view.document.number)}>
        <ErrorSummary t={t} form={form} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={view.document.version} />
        <SubmitBar consequence={words.restConsequence(view.counts.open)}>
          <Button kind="primary">{words.rest}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function detailOf({ t }: UpkeepPageProps, detail: Record<string, unknown> | null): string {
  const words = t.upkeep;
  if (typeof detail?.rest === 'number') return words.actRest(detail.rest);
  if (typeof detail?.line !== 'number') return '';
  const { finding } = detail;
  return words.actLine(detail.line, finding === 'good' || finding === 'problem' ? words.findings[finding] : '');
}

const MOST_ACTS = 30;

function Timeline(props: UpkeepPageProps) {
  const words = props.t.upkeep;
  const entries = [...props.view.acts]
    .reverse()
    .slice(0, MOST_ACTS)
    .map((act) => ({
      act: words.acts[act.act as keyof typeof words.acts],
      text: [detailOf(props, act.detail), act.note ?? ''].join(' '),
      by: `${whoText(props.t, act)} ${fullMoment(act.at)}`,
    }));
  return (
    <Panel title={words.timeline} padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}
