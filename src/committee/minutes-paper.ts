/** The minutes of a closed session as a paper: who came, what was decided with the numbers, who voted how. */
import { countsText, reasonText } from '../../views/committee/session-words.tsx';
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, namesComma } from '../../views/ui/format.ts';
import type { ActRow } from '../documents/queries.ts';
import { type Block, BODY, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { Seat, SessionRecord, ShownMatter } from './session-queries.ts';

export interface Minutes {
  record: SessionRecord;
  seats: readonly Seat[];
  agenda: readonly ShownMatter[];
  timeline: readonly ActRow[];
  issuer: string;
  printedAt: number;
  printedBy: string;
  checkUrl: string;
}

/** The shares that were in force when matters were counted, as the count kept them. */
function ruleOf({ timeline }: Minutes, t: Words): string {
  const counted = timeline.findLast((act) => act.act === 'decide');
  const { presentShare, favourShare } = counted?.detail ?? {};
  if (typeof presentShare !== 'string' || typeof favourShare !== 'string') return '';
  return t.committee.rule(presentShare, favourShare);
}

function facts(minutes: Minutes, t: Words): Block {
  const { record, seats } = minutes;
  const words = t.committee;
  const comma = namesComma(t);
  const names = (present: boolean) =>
    seats
      .filter((seat) => (seat.presentAt !== null) === present)
      .map((seat) => seat.name)
      .join(comma);
  return {
    kind: 'facts',
    facts: [
      [words.columns.title, record.session.title],
      [words.columns.heldOn, `${record.session.heldOn} ${record.session.place}`],
      [words.paper.present, names(true)],
      [words.paper.absent, names(false)],
      [words.paper.rule, ruleOf(minutes, t)],
    ],
  };
}

function matterBlocks(matter: ShownMatter, index: number, t: Words): Block[] {
  const words = t.committee;
  const outcome = matter.outcome === null ? '' : words.outcome[matter.outcome];
  const columns: Column[] = [
    { head: words.minutes.member, width: 40, align: 'left' },
    { head: words.minutes.choice, width: 30, align: 'left' },
    { head: words.minutes.reason, width: 116, align: 'left' },
  ];
  const rows = matter.votes.map((vote): Cell[] => [
    [{ ...BODY, text: vote.name }],
    [{ ...BODY, text: words.choices[vote.choice] }],
    [{ ...BODY, text: reasonText(t, vote.reason) }],
  ]);
  const title = `${index + 1}. ${words.kinds[matter.kind]} ${matter.text} ${matter.documentNumber ?? ''}`;
  const adjourned = matter.outcome === 'adjourned';
  const needed = adjourned ? words.adjourned : words.neededOf(matter.needed ?? 0, matter.quorum ?? 0);
  return [
    { kind: 'text', text: title, strong: true },
    { kind: 'text', text: `${outcome} ${countsText(t, matter)} (${needed})` },
    { kind: 'table', columns, rows },
  ];
}

/** The paper as a PDF. Throws PrintRefusal for characters without a shape. */
export async function drawMinutes(minutes: Minutes, t: Words): Promise<Buffer> {
  const words = t.committee.paper;
  const { document, session } = minutes.record;
  const discussion = session.minutes === '' ? [t.committee.minutes.none] : session.minutes.split('\n');
  return drawReport({
    issuer: minutes.issuer,
    title: words.title,
    number: document.number,
    check: { url: minutes.checkUrl, label: t.selection.paper.check },
    blocks: [
      facts(minutes, t),
      { kind: 'heading', text: words.agenda },
      ...minutes.agenda.flatMap((matter, index) => matterBlocks(matter, index, t)),
      { kind: 'heading', text: words.discussion },
      ...discussion.map((text): Block => ({ kind: 'text', text })),
    ],
    signatures: words.signatures,
    printed: t.selection.paper.printed(fullMoment(minutes.printedAt), minutes.printedBy),
    printedAt: minutes.printedAt,
    page: t.selection.paper.page,
  });
}
