/** Rows of the queue about selection: scores to give, sessions to come to, dossiers that were sent back. */
import type { WaitingSession } from '../../src/committee/waiting-queries.ts';
import { paths } from '../../src/paths.ts';
import type { ManagedDossier, WaitingDossier } from '../../src/selection/waiting-queries.ts';
import { durationText, momentText, planDay } from '../ui/format.ts';
import type { Context, Made } from './queue-context.ts';

const nameOf = (dossier: WaitingDossier) => [dossier.name, dossier.strength].filter((text) => text !== '').join(' ');

export function toReview({ t, now }: Context, dossier: WaitingDossier): Made {
  const words = t.home;
  const entry = {
    due: { text: words.waitingSince(durationText(t, now - dossier.since)), icon: 's-doing' as const },
    dueNote: words.askedAt(momentText(t, dossier.since, now)),
    what: words.reviewWhat(nameOf(dossier)),
    href: paths.dossierReview(dossier.number),
    whatNote: words.dossier(dossier.number),
    from: dossier.organisation,
    act: words.acts.review,
  };
  return { entry, dueAt: now };
}

/** A session is due on its day; one that is open waits for people and votes now. */
export function toAttend({ t, now, today }: Context, session: WaitingSession): Made {
  const words = t.home;
  const due = session.open
    ? { text: words.sessionOpen, icon: 's-go' as const, tone: 'info' as const }
    : { text: planDay(t, session.heldOn, today), icon: 's-doing' as const };
  const votes = session.votes === 0 ? '' : words.votesWait(session.votes);
  const entry = {
    due,
    dueNote: session.open && !session.present ? words.notPresent : votes,
    what: session.title,
    href: paths.session(session.number),
    whatNote: words.session(session.number),
    from: session.place === '' ? t.committee.title : session.place,
    act: session.open ? (session.present ? words.acts.vote : words.acts.attend) : words.acts.see,
  };
  return { entry, dueAt: session.open ? now : Math.max(now, Date.parse(`${session.heldOn}T10:00:00Z`)) };
}

export function toMend({ t, now }: Context, dossier: WaitingDossier): Made {
  const words = t.home;
  const entry = {
    due: {
      text: words.waitingSince(durationText(t, now - dossier.since)),
      icon: 's-near' as const,
      tone: 'warn' as const,
    },
    dueNote: words.returnedAt(momentText(t, dossier.since, now)),
    what: words.mendWhat(nameOf(dossier)),
    href: paths.dossier(dossier.number),
    whatNote: words.dossier(dossier.number),
    from: dossier.organisation,
    act: words.acts.mend,
  };
  return { entry, dueAt: now };
}

/** Handed in, it waits for reviewers; scored, it waits for a session or to be declined. */
export function toManage({ t, now }: Context, dossier: ManagedDossier): Made {
  const words = t.home;
  const entry = {
    due: { text: words.waitingSince(durationText(t, now - dossier.since)), icon: 's-todo' as const },
    dueNote: (dossier.scored ? words.scoredAt : words.submittedAt)(momentText(t, dossier.since, now)),
    what: (dossier.scored ? words.scoredWhat : words.submittedWhat)(nameOf(dossier)),
    href: paths.dossier(dossier.number),
    whatNote: words.dossier(dossier.number),
    from: dossier.organisation,
    act: dossier.scored ? words.acts.see : words.acts.assign,
  };
  return { entry, dueAt: now };
}
