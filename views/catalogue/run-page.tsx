/** How far an import is that goes on by itself; the page asks again until it has ended, and may be left. */
import type { Run } from '../../src/imports/runs.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { momentText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

export interface RunPageProps {
  t: Words;
  /** Undefined when this process knows of none: it was started again meanwhile. */
  run: Run | undefined;
  /** Address of the upload page. */
  again: string;
  now: number;
}

export function RunPage({ t, run, again, now }: RunPageProps) {
  const words = t.catalogue.run;
  const broke = run === undefined || run.outcome !== undefined;
  const facts = run === undefined ? [] : [run.fileName, momentText(t, run.startedAt, now)].filter(Boolean);
  return (
    <div class="stack">
      <PageHead title={words.title} facts={facts} />
      {run !== undefined && !broke && (
        <Notice title={words.stages[run.stage]} tone="info" icon="s-doing" role="status">
          {run.total > 0 && (
            <p>
              <progress max={run.total} value={run.done} aria-label={words.stages[run.stage]} />{' '}
              {words.progress(run.done, run.total)}
            </p>
          )}
          {run.total === 0 && run.done > 0 && <p>{words.rowsRead(run.done)}</p>}
          <p>{words.mayLeave}</p>
        </Notice>
      )}
      {broke && (
        <Notice
          title={run === undefined ? words.interrupted : words.broke}
          tone="warn"
          buttons={<LinkButton href={again}>{words.again}</LinkButton>}
        >
          <p>{words.nothingWritten}</p>
        </Notice>
      )}
    </div>
  );
}
