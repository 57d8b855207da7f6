/** The frame of a preview: file, counts by verdict as tabs, the rows, and the one act below them. */
import type { Child } from 'hono/jsx';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { type Tab, Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import type { Tone } from '../ui/status.tsx';
import { ImportRows, type PreviewRow } from './import-rows.tsx';

export interface PreviewFrameProps {
  t: Words;
  title: string;
  crumb: { label: string; href: string };
  /** Address of the upload page. */
  again: string;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  now: number;
  facts: readonly string[];
  tabs: Tab[];
  rows: readonly PreviewRow[];
  page: number;
  size: number;
  total: number;
  pageHref: (page: number) => string;
  form: FormState;
  /** The act; null when there is nothing to import. */
  apply: { action: string; key: string; label: string; consequence: string } | null;
  /** The act waits for answers that the remarks ask for. */
  waits?: boolean;
  done: (moment: string) => string;
  /** What holds for all rows. */
  remarks?: readonly { title: string; text: string; tone?: Tone; buttons?: Child }[];
}

export function PreviewFrame(props: PreviewFrameProps) {
  const { t, apply, appliedAt, now } = props;
  const words = t.catalogue.preview;
  const again = <LinkButton href={props.again}>{words.again}</LinkButton>;
  return (
    <>
      <PageHead
        title={props.title}
        crumbs={[props.crumb, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[props.fileName, momentText(t, props.createdAt, now), ...props.facts]}
      />
      <div class="stack">
        <ErrorSummary t={t} form={props.form} />
        {appliedAt !== null && (
          <Notice tone="accent" title={props.done(momentText(t, appliedAt, now))} buttons={again}>
            <p>{words.doneText}</p>
          </Notice>
        )}
        {appliedAt === null && apply === null && props.waits !== true && (
          <Notice tone="warn" title={words.nothing} buttons={again}>
            {null}
          </Notice>
        )}
        {appliedAt === null &&
          props.remarks?.map(({ title, text, tone, buttons }) => (
            <Notice title={title} {...(tone && { tone })} buttons={buttons}>
              <p>{text}</p>
            </Notice>
          ))}
        {appliedAt === null && apply !== null && (
          <form class="form wide" method="post" action={apply.action}>
            <HiddenKey value={apply.key} />
            <SubmitBar consequence={apply.consequence}>
              {again}
              <Button kind="primary">{apply.label}</Button>
            </SubmitBar>
          </form>
        )}
      </div>
      <Tabs label={words.verdict} tabs={props.tabs} />
      <ImportRows t={t} rows={props.rows} />
      <NumberedPager t={t} page={props.page} size={props.size} total={props.total} href={props.pageHref} />
    </>
  );
}
