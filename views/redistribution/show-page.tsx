/** One proposal: what it looked at, and its lines with why, quantities to change, and boxes to accept or decline. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { LineFilter, ProposalHead, ShownLine } from '../../src/redistribution/proposal-queries.ts';
import { LINE_STATES } from '../../src/redistribution/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { scoped } from '../ui/form-state.ts';
import { fullMoment, numberText, whoText } from '../ui/format.ts';
import { moneyText } from '../ui/money.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Figures, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { ProposalLines } from './lines.tsx';

export interface ProposalPageProps {
  t: Words;
  head: ProposalHead;
  lines: ShownLine[];
  filter: LineFilter;
  after: number | undefined;
  next: number | undefined;
  acts: ActRow[];
  can: boolean;
  exports: boolean;
  form: FormState;
  formKey: () => string;
  expiry: ExpiryView;
  now: number;
}

export function ProposalPage(props: ProposalPageProps) {
  const { t, head, lines, filter, can } = props;
  const words = t.redistribution;
  const { number, status } = head.document;
  const query = { ...filter };
  return (
    <>
      <PageHead
        title={words.one}
        crumbs={[
          { label: t.transfers.title, href: paths.transfers() },
          { label: words.title, href: paths.proposals() },
          { label: number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={
          <Status icon={status === 'open' ? 's-todo' : 's-done'} badge>
            {words.states[status as 'open']}
          </Status>
        }
        facts={[
          words.aims[head.request.aim],
          words.routes[head.request.route],
          words.stockOf(head.request.day),
          ...(head.request.words === '' ? [] : [head.request.words]),
        ]}
      />
      <Summary {...props} />
      <LineFilters {...props} />
      {lines.length === 0 ? (
        <Empty title={words.noLines} />
      ) : can ? (
        <form class="stack" method="post" action={paths.proposalAct(number, 'lines', { ...query, after: props.after })}>
          <ErrorSummary t={t} form={props.form} labels={labelsOf(props)} />
          <HiddenKey value={props.formKey()} />
          <ProposalLines {...props} />
          <Answers {...props} />
        </form>
      ) : (
        <ProposalLines {...props} />
      )}
      <KeysetPager
        t={t}
        shown={lines.length}
        {...(props.after !== undefined && { first: paths.proposal(number, query) })}
        {...(props.next !== undefined && { next: paths.proposal(number, { ...query, after: props.next }) })}
      />
      {can && <Closing {...props} />}
      <Panel title={t.transfers.timeline} padded={false}>
        <Log body entries={entriesOf(props)} />
      </Panel>
    </>
  );
}

function labelsOf({ t, lines }: ProposalPageProps): Record<string, string> {
  const boxes = lines.flatMap(({ line, item }) =>
    ['packs', 'units'].map((part) => [`line.${line.id}.${part}`, `${line.lineNumber} ${item.genericName}`]),
  );
  return { ...Object.fromEntries(boxes), reason: t.redistribution.declineReason, why: t.transfers.why };
}

function entriesOf({ t, acts }: ProposalPageProps) {
  const words = t.redistribution;
  return [...acts].reverse().map((act) => {
    const { lines, transfers, stale } = (act.detail ?? {}) as Record<string, number>;
    const counted = lines === undefined ? '' : words.actLines(lines, transfers ?? 0, stale ?? 0);
    return {
      act: words.acts[act.act as keyof typeof words.acts],
      text: [act.note, counted].filter(Boolean).join(' '),
      by: `${whoText(t, act)} ${fullMoment(act.at)}`,
    };
  });
}

function Summary({ t, head }: ProposalPageProps) {
  const words = t.redistribution;
  const { summary, counts } = head;
  const of = (state: (typeof LINE_STATES)[number]) => paths.proposal(head.document.number, { state });
  return (
    <Figures
      label={words.summary}
      figures={[
        {
          label: words.lineStates.proposed,
          value: numberText(counts.proposed),
          unit: words.lineUnit,
          href: of('proposed'),
        },
        {
          label: words.lineStates.accepted,
          value: numberText(counts.accepted),
          unit: words.lineUnit,
          href: of('accepted'),
        },
        { label: words.pairs, value: numberText(summary.pairs) },
        { label: words.worth, value: moneyText(summary.worthFen), note: words.saved(moneyText(summary.savedFen)) },
        {
          label: words.looked,
          value: numberText(summary.stands),
          note: words.lookedNote(summary.members, summary.items, summary.withoutPoint),
        },
      ]}
    />
  );
}

function LineFilters({ t, head, filter, exports }: ProposalPageProps) {
  const words = t.redistribution;
  const { number } = head.document;
  const query = { ...filter };
  const tabs = [undefined, ...LINE_STATES].map((state) => ({
    label: state === undefined ? t.lists.all : words.lineStates[state],
    href: paths.proposal(number, { ...query, state }),
    current: filter.state === state,
    ...(state !== undefined && { count: head.counts[state] }),
  }));
  const whys = [
    { value: '', label: t.lists.all },
    ...(['shortage', 'low', 'near'] as const).map((value) => ({ value, label: words.whys[value] })),
  ];
  const files = (format: 'csv' | 'xlsx') => paths.proposalExport(number, format, query);
  const filtered = (filter.q ?? '') !== '' || filter.why !== undefined;
  return (
    <>
      <Tabs label={t.transfers.state} tabs={tabs} />
      <Filters
        t={t}
        action={paths.proposal(number)}
        kept={{ state: filter.state }}
        {...(filtered && { clear: paths.proposal(number, { state: filter.state }) })}
        {...(exports && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText
          label={t.transfers.search}
          name="q"
          placeholder={words.searchHint}
          {...(filter.q !== undefined && { value: filter.q })}
        />
        <FilterSelect label={words.reason} name="why" options={whys} {...(filter.why && { value: filter.why })} />
      </Filters>
    </>
  );
}

function Answers({ t, head, filter, after, form }: ProposalPageProps) {
  const words = t.redistribution;
  const to = (act: 'acceptance' | 'declination') => paths.proposalAct(head.document.number, act, { ...filter, after });
  return (
    <div class="stack">
      <SubmitBar consequence={words.acceptConsequence}>
        <Button kind="primary" formAction={to('acceptance')}>
          {words.accept}
        </Button>
        <Button>{words.keep}</Button>
      </SubmitBar>
      <div class="row">
        <TextField form={form} name="reason" label={words.declineReason} note={words.declineNote} maxlength={200} />
        <Button formAction={to('declination')}>{words.decline}</Button>
      </div>
    </div>
  );
}

function Closing({ t, head, form, formKey }: ProposalPageProps) {
  const words = t.redistribution;
  return (
    <Panel title={words.close}>
      <form class="form" method="post" action={paths.proposalAct(head.document.number, 'closing')}>
        <HiddenKey value={formKey()} />
        <TextField form={scoped(form, 'closing')} name="why" label={t.transfers.why} maxlength={200} required />
        <SubmitBar consequence={words.closeConsequence}>
          <Button kind="danger">{words.close}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
