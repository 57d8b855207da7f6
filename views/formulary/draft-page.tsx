/** The draft of the next version: what it waits for, its changes with origin and reason, its title and first day. */
import type { ChangeFilters, ChangeRow } from '../../src/formulary/draft-queries.ts';
import type { Draft } from '../../src/formulary/queries.ts';
import type { ProductConflict } from '../../src/formulary/rules.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Log, type LogEntry } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { ChangeList } from './change-list.tsx';
import { ToCommittee } from './revision-notice.tsx';

export interface DraftPageProps {
  t: Words;
  today: string;
  now: number;
  draft: Draft;
  basedOn: number | null;
  form: FormState;
  formKey: string;
  filters: ChangeFilters;
  rows: readonly ChangeRow[];
  total: number;
  /** Of the whole draft, whatever is filtered. */
  changes: number;
  page: number;
  size: number;
  problems: readonly Refusal[];
  conflicts: readonly ProductConflict[];
  log: readonly LogEntry[];
  can: { draft: boolean; publish: boolean; export: boolean };
}

function crumbs(t: Words) {
  return [{ label: t.formulary.title, href: paths.formulary() }];
}

/** What stands here while no draft is open. */
export function NoDraftPage({ t, formKey, may }: { t: Words; formKey: string; may: boolean }) {
  const words = t.formulary.draft;
  const start = may && (
    <form method="post" action={paths.formularyDraft()}>
      <HiddenKey value={formKey} />
      <Button kind="primary">{words.start}</Button>
    </form>
  );
  return (
    <>
      <PageHead title={words.title} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <Empty title={words.none} text={words.noneText} act={start} />
    </>
  );
}

export function DraftPage(props: DraftPageProps) {
  const { t, draft, can } = props;
  const words = t.formulary.draft;
  const base = props.basedOn === null ? words.first : words.basedOn(props.basedOn);
  const actions = (
    <>
      {can.draft && (
        <LinkButton href={paths.formularyDraftItems()} icon="i-plus">
          {words.add}
        </LinkButton>
      )}
      <LinkButton href={paths.formularyDifference({ to: 'draft' })}>{words.difference}</LinkButton>
      {can.publish && (
        <LinkButton href={paths.formularyPublication()} kind="primary">
          {words.publishDraft}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      <PageHead
        title={draft.title}
        crumbs={crumbs(t)}
        crumbsLabel={t.frame.position}
        status={
          <Status icon="s-draft" badge>
            {t.formulary.states.draft}
          </Status>
        }
        facts={[<Code>{draft.documentNumber}</Code>, base, t.formulary.changesCount(props.changes)]}
        actions={actions}
      />
      <ErrorSummary
        t={t}
        form={props.form}
        labels={{ title: words.titleField, effectiveOn: t.formulary.effectiveOn }}
      />
      <Waits {...props} />
      <Columns>
        <ChangeList {...props} />
        <Rail label={words.describe}>
          {can.draft && <Description {...props} />}
          <Conflicts {...props} />
          <Panel title={words.history} padded={false}>
            <Log body entries={[...props.log]} />
          </Panel>
          {can.draft && (
            <p>
              <LinkButton href={paths.formularyAbandonment()} small>
                {words.abandon}
              </LinkButton>
            </p>
          )}
        </Rail>
      </Columns>
    </>
  );
}

function Waits({ t, problems }: DraftPageProps) {
  const words = t.formulary.draft;
  if (problems.length === 0) return <Notice tone="accent" title={words.ready} level="h2" />;
  return (
    <Notice title={words.waitsFor} icon="s-todo" buttons={<ToCommittee t={t} problems={problems} />}>
      <ul>
        {problems.map((problem) => (
          <li>{refusalText(t, problem)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Description({ t, draft, form, formKey, today }: DraftPageProps) {
  const words = t.formulary.draft;
  return (
    <Panel title={words.describe}>
      <form class="form" method="post" action={paths.formularyDescription()}>
        <HiddenKey value={formKey} />
        <Hidden name="number" value={draft.documentNumber} />
        <Hidden name="version" value={draft.documentVersion} />
        <TextField form={form} name="title" label={words.titleField} value={draft.title} maxlength={100} required />
        <DateField
          form={form}
          name="effectiveOn"
          label={t.formulary.effectiveOn}
          value={draft.effectiveOn ?? ''}
          min={today}
          hint={words.effectiveHint}
        />
        <Button>{words.save}</Button>
      </form>
    </Panel>
  );
}

const MOST_CONFLICTS = 20;

function Conflicts({ t, conflicts, can }: DraftPageProps) {
  const words = t.formulary.draft;
  const { routes } = t.formulary.exceptions;
  const note = conflicts.length === 0 ? words.noConflicts : words.conflictsNote(conflicts.length);
  return (
    <Panel
      title={words.conflicts}
      note={note}
      link={{ href: paths.formularyExceptions(), label: t.formulary.toExceptions }}
    >
      {conflicts.length > 0 && (
        <ul>
          {conflicts.slice(0, MOST_CONFLICTS).map(({ genericName, route, products, most }) => (
            <li>
              <a href={paths.formularyDraftItems({ q: genericName })}>
                {words.conflict(genericName, routes[route], products, most)}
              </a>
              {can.draft && (
                <>
                  <br />
                  <a href={paths.formularyExceptions({ name: genericName, route, most: products })}>{words.allow}</a>
                </>
              )}
            </li>
          ))}
          {conflicts.length > MOST_CONFLICTS && <li>…</li>}
        </ul>
      )}
    </Panel>
  );
}
