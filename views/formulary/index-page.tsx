/** A version of the formulary with its entries, the other versions beside it, and when the next revision is due. */
import type { VersionRow } from '../../src/formulary/draft-queries.ts';
import type { PublishedVersion } from '../../src/formulary/queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { EntryList, type EntryListProps } from './entry-list.tsx';
import { VersionStatus } from './entry-words.tsx';
import { RevisionNotice, type RevisionView } from './revision-notice.tsx';

export interface FormularyPageProps {
  t: Words;
  today: string;
  /** Null before the first, and for a day before it. */
  version: (PublishedVersion & { sessionNumber: string | null; status: string }) | null;
  /** The version is the one in force today. */
  current: boolean;
  counts: { all: number; county: number; township: number; village: number };
  versions: readonly VersionRow[];
  currentId: number | null;
  list: EntryListProps | null;
  revision: RevisionView | null;
  /** Asked for a version by its number, not for the one in force. */
  single: boolean;
  can: { seeDraft: boolean; export: boolean };
  on: string | undefined;
}

export function FormularyPage(props: FormularyPageProps) {
  const { t, version, can, single } = props;
  const words = t.formulary;
  const crumbs = single ? [{ label: words.title, href: paths.formulary() }] : undefined;
  const facts = version === null ? [] : factsOf(props, version);
  return (
    <>
      <PageHead
        title={version === null ? words.title : version.title}
        {...(crumbs && { crumbs, crumbsLabel: t.frame.position })}
        status={
          version && (
            <VersionStatus
              t={t}
              status={version.status}
              effectiveOn={version.effectiveOn}
              current={props.current}
              today={props.today}
              badge
            />
          )
        }
        facts={facts}
        actions={<Actions {...props} />}
      />
      {props.revision && !single && <RevisionNotice t={t} revision={props.revision} />}
      {version === null && (
        <Empty
          title={props.on === undefined ? words.noneTitle : words.noneOn(props.on)}
          text={words.noneText}
          act={can.seeDraft && <LinkButton href={paths.formularyDraft()}>{words.toDraft}</LinkButton>}
        />
      )}
      {props.list && <EntryList {...props.list} />}
      <Versions {...props} />
    </>
  );
}

function factsOf({ t, counts }: FormularyPageProps, version: NonNullable<FormularyPageProps['version']>) {
  const words = t.formulary;
  return [
    words.edition(version.edition),
    words.effective(version.effectiveOn),
    words.count(counts.all),
    words.tierCounts(counts.county, counts.township, counts.village),
    <Code>{version.documentNumber}</Code>,
    ...(version.sessionNumber === null ? [] : [words.decidedBy(version.sessionNumber)]),
  ];
}

function Actions({ t, version, can }: FormularyPageProps) {
  const words = t.formulary;
  return (
    <>
      {can.seeDraft && (
        <LinkButton href={paths.formularyDraft()} icon="i-edit">
          {words.toDraft}
        </LinkButton>
      )}
      <LinkButton href={paths.formularyExceptions()}>{words.toExceptions}</LinkButton>
      {version && can.seeDraft && version.edition > 1 && (
        <LinkButton href={paths.formularyDifference({ from: version.edition - 1, to: version.edition })}>
          {words.compareWithBase}
        </LinkButton>
      )}
      {version && can.export && (
        <LinkButton href={paths.formularyPdf(version.edition)} icon="i-print" print newTab>
          {words.pdf}
        </LinkButton>
      )}
    </>
  );
}

function Versions({ t, versions, currentId, today, can }: FormularyPageProps) {
  const words = t.formulary;
  const shown = versions.filter((row) => row.status === 'published' || can.seeDraft);
  if (shown.length === 0) return null;
  return (
    <Panel title={words.versions} note={words.versionsNote} padded={false}>
      <ol class="log body">
        {shown.map((row) => (
          <li>
            <b>
              <a href={paths.formularyVersion(row.edition ?? row.number)}>{row.title}</a>
            </b>{' '}
            <VersionStatus
              t={t}
              status={row.status}
              effectiveOn={row.effectiveOn}
              current={row.id === currentId}
              today={today}
            />
            <small>
              {row.effectiveOn !== null && row.status === 'published' && `${words.effective(row.effectiveOn)} `}
              {words.changesCount(row.changes)} <Code>{row.number}</Code>
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
