/** Who must act on a request and how long is left: the limit of the answer, the limit of the goods, who was told. */
import type { Holder } from '../../src/approvals/holder-queries.ts';
import type { Role } from '../../src/auth/roles.ts';
import { UNRESOLVED } from '../../src/shortages/rules.ts';
import type { Words } from '../i18n/index.ts';
import { deadline, durationText, fullMoment, namesComma, planDay } from '../ui/format.ts';
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

function answerFact({ t, show, now }: Pick<ShowProps, 't' | 'show' | 'now'>): Fact {
  const words = t.shortages.limits;
  const { answerBy, answeredAt } = show.record.shortage;
  const note = fullMoment(answerBy);
  if (answeredAt !== null) {
    const late = answeredAt - answerBy;
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

const MOST_NAMED = 3;

/** The people by name, who stands in for whom said; or that nobody holds the role, and who can change that. */
export function peopleText(t: Words, people: readonly Holder[], granters: readonly Holder[]): string {
  const words = t.shortages.limits;
  const comma = namesComma(t);
  const named = (some: readonly Holder[]) => {
    const names = [
      ...new Set(some.map((one) => (one.standsInFor === null ? one.name : words.standsIn(one.name, one.standsInFor)))),
    ];
    const first = names.slice(0, MOST_NAMED).join(comma);
    return names.length > MOST_NAMED ? words.andOthers(first, names.length) : first;
  };
  if (people.length > 0) return named(people);
  return granters.length > 0 ? words.nobodyHolds(named(granters)) : words.nobodyGrants;
}

function actsFact({ t, show, acting }: ShowProps): Fact {
  const { acts } = t.shortages.limits;
  const value = whoActs(t, show.record);
  return acting.side === 'nobody'
    ? { label: acts, value }
    : { label: acts, value, note: peopleText(t, acting.people, acting.granters) };
}

/** While the limit is passed unmet: who was told, by name, and what is asked of them; later, that it was told. */
function calledFact({ t, show, acting }: ShowProps): Fact | undefined {
  const words = t.shortages.limits;
  const told = show.timeline.findLast((act) => act.act === 'escalate');
  if (told === undefined) return undefined;
  const fact = { label: words.called, value: calledText(t, told.detail ?? {}) };
  if (acting.called === null) return { ...fact, note: fullMoment(told.at) };
  const who = peopleText(t, acting.called.people, acting.granters);
  return { ...fact, note: words.calledNext[acting.called.limit](who, fullMoment(told.at)) };
}

/** One line of facts below the next step. */
export function LimitFacts(props: ShowProps) {
  const { t, show, now, today } = props;
  const words = t.shortages.limits;
  const { runsOutOn } = show.record.shortage;
  const facts: (Fact | undefined)[] = [
    actsFact(props),
    answerFact({ t, show, now }),
    resolveFact({ t, show, now }),
    runsOutOn === null ? undefined : { label: words.runsOut, value: planDay(t, runsOutOn, today) },
    calledFact(props),
  ];
  return <Facts across facts={facts.filter((fact) => fact !== undefined)} />;
}
