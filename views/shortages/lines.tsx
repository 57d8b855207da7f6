/** The parts of one request (分行), each with its answer, its next step and who acts, and what takes it back. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { GoodsLine, Part } from '../../src/shortages/part-queries.ts';
import { openBase, UNRESOLVED, unansweredBase } from '../../src/shortages/rules.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { dayText, momentText, quantityText, semicolon } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { type ActProps, formOf } from './act-forms.tsx';
import { SettleForm } from './part-forms.tsx';
import { amountText, stateOfLine } from './shortage-words.tsx';

interface Line {
  base: number;
  way: Child;
  next: Child;
  note?: string;
  act?: Child;
  muted?: boolean;
}

function goodsLine(props: ActProps, line: GoodsLine): Line {
  const { t, can } = props;
  const words = t.parts;
  const settled = line.settledBase > 0 && line.toSettleBase === 0;
  return {
    base: line.quantityBase - line.settledBase,
    way: line.dispatch === null ? words.straight : <Code href={paths.dispatch(line.dispatch)}>{line.dispatch}</Code>,
    next: settled ? words.next.done : words.next[line.status ?? 'received'],
    act: can.settle && line.toSettleBase > 0 && !endsWhole(props) && <SettleForm {...props} line={line} />,
  };
}

/** All that came is one part: how it ended is told of the request, in the form below. */
function endsWhole({ can, show }: ActProps): boolean {
  return can.outcome && show.goods.filter((line) => line.toSettleBase > 0).length === 1;
}

function promised(props: ActProps, part: Part): string {
  const { t, today } = props;
  const words = t.parts.next;
  if (part.way === 'substitute' && part.item) {
    return words.substitute(part.item.genericName, quantityText(t, part.itemBase ?? 0, part.item));
  }
  if (part.dueOn !== null && part.dueOn < today) return words.overdue;
  const due = part.dueOn === null ? '' : dayText(t, part.dueOn, today);
  if (part.way === 'order') return words.order(part.source?.number ?? '', due);
  return part.way === 'ad_hoc' ? words.ad_hoc(due) : words.purchase(due);
}

function ended(props: ActProps, part: Part): string {
  const { t } = props;
  const words = t.parts.next;
  if (part.endedWhy === 'declined') return words.declined(part.confirmedName ?? '');
  if (part.endedWhy !== null) return words[part.endedWhy];
  if (part.kind === 'promise') return promised(props, part);
  if (part.way === 'substitute' && part.item) {
    return words.agreed(part.item.genericName, part.confirmedName ?? '', part.source?.number ?? '');
  }
  if (part.way === 'proposal' && part.source) {
    const states: Record<string, string> = t.selection.states;
    return words.proposal(part.source.number, states[part.source.status] ?? part.source.status);
  }
  return words.done;
}

/** Only what the reader may open: a request of the same member, and the dossier for who proposes or answers. */
function sourceOf({ can }: ActProps, { source }: Part): Child {
  if (source === null) return null;
  if (source.kind === 'shortage') return <Code href={paths.shortage(source.number)}>{source.number}</Code>;
  if (source.kind === 'dispatch') return <Code href={paths.dispatch(source.number)}>{source.number}</Code>;
  if (source.kind === 'dossier' && can.openDossier) {
    return <Code href={paths.dossier(source.number)}>{source.number}</Code>;
  }
  return <Code>{source.number}</Code>;
}

/** A proposal is opened again while its dossier is a draft, or once nothing came of it. */
const REOPENS = ['draft', 'withdrawn', 'declined', 'removed'];

function mayBack({ can }: ActProps, part: Part): boolean {
  if (part.endedWhy !== null || part.issued) return false;
  if (part.way === 'proposal') return can.back && REOPENS.includes(part.source?.status ?? '');
  if (part.way === 'substitute' && part.confirmedAt !== null) return false;
  return part.kind === 'ending' ? can.unsettle : can.back;
}

/** What becomes of the draft of a proposal: withdrawn with it, or kept with the reason why. */
function DraftFate({ props, part }: { props: ActProps; part: Part }) {
  const { t } = props;
  const words = t.parts.draft;
  if (part.way !== 'proposal' || part.source?.status !== 'draft') return null;
  const form = formOf(props, 'back');
  return (
    <>
      <SelectField
        form={form}
        name="back.draft"
        label={words.fate(part.source.number)}
        options={(['abandon', 'keep'] as const).map((value) => ({ value, label: words.fates[value] }))}
      />
      <TextField form={form} name="back.note" label={words.note} note={words.noteWhen} maxlength={300} />
    </>
  );
}

function partLine(props: ActProps, part: Part): Line {
  const { t, show, keys, now } = props;
  const words = t.parts;
  const { number, version } = show.record.document;
  return {
    base: part.quantityBase,
    muted: part.endedWhy !== null,
    way: (
      <>
        {words.ways[part.way]} {sourceOf(props, part)}
        <small class="tail">{words.byName(part.byName, momentText(t, part.at, now))}</small>
      </>
    ),
    next: ended(props, part),
    note: part.note,
    act: mayBack(props, part) && (
      <form method="post" action={paths.shortagePartBack(number)}>
        <HiddenKey value={`${keys.back}-${part.id}`} />
        <Hidden name="version" value={version} />
        <Hidden name="back.part" value={part.id} />
        <DraftFate props={props} part={part} />
        <Button small>{words.back[part.kind]}</Button>
      </form>
    ),
  };
}

/** What is closed and told of in no part: given up with all that was open. */
function givenUpBase({ show }: ActProps): number {
  const closings = show.answers.filter((part) => part.kind === 'closing' && part.endedWhy === null);
  return show.record.shortage.closedBase - closings.reduce((sum, part) => sum + part.quantityBase, 0);
}

/** Everything that stands adds up to what was asked; what was taken back follows, and counts no more. */
export function linesOf(props: ActProps): Line[] {
  const { t, show, now } = props;
  const words = t.parts;
  const { shortage } = show.record;
  const lines = show.goods.filter((line) => line.quantityBase > line.settledBase).map((line) => goodsLine(props, line));
  const standing = show.answers.filter((part) => part.endedWhy === null);
  lines.push(...standing.map((part) => partLine(props, part)));
  const open = UNRESOLVED.includes(stateOfLine(show.record)) ? unansweredBase(shortage) : openBase(shortage);
  const rest = Math.max(0, open);
  if (rest > 0) {
    const isOpen = UNRESOLVED.includes(stateOfLine(show.record));
    const by = words.next.answerBy(momentText(t, shortage.resolveBy ?? shortage.answerBy, now));
    lines.push({ base: rest, way: words.open, next: isOpen ? words.next.open(by) : words.next.closed });
  }
  const givenUp = givenUpBase(props);
  if (givenUp > 0) lines.push({ base: givenUp, way: words.givenUp, next: words.next.givenUp });
  const gone = show.answers.filter((part) => part.endedWhy !== null);
  return [...lines, ...gone.map((part) => partLine(props, part))];
}

/** Shown where a request is more than one part, or one that no dispatch tells of. */
export function LinesPanel(props: ActProps) {
  const { t, show } = props;
  const words = t.parts;
  const lines = linesOf(props);
  if (lines.length < 2 && show.answers.length === 0) return null;
  const heads = words.columns;
  const comma = semicolon(t);
  return (
    <Panel
      title={words.title}
      level="h3"
      padded={false}
      id="parts"
      foot={words.intro(amountText(t, show.record, show.record.shortage.quantityBase))}
    >
      <Table
        caption={words.title}
        stacks
        head={
          <>
            <Head>{heads.way}</Head>
            <Head num>{heads.quantity}</Head>
            <Head>{heads.next}</Head>
            <Head>{heads.act}</Head>
          </>
        }
      >
        {lines.map((line) => (
          <tr class={line.muted ? 'off' : undefined}>
            <td>{line.way}</td>
            <td class="span-2 num" data-label={heads.quantity}>
              {amountText(t, show.record, line.base)}
            </td>
            <td>{[line.next, ...(line.note ? [line.note] : [])].join(comma)}</td>
            <td>{line.act}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
