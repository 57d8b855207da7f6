/** A proposal that is being computed: how far it is. The page asks again by itself. */
import type { Stage } from '../../src/imports/pace.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

export function RunPage({ t, stage, done, total }: { t: Words; stage: Stage; done: number; total: number }) {
  const words = t.redistribution;
  return (
    <>
      <PageHead
        title={words.computing}
        crumbs={[{ label: words.title, href: paths.proposals() }, { label: words.computing }]}
        crumbsLabel={t.frame.position}
      />
      <Notice title={words.stages[stage]} tone="info" icon="s-doing" role="status">
        <p>
          <progress max={Math.max(1, total)} value={done} aria-label={words.stages[stage]} /> {done} / {total}
        </p>
        <p>{words.mayLeave}</p>
      </Notice>
    </>
  );
}
