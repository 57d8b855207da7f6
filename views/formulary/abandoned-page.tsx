/** An abandoned draft: what it would have changed, why it was given up, by whom. */
import type { ChangeFilters, ChangeRow, VersionRow } from '../../src/formulary/draft-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Log, type LogEntry } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { ChangeList } from './change-list.tsx';

interface AbandonedPageProps {
  t: Words;
  now: number;
  version: VersionRow;
  filters: ChangeFilters;
  rows: readonly ChangeRow[];
  total: number;
  page: number;
  size: number;
  log: readonly LogEntry[];
}

export function AbandonedPage(props: AbandonedPageProps) {
  const { t, version } = props;
  return (
    <>
      <PageHead
        title={version.title}
        crumbs={[{ label: t.formulary.title, href: paths.formulary() }]}
        crumbsLabel={t.frame.position}
        status={
          <Status icon="s-no" badge>
            {t.formulary.states.abandoned}
          </Status>
        }
        facts={[<Code>{version.number}</Code>, t.formulary.changesCount(props.total)]}
      />
      <Columns>
        <ChangeList
          {...props}
          can={{ draft: false, export: false }}
          href={(query) => paths.formularyVersion(version.number, query)}
        />
        <Rail label={t.formulary.draft.history}>
          <Panel title={t.formulary.draft.history} padded={false}>
            <Log body entries={[...props.log]} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}
