/** One item on trial or spoken against: the rows behind each number, and the act that proposes its removal. */
import { paths } from '../../src/paths.ts';
import type { ItemRow } from '../../src/selection/dossier-queries.ts';
import type { Watch, WatchedItem, WatchedRows } from '../../src/selection/trial-queries.ts';
import type { NoteAct } from '../../src/selection/watch-note-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { fullMoment, quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { TriggerList } from './trial-page.tsx';

export interface WatchedPageProps {
  t: Words;
  item: ItemRow;
  /** Undefined when the item is neither listed nor on trial any more. */
  watched: WatchedItem | undefined;
  bounds: Watch['bounds'];
  rows: WatchedRows;
  form: FormState;
  idempotencyKey: string;
  can: { remove: boolean };
}

function Use({ t, item, rows, bounds }: WatchedPageProps) {
  const words = t.selection.trial;
  return (
    <Panel title={words.use} note={words.useCaption(bounds.unusedSince)} id="use">
      {rows.use.length === 0 ? (
        <p class="note">{words.noUse}</p>
      ) : (
        <Table
          caption={words.use}
          head={
            <>
              <Head>{words.organisation}</Head>
              <Head num>{words.used}</Head>
              <Head num>{words.days}</Head>
              <Head>{words.lastDay}</Head>
            </>
          }
        >
          {rows.use.map((row) => (
            <tr>
              <td>
                <a href={paths.stockCard(row.code, item.code)}>{row.organisation}</a>
              </td>
              <td class="num">{quantityText(t, row.quantityBase, item)}</td>
              <td class="num">{row.days}</td>
              <td>{row.lastDay}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Missed({ t, item, rows }: WatchedPageProps) {
  const words = t.selection.trial;
  return (
    <Panel title={words.missed} note={fullMoment(rows.shortSince)} id="shortages">
      {rows.shortages.length === 0 ? (
        <p class="note">{words.noShortages}</p>
      ) : (
        <Table
          caption={words.missed}
          head={
            <>
              <Head>{t.selection.columns.number}</Head>
              <Head>{words.organisation}</Head>
              <Head num>{words.quantity}</Head>
              <Head>{words.registered}</Head>
            </>
          }
        >
          {rows.shortages.map((row) => (
            <tr>
              <td>
                <Code href={paths.shortage(row.number)}>{row.number}</Code>
              </td>
              <td>{row.organisation}</td>
              <td class="num">{quantityText(t, row.quantityBase, item)}</td>
              <td>{fullMoment(row.createdAt)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Notes({ t, rows, watched }: WatchedPageProps) {
  const words = t.selection.trial;
  return (
    <Panel title={words.signalsTitle} id="signals">
      {watched !== undefined && watched.keptAt !== null && (
        <p class="note">{words.keptOn(fullMoment(watched.keptAt))}</p>
      )}
      {rows.notes.length === 0 && <p class="note">{words.noSignals}</p>}
      <Log
        entries={rows.notes.map(({ act, note, actor, at, dossierNumber }) => ({
          act: words.noteActs[act],
          text: note,
          by: [actor, fullMoment(at), dossierNumber ?? ''].join(' ').trim(),
        }))}
      />
    </Panel>
  );
}

/** One sentence that speaks against the item, or keeps it in spite of what does. */
function NoteForm({ act, ...props }: WatchedPageProps & { act: NoteAct }) {
  const { t, item, form, idempotencyKey, watched, can } = props;
  if (!can.remove || watched === undefined) return null;
  const words = t.selection[act];
  const name = `${act}.note`;
  return (
    <details class="fold" open={form.errors[name] !== undefined}>
      <summary class="button">{words.title}</summary>
      <form
        class="form"
        method="post"
        action={act === 'signal' ? paths.trialSignals(item.code) : paths.trialKeeping(item.code)}
        novalidate
      >
        <HiddenKey value={`${idempotencyKey}-${act}`} />
        <Hidden name="seen" value={props.rows.notes.length} />
        <TextArea form={form} name={name} label={words.note} maxlength={1000} required />
        <SubmitBar consequence={act === 'keep' ? t.selection.trial.keepConsequence : words.consequence}>
          <Button>{words.act}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}

function Removal({ t, item, form, idempotencyKey, can }: WatchedPageProps) {
  const words = t.selection.trial.removal;
  if (!can.remove) return null;
  return (
    <Panel title={words.title}>
      <form class="form" method="post" action={paths.trialRemoval(item.code)} novalidate>
        <HiddenKey value={idempotencyKey} />
        <TextArea form={form} name="removal.reason" label={words.reason} maxlength={500} required />
        <DateField
          form={form}
          name="removal.useUntil"
          label={words.useUntil}
          note={t.forms.optional}
          hint={words.useUntilHint}
        />
        <SubmitBar consequence={words.consequence}>
          <Button kind="danger">{words.act}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

export function WatchedPage(props: WatchedPageProps) {
  const { t, item, watched } = props;
  const words = t.selection.trial;
  const noted = { 'signal.note': t.selection.signal.note, 'keep.note': t.selection.keep.note };
  const labels = { ...noted, 'removal.reason': words.removal.reason, 'removal.useUntil': words.removal.useUntil };
  return (
    <>
      <PageHead
        title={item.genericName}
        crumbs={[
          { label: t.selection.title, href: paths.selection() },
          { label: words.title, href: paths.trial() },
          { label: item.code, href: paths.item(item.code), code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[itemDetail(t, item)]}
      />
      <ErrorSummary t={t} form={props.form} labels={labels} />
      <Columns>
        <div class="stack">
          <Use {...props} />
          <Missed {...props} />
          <Notes {...props} />
        </div>
        <Rail label={words.triggers}>
          <Panel title={words.triggers}>
            <TriggerList t={t} triggers={watched?.triggers ?? []} />
            {watched?.dossierNumber && (
              <p>
                <Code href={paths.dossier(watched.dossierNumber)}>{watched.dossierNumber}</Code>
              </p>
            )}
          </Panel>
          <NoteForm {...props} act="signal" />
          <NoteForm {...props} act="keep" />
          <Removal {...props} />
        </Rail>
      </Columns>
    </>
  );
}
