/** The picking list on the screen: zones apart, each lot with its state, what was passed over below it. */

import type { DispatchLineView, DispatchView } from '../../src/dispatches/show-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { clauseComma, momentText, quantityText } from '../ui/format.ts';
import { PackField } from '../ui/pack-input.tsx';
import { Status } from '../ui/status.tsx';
import { GroupRow, Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import { LineItem, LineLot, NotesRow, SkippedRow } from './line-cells.tsx';

interface PickingLinesProps {
  t: Words;
  now: number;
  expiry: ExpiryView;
  view: DispatchView;
  canPick: boolean;
  /** Lines may be taken off: as long as one is left. */
  canDrop: boolean;
  /** A submission number for each line, by line id. */
  lineKeys: Record<number, string>;
  /** The form of the line whose pick was refused. */
  refused?: { lineId: number; form: FormState } | undefined;
  /** The line the last scan picked. */
  currentLineId?: number | undefined;
  emptyForm: FormState;
}

const COLUMNS = 6;

export function PickingLines(props: PickingLinesProps) {
  const { t, view } = props;
  const words = t.dispatches.table;
  const zones = [...new Set(view.lines.map((line) => line.zone))];
  return (
    <Table
      caption={words.caption}
      inset
      stacks
      head={
        <>
          <Head>{words.number}</Head>
          <Head>{words.item}</Head>
          <Head>{words.store}</Head>
          <Head>{words.lot}</Head>
          <Head num>{words.asked}</Head>
          <Head>{words.state}</Head>
        </>
      }
    >
      {zones.map((zone) => {
        const lines = view.lines.filter((line) => line.zone === zone);
        const cold = zone === 'cold' || zone === 'frozen';
        const comma = clauseComma(t);
        const title = t.dispatches.zoneLines(t.dispatches.zones[zone] ?? zone, lines.length);
        return (
          <>
            <GroupRow span={COLUMNS}>
              {title}
              {cold && `${comma}${t.dispatches.coldLast}`}
            </GroupRow>
            {lines.map((line, index) => (
              <PickingLine {...props} line={line} isLastOfItem={lines[index + 1]?.itemId !== line.itemId} />
            ))}
          </>
        );
      })}
    </Table>
  );
}

function PickingLine(props: PickingLinesProps & { line: DispatchLineView; isLastOfItem: boolean }) {
  const { t, view, line } = props;
  const skipped = props.isLastOfItem ? view.skipped.filter((one) => one.itemId === line.itemId) : [];
  const classes = ['joined', props.currentLineId === line.id && 'current'].filter(Boolean).join(' ');
  return (
    <>
      <tr class={classes} id={`line-${line.id}`}>
        <td class="tight muted desk-only">{line.lineNumber}</td>
        <td>
          <LineItem t={t} line={line} />
        </td>
        <td class="span-2">{line.store}</td>
        <td class="span-4">
          <LineLot t={t} line={line} expiry={props.expiry} />
        </td>
        <td class="span-2 num">
          <Quantity t={t} quantityBase={line.quantityBase} shape={line.shape} />
        </td>
        <td class="span-4">
          <PickState {...props} />
        </td>
      </tr>
      {skipped.map((skip) => (
        <SkippedRow t={t} skip={skip} line={line} />
      ))}
      <NotesRow t={t} view={view} line={line} span={COLUMNS}>
        {props.canPick && <ManualPick {...props} />}
        {props.canDrop && <DropLink {...props} />}
      </NotesRow>
    </>
  );
}

function DropLink({ t, view, line }: PickingLinesProps & { line: DispatchLineView }) {
  return (
    <LinkButton small kind="plain" icon="i-x" href={paths.dispatchLineRemoval(view.record.document.number, line.id)}>
      {t.dispatches.drop.open}
      <span class="visually-hidden"> {line.itemName}</span>
    </LinkButton>
  );
}

function PickState({ t, now, line }: PickingLinesProps & { line: DispatchLineView }) {
  const words = t.dispatches.table;
  if (line.pickedBase === null) return <Status icon="s-todo">{words.waiting}</Status>;
  const short = line.pickedBase < line.quantityBase;
  const when = line.pickedAt === null ? '' : momentText(t, line.pickedAt, now);
  return (
    <>
      <Status icon={short ? 's-near' : 's-done'} {...(short && { tone: 'warn' })}>
        {short ? words.pickedShort(quantityText(t, line.pickedBase, line.shape)) : words.picked}
      </Status>
      <small class="tail">{words.pickedBy(line.pickedByName ?? '', when)}</small>
    </>
  );
}

/** Without a scanner: say how much was taken, and why when it is less; or put the line back. */
function ManualPick(props: PickingLinesProps & { line: DispatchLineView }) {
  const { t, view, line } = props;
  const words = t.dispatches.manual;
  const action = paths.dispatchPicked(view.record.document.number, line.id);
  const refused = props.refused?.lineId === line.id ? props.refused.form : undefined;
  const form = refused ?? props.emptyForm;
  const key = <HiddenKey value={props.lineKeys[line.id] ?? ''} />;
  if (line.pickedBase !== null) {
    return (
      <form method="post" action={action}>
        {key}
        <input type="hidden" name="undo" value="1" />
        <Button small kind="plain" icon="i-undo">
          {words.unpick}
          <span class="visually-hidden"> {line.itemName}</span>
        </Button>
      </form>
    );
  }
  return (
    <details open={refused !== undefined}>
      <summary class="button small">{words.open}</summary>
      <form class="line-check" method="post" action={action} novalidate>
        {key}
        <div class="row">
          <PackField
            t={t}
            form={form}
            name={`line.${line.id}`}
            label={words.quantity}
            shape={line.shape}
            quantityBase={line.quantityBase}
          />
          <TextField
            form={form}
            name={`line.${line.id}.reason`}
            label={words.reason}
            note={words.reasonNote}
            maxlength={200}
          />
        </div>
        <div class="line-actions">
          <Button small>
            {words.pickShort}
            <span class="visually-hidden"> {line.itemName}</span>
          </Button>
        </div>
      </form>
    </details>
  );
}
