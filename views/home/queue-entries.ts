/** Turns what waits into the rows of the queue: deadline, matter, origin, verb. */
import type { WaitingDiscrepancy, WaitingDispatch } from '../../src/dispatches/waiting-queries.ts';
import type { HomeQueue } from '../../src/home/queue-queries.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import type { Task } from '../../src/kernel/task.ts';
import { paths } from '../../src/paths.ts';
import type { ShortageLine } from '../../src/shortages/board-queries.ts';
import { openBase } from '../../src/shortages/rules.ts';
import { amountText, detailOf, dueSignal, nameOf, nextStep, stateOfLine } from '../shortages/shortage-words.tsx';
import { clauseComma, durationText, momentText, planDay } from '../ui/format.ts';
import type { QueueEntry, QueueGroup } from '../ui/queue.tsx';
import { toAttend, toManage, toMend, toReview } from './committee-entries.ts';
import { toPrevent } from './prevent-entries.tsx';
import type { Context, Made } from './queue-context.ts';
import { toTask } from './task-entries.ts';

function whatOf({ t }: Context, line: ShortageLine): string {
  const comma = clauseComma(t);
  return [`${nameOf(line)} ${detailOf(t, line)}`, amountText(t, line, line.shortage.quantityBase)].join(comma);
}

function requestEntry(context: Context, line: ShortageLine): QueueEntry {
  const { t, now, today } = context;
  const words = t.home;
  const { shortage, document } = line;
  const signal = dueSignal(t, line, now);
  return {
    due: signal,
    dueNote: words.neededBy(planDay(t, shortage.neededBy, today)),
    what: whatOf(context, line),
    href: paths.shortage(document.number),
    whatNote: words.request(t.shortages.urgencies[shortage.urgency], document.number),
    from: line.organisation.shortName,
    fromNote:
      shortage.patients === null ? t.shortages.reasons[shortage.reason] : t.shortages.patients(shortage.patients),
  };
}

function toAnswer(context: Context, line: ShortageLine): Made {
  const { t, now } = context;
  const words = t.home;
  const state = stateOfLine(line);
  const entry = requestEntry(context, line);
  const waitsForAnswer = state === 'registered' || state === 'accepted';
  const act = state === 'registered' ? words.acts.accept : line.item === null ? words.acts.identify : words.acts.answer;
  const rest = words.open(amountText(t, line, openBase(line.shortage)));
  if (waitsForAnswer) entry.dueNote = words.answerDue(momentText(t, line.shortage.answerBy, now));
  else entry.whatNote = `${words.request(t.shortages.urgencies[line.shortage.urgency], line.document.number)} ${rest}`;
  const neededAt = Date.parse(`${line.shortage.neededBy}T10:00:00Z`);
  return { entry: { ...entry, act }, dueAt: waitsForAnswer ? line.shortage.answerBy : Math.max(neededAt, now) };
}

function toPick({ t, now }: Context, dispatch: WaitingDispatch): Made {
  const words = t.home;
  const ready = dispatch.lines > 0 && dispatch.picked === dispatch.lines;
  const progress = dispatch.picked === 0 ? words.notStarted : words.picked(dispatch.picked, dispatch.lines);
  const cold = dispatch.cold > 0 ? ` ${words.cold(dispatch.cold)}` : '';
  const entry: QueueEntry = {
    due: { text: ready ? words.allPicked : progress, icon: ready ? 's-done' : 's-doing' },
    dueNote: words.waitingSince(durationText(t, now - dispatch.createdAt)),
    what: ready ? words.postWhat(dispatch.lines) : words.pickWhat(dispatch.lines),
    href: paths.dispatch(dispatch.number),
    whatNote: `${words.dispatch(dispatch.number)}${cold}`,
    from: dispatch.receiverName,
    act: ready ? words.acts.post : words.acts.pick,
  };
  return { entry, dueAt: Math.max(now, dispatch.createdAt) };
}

/** It is there, it comes then, or it is on its way and nobody has said when it comes. */
function arrivalOf({ t, now }: Pick<Context, 't' | 'now'>, dispatch: WaitingDispatch): QueueEntry['due'] {
  const words = t.home;
  const { handedAt, expectedAt } = dispatch;
  if (handedAt !== null) return { text: words.handedAt(momentText(t, handedAt, now)), icon: 's-done', tone: 'accent' };
  const text = expectedAt === null ? words.onTheWay : words.expectedAt(momentText(t, expectedAt, now));
  return { text, icon: 's-go', tone: 'info' };
}

function toReceive({ t, now }: Context, dispatch: WaitingDispatch): Made {
  const words = t.home;
  const cold = dispatch.cold > 0 ? ` ${words.cold(dispatch.cold)}` : '';
  const entry: QueueEntry = {
    due: arrivalOf({ t, now }, dispatch),
    dueNote: words.sentAt(momentText(t, dispatch.postedAt ?? dispatch.createdAt, now)),
    what: words.receiveWhat(dispatch.lines),
    href: paths.dispatch(dispatch.number),
    whatNote: `${words.dispatch(dispatch.number)}${cold}`,
    from: dispatch.senderName,
    fromNote: dispatch.receiverName,
    act: words.acts.receive,
  };
  return { entry, dueAt: now };
}

function toExplain({ t, now }: Context, found: WaitingDiscrepancy): Made {
  const words = t.home;
  const entry: QueueEntry = {
    due: { text: words.waitingSince(durationText(t, now - found.createdAt)), icon: 's-near', tone: 'warn' },
    dueNote: words.foundAt(momentText(t, found.createdAt, now)),
    what: found.kind === 'missing' ? words.missing(found.itemName) : words.damaged(found.itemName),
    href: paths.discrepancy(found.number),
    whatNote: words.discrepancyOf(found.number, found.dispatchNumber),
    from: found.otherName,
    act: words.acts.explain,
  };
  return { entry, dueAt: Math.max(now, found.createdAt) };
}

function toCollect(context: Context, line: ShortageLine): Made {
  const { t, now } = context;
  const entry = requestEntry(context, line);
  const dueNote = t.home.waitingSince(durationText(t, now - line.document.changedAt));
  return { entry: { ...entry, dueNote, act: t.home.acts.outcome }, dueAt: now };
}

function group(title: string, made: Made[], count = made.length, late = false): QueueGroup[] {
  return made.length === 0 ? [] : [{ title, count, late, entries: made.map((one) => one.entry) }];
}

/** What selection and the committee want of this person. */
function ofSelection(context: Context, queue: HomeQueue): Made[] {
  return [
    ...queue.toAttend.map((session) => toAttend(context, session)),
    ...queue.toReview.map((dossier) => toReview(context, dossier)),
    ...queue.toMend.map((dossier) => toMend(context, dossier)),
    ...queue.toManage.map((dossier) => toManage(context, dossier)),
  ];
}

/** The hub's groups: late, due today, later; each sorted by deadline. */
export function hubGroups(context: Context, queue: HomeQueue): QueueGroup[] {
  const { t, now, today } = context;
  const made = [
    ...queue.toAnswer.map((line) => toAnswer(context, line)),
    ...queue.toPick.map((dispatch) => toPick(context, dispatch)),
    ...queue.toExplain.map((found) => toExplain(context, found)),
    ...ofSelection(context, queue),
    ...queue.tasks.map((task) => toTask(context, task)),
  ].sort((a, b) => a.dueAt - b.dueAt);
  const tomorrow = addDays(today, 1);
  const words = t.home.groups;
  return [
    ...group(
      words.late,
      made.filter((one) => one.dueAt < now),
      undefined,
      true,
    ),
    ...group(
      words.today,
      made.filter((one) => one.dueAt >= now && dayOf(one.dueAt) < tomorrow),
    ),
    ...group(
      words.week,
      made.filter((one) => dayOf(one.dueAt) >= tomorrow),
    ),
  ];
}

const SOON_SHOWN = 4;
/** The alert for all that runs out at the own place: below what foresight knows item by item. */
const isSoonGone = ({ code }: Task) => code === 'alert_runs_out';

/** A member's groups: what comes, mine, what runs out, what others are busy with, what ended lately. */
export function memberGroups(context: Context, queue: HomeQueue): QueueGroup[] {
  const { t, now } = context;
  const words = t.home.groups;
  const mine = [
    ...queue.toPick.map((dispatch) => toPick(context, dispatch)),
    ...queue.toExplain.map((found) => toExplain(context, found)),
    ...queue.toCollect.map((line) => toCollect(context, line)),
    ...ofSelection(context, queue),
    ...queue.tasks.filter((task) => !isSoonGone(task)).map((task) => toTask(context, task)),
  ];
  const soon = [
    ...queue.soonGone.slice(0, SOON_SHOWN).map((line) => toPrevent(context, line)),
    ...queue.tasks.filter(isSoonGone).map((task) => toTask(context, task)),
  ];
  const arriving = queue.toReceive.map((dispatch) => toReceive(context, dispatch));
  const seen = (line: ShortageLine): Made => ({
    entry: { ...requestEntry(context, line), whatNote: nextStep(t, line, now), act: t.home.acts.see },
    dueAt: now,
  });
  return [
    ...group(words.coming, arriving),
    ...group(words.mine, mine),
    ...group(words.soon, soon, Math.max(queue.soonGone.length, queue.tasks.find(isSoonGone)?.count ?? 0)),
    ...group(words.watching, queue.watched.map(seen)),
    ...group(words.recent, queue.ended.map(seen)),
  ];
}
