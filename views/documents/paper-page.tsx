/** One paper: its head, its matter with files below it, and beside them what may be done and what was done. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Fact, Facts, Rail } from '../ui/panel.tsx';
import { ActLog } from './act-log.tsx';

interface PaperPageProps {
  t: Words;
  title: string;
  number: string;
  /** The lists above it, outermost first; its own number follows. */
  crumbs: { label: string; href: string; code?: boolean }[];
  status: Child;
  facts: string[];
  /** Beside the title: its print. */
  actions?: Child;
  /** In one row above the matter. */
  across?: Fact[];
  /** Where nobody may add files any more, there is no key. */
  files: { title: string; lines: AttachmentLine[]; formKey?: string | undefined };
  log: { title: string; words: Readonly<Record<string, string>>; acts: readonly ActRow[] };
  /** Forms of what this person may do now. */
  acts: Child;
}

export function PaperPage(props: PropsWithChildren<PaperPageProps>) {
  const { t, number, crumbs, files, log } = props;
  const { formKey, ...kept } = files;
  return (
    <>
      <PageHead
        title={props.title}
        crumbs={[...crumbs, { label: number, code: true }]}
        crumbsLabel={t.frame.position}
        status={props.status}
        facts={props.facts.filter((fact) => fact !== '')}
        actions={props.actions}
      />
      {props.across && <Facts across facts={props.across} />}
      <Columns kind="doc">
        <div class="stack">
          {props.children}
          <Attachments t={t} subject={`document ${number}`} {...kept} {...(formKey !== undefined && { formKey })} />
        </div>
        <Rail label={log.title}>
          {props.acts}
          <ActLog t={t} {...log} />
        </Rail>
      </Columns>
    </>
  );
}
