/** What importing an upload into the catalogue would do, or did, row by row. */
import type { FactType } from '../../src/catalogue/facts.ts';
import type { PreviewEntry, Verdict } from '../../src/catalogue/import/report.ts';
import type { ImportPreview } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { namesComma, priceText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Item } from '../ui/values.tsx';
import { factText } from './fact-words.ts';
import type { PreviewRow } from './import-rows.tsx';
import { PreviewFrame, type PreviewFrameProps } from './preview-frame.tsx';
import { verdictTabs } from './sheet-preview.tsx';

export interface CataloguePreviewPageProps {
  t: Words;
  preview: ImportPreview;
  /** Entries of this page, already filtered by `verdict`. */
  entries: readonly PreviewEntry[];
  verdict: Verdict | undefined;
  page: number;
  size: number;
  total: number;
  now: number;
  form: FormState;
  idempotencyKey: string;
}

/** In the order of the tabs. */
const ICONS: Record<Verdict, IconName> = {
  new: 'i-plus',
  changed: 'i-edit',
  unchanged: 's-done',
  merged: 'i-to',
  asked: 's-near',
  refused: 's-no',
};

export function CataloguePreviewPage(props: CataloguePreviewPageProps) {
  const { t, preview, verdict } = props;
  const words = t.catalogue.preview;
  const { counts, layout, headerRow, ignoredColumns, rows, warned, dated, proposed = 0 } = preview.summary;
  const open = preview.appliedAt === null;
  const toImport = counts.new + counts.changed;
  const address = (change: Record<string, string | number | undefined>) =>
    paths.cataloguePreview(preview.id, { verdict, ...change });
  const comma = namesComma(t);
  return (
    <PreviewFrame
      t={t}
      title={words.title}
      crumb={{ label: t.catalogue.title, href: paths.catalogue() }}
      again={paths.catalogueImport()}
      fileName={preview.fileName}
      createdAt={preview.createdAt}
      appliedAt={preview.appliedAt}
      now={props.now}
      facts={[
        words.layouts[layout],
        words.header(headerRow),
        words.rows(rows),
        ...(dated ? [words.from(dated.effectiveFrom, dated.legalBasis === 'import' ? '' : dated.legalBasis)] : []),
        ...(warned > 0 ? [words.warned(warned)] : []),
        ...(ignoredColumns.length > 0 ? [words.ignored(ignoredColumns.join(comma))] : []),
      ]}
      tabs={tabsOf(props, address)}
      rows={props.entries.map((entry) => toRow(t, entry, open ? props : null))}
      page={props.page}
      size={props.size}
      total={props.total}
      pageHref={(page) => address({ page: page === 1 ? undefined : page })}
      remarks={remarksOf(props, proposed)}
      form={props.form}
      apply={
        toImport === 0 || (counts.asked ?? 0) > 0
          ? null
          : {
              action: paths.catalogueApplication(preview.id),
              key: props.idempotencyKey,
              label: words.apply(toImport),
              consequence: words.consequence(counts.new, counts.changed, counts.refused),
            }
      }
      waits={(counts.asked ?? 0) > 0}
      done={words.done}
    />
  );
}

/** All rows, and those of each verdict that there is; previews of earlier versions count no questions. */
function tabsOf(
  { t, preview, verdict }: CataloguePreviewPageProps,
  address: (change: Record<string, string | number | undefined>) => string,
): PreviewFrameProps['tabs'] {
  const words = t.catalogue.preview;
  const { counts } = preview.summary;
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return verdictTabs(words.all, { all, counts, icons: ICONS, labels: words.verdicts, verdict }, address);
}

/** What is said above the rows: open questions, tiers that wait for the committee, what a list does not tell. */
function remarksOf(props: CataloguePreviewPageProps, proposed: number): PreviewFrameProps['remarks'] {
  const { t, preview } = props;
  const words = t.catalogue.preview;
  const asked = preview.summary.counts.asked ?? 0;
  const list = preview.summary.layout === 'national_list';
  const all = <Answers props={props} row={null} labels={words.answersAll} />;
  return [
    ...(asked > 0
      ? [{ title: words.askedTitle(asked), text: words.askedText, tone: 'warn' as const, buttons: all }]
      : []),
    ...(proposed > 0 ? [{ title: words.proposedTitle(proposed), text: words.proposedText }] : []),
    ...(list ? [{ title: words.listTitle, text: words.listText }] : []),
  ];
}

interface AnswersProps {
  props: CataloguePreviewPageProps;
  /** Null for every question that is open. */
  row: number | null;
  labels: { merge: string; new: string };
}

function Answers({ props, row, labels }: AnswersProps) {
  const { preview, idempotencyKey, verdict, page } = props;
  const query = { verdict, page: page === 1 ? undefined : page };
  return (
    <form method="post" action={paths.importDecisions(preview.id, query)}>
      <HiddenKey value={`${idempotencyKey}-${row ?? 'all'}`} />
      {row !== null && <Hidden name="row" value={row} />}
      <Buttons>
        <Button name="answer" value="merge">
          {labels.merge}
        </Button>
        <Button name="answer" value="new">
          {labels.new}
        </Button>
      </Buttons>
    </form>
  );
}

/** Whom the row looks like, what was said, and the buttons to say otherwise until it is imported. */
function Question({ t, entry, props }: { t: Words; entry: PreviewEntry; props: CataloguePreviewPageProps | null }) {
  const { question } = entry;
  if (question === undefined) return null;
  const words = t.catalogue.preview;
  const { why, answer } = question;
  const other =
    question.with.kind === 'row'
      ? words.ofRow(question.with.row, question.with.words)
      : `${question.with.code} ${question.with.words}`;
  return (
    <>
      <div>{words.alike[why](other)}</div>
      {answer !== null && <div>{words.answered[answer]}</div>}
      {props !== null && <Answers props={props} row={entry.row} labels={words.answers} />}
    </>
  );
}

function toRow(t: Words, entry: PreviewEntry, props: CataloguePreviewPageProps | null): PreviewRow {
  const words = t.catalogue.preview;
  const { draft, verdict, itemCode } = entry;
  const known = itemCode !== null && verdict !== 'new' ? { href: paths.item(itemCode) } : {};
  const what =
    draft === null ? (
      entry.source
    ) : (
      <Item
        name={draft.genericName}
        detail={[itemCode, draft.form, draft.strength, draft.manufacturer].filter(Boolean).join(' ')}
        {...known}
      />
    );
  const notes = entry.changes.map((change) => changeText(t, change));
  if (entry.mergedInto !== null) notes.unshift(words.mergedInto(entry.mergedInto));
  return {
    row: entry.row,
    what,
    verdict: {
      label: words.verdicts[verdict],
      icon: ICONS[verdict],
      ...(verdict === 'refused' && { tone: 'danger' as const }),
    },
    notes,
    problems: verdict === 'merged' || verdict === 'unchanged' ? [] : entry.problems,
    refused: verdict === 'refused',
    ...(entry.question && { ask: <Question t={t} entry={entry} props={props} /> }),
  };
}

function changeText(t: Words, change: PreviewEntry['changes'][number]): string {
  const value = (text: string) => (text === '' ? t.catalogue.preview.blank : valueText(t, change.field, text));
  return t.catalogue.preview.change(fieldName(t, change.field), value(change.before), value(change.after));
}

/** `level.brand` and `fact.insurance` stand for what levels and facts say; the rest are fields of the item. */
function fieldName(t: Words, field: string): string {
  const [of, name = ''] = field.split('.');
  const names: Record<string, unknown> = of === 'fact' ? t.facts.types : of === 'level' ? t.items : t.catalogue.fields;
  const found = names[name === '' ? field : name];
  return typeof found === 'string' ? found : field;
}

/** Stored words of a field as people read them. */
function valueText(t: Words, field: string, text: string): string {
  if (field.startsWith('fact.')) return factText(t, field.slice(5) as FactType, text);
  const lists: Partial<Record<string, Record<string, string>>> = {
    kind: t.catalogue.kinds,
    storageZone: t.catalogue.zones,
    controlClass: t.catalogue.controls,
    'level.route': t.items.routes,
    'level.consumableGrade': t.items.grades,
  };
  if (field === 'pricePack') return priceText(Number(text));
  if (text === 'true') return t.catalogue.yes;
  if (text === 'false') return t.catalogue.no;
  return lists[field]?.[text] ?? text;
}
