/** Who must act on a request and how long is left: the limit of the answer, the limit of the goods, who was told. */
import type { Role } from '../../src/auth/roles.ts';
import { UNRESOLVED } from '../../src/shortages/rules.ts';
import type { ShortageShow } from '../../src/shortages/show-queries.ts';
import type { Words } from '../i18n/index.ts';
import { deadline, durationText, fullMoment, planDay } from '../ui/format.ts';
import { type Fact, Facts } from '../ui/panel.tsx';
import { SignalStatus } from '../ui/status.tsx';
import type { ShowProps } from './record-parts.tsx';
import { stateOfLine, whoActs } from './shortage-words.tsx';

/** Which limit was passed, and who was told of it. */
export function calledText(t: Words, detail: Record<string, unknown>): string {
  const limit = detail.limit === 'resolve' ? 'resolve' : 'answer';
  const role = typeof detail.called === 'string' ? t.roles[detail.called as Role] : undefined;
  return t.shortages.limits.toCalled(t.shortages.limits.names[limit], role ?? '');
}

/** Any of these is an answer: goods kept, bought for or brought, a refusal, a closed rest. */
const ANSWERS = ['answer', 'list', 'bring', 'reject', 'close_rest'];

function answerFact({ t, show, now }: Pick<ShowProps, 't' | 'show' | 'now'>): Fact {
  const words = t.shortages.limits;
  const { answerBy } = show.record.shortage;
  const note = fullMoment(answerBy);
  const answered = show.timeline.find((act) => ANSWERS.includes(act.act));
  if (answered !== undefined) {
    const late = answered.at - answerBy;
    return { label: words.answer, value: late > 0 ? words.answeredLate(durationText(t, late)) : words.answered, note };
  }
  const open = stateOfLine(show.record) === 'registered' || stateOfLine(show.record) === 'accepted';
  if (!open) return { label: words.answer, value: t.formats.none, note };
  return { label: words.answer, value: <SignalStatus signal={deadline(t, answerBy, now)} />, note };
}

function resolveFact({ t, show, now }: Pick<ShowProps, 't' | 'show' | 'now'>): Fact | undefined {
  const words = t.shortages.limits;
  const { resolveBy } = show.record.shortage;
  if (resolveBy === null) return undefined;
  const state = stateOfLine(show.record);
  const note = fullMoment(resolveBy);
  if (UNRESOLVED.includes(state)) {
    return { label: words.resolve, value: <SignalStatus signal={deadline(t, resolveBy, now)} />, note };
  }
  const there = state === 'arrived' || state === 'collected' || state === 'no_show';
  return { label: words.resolve, value: there ? words.resolved : t.formats.none, note };
}

function calledFact(t: Words, { timeline }: ShortageShow): Fact | undefined {
  const told = timeline.findLast((act) => act.act === 'escalate');
  return (
    told && { label: t.shortages.limits.called, value: calledText(t, told.detail ?? {}), note: fullMoment(told.at) }
  );
}

/** One line of facts below the next step. */
export function LimitFacts({ t, show, now, today }: ShowProps) {
  const words = t.shortages.limits;
  const { runsOutOn } = show.record.shortage;
  const facts: (Fact | undefined)[] = [
    { label: words.acts, value: whoActs(t, show.record) },
    answerFact({ t, show, now }),
    resolveFact({ t, show, now }),
    runsOutOn === null ? undefined : { label: words.runsOut, value: planDay(t, runsOutOn, today) },
    calledFact(t, show),
  ];
  return <Facts across facts={facts.filter((fact) => fact !== undefined)} />;
}
