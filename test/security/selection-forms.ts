/** Forms of dossiers, reviews, what is noted of items, sessions and votes, for attacks. */
import { paths } from '../../src/paths.ts';
import { type Form, KEYED, keyed, noted, stale } from './paper-forms.ts';

const DOSSIERS: Form[] = [
  {
    name: 'an application',
    by: 'applicant',
    path: () => paths.newDossier(),
    fields: () => keyed({ itemCode: 'AMX', tiers: 'county', act: 'submit', interests: '无' }),
    strict: ['idempotency_key', 'act'],
    optional: ['tiers', 'courseYuan', 'dailyYuan'],
    words: ['indication', 'reason', 'comparison', 'evidence', 'interests'],
  },
  {
    name: 'a changed application',
    by: 'applicant',
    path: (w) => paths.dossierEdit(w.papers.returned),
    fields: () => stale({ tiers: 'county', act: 'draft' }),
    strict: [...KEYED, 'act'],
    optional: ['tiers', 'courseYuan'],
    words: ['indication', 'reason', 'wish.genericName'],
  },
  noted('withdrawing', 'applicant', (w) => paths.dossierAct(w.papers.returned, 'withdrawal'), 'withdraw.note'),
  noted('sending back', 'chief', (w) => paths.dossierAct(w.papers.submitted, 'return'), 'return.note'),
  noted('declining', 'chief', (w) => paths.dossierAct(w.papers.scored, 'decline'), 'decline.note'),
  noted('a signal', 'chief', (w) => paths.dossierAct(w.papers.scored, 'signals'), 'signal.note'),
  noted('keeping', 'chief', (w) => paths.dossierAct(w.papers.scored, 'keeping'), 'keep.note'),
  {
    name: 'asking for reviews',
    by: 'chief',
    path: (w) => paths.dossierAct(w.papers.submitted, 'reviewers'),
    fields: (w) => stale({ reviewers: w.papers.members.map((person) => String(person.userId)) }),
    strict: KEYED,
    optional: ['reviewers'],
  },
  {
    name: 'releasing a reviewer',
    by: 'chief',
    path: (w) => paths.dossierAct(w.papers.scoring, 'release'),
    fields: (w) => stale({ 'release.person': String(w.papers.members[0]?.userId), 'release.note': '出差' }),
    strict: [...KEYED, 'release.person'],
    words: ['release.note'],
  },
  {
    name: 'an interest',
    by: 'member',
    path: (w) => paths.dossierInterest(w.papers.scoring),
    fields: () => keyed({ interest: 'declared', interestText: '' }),
    strict: ['idempotency_key', 'interest'],
  },
  {
    name: 'a review',
    by: 'member',
    path: (w) => paths.dossierReview(w.papers.scored),
    fields: () => keyed({ act: 'save', 'score.kinetics': '2', 'evidence.kinetics': '说明书' }),
    strict: ['idempotency_key', 'act'],
    optional: ['score.kinetics'],
    words: ['evidence.kinetics'],
  },
  ...(['signal', 'keep'] as const).map((act): Form => {
    const path = () => (act === 'signal' ? paths.trialSignals('AMX') : paths.trialKeeping('AMX'));
    const fields = () => keyed({ seen: '999999', [`${act}.note`]: '一句话' });
    const strict = ['idempotency_key', 'seen'];
    return { name: `${act} of a listed item`, by: 'chief', path, fields, strict, words: [`${act}.note`] };
  }),
  {
    name: 'proposing removal',
    by: 'chief',
    path: () => paths.trialRemoval('AMX'),
    fields: () => keyed({ 'removal.reason': '不用', 'removal.useUntil': '2020-01-01' }),
    strict: ['idempotency_key'],
    optional: ['removal.useUntil'],
    words: ['removal.reason'],
  },
];

const COMMITTEE: Form[] = [
  {
    name: 'calling a session',
    by: 'chief',
    path: () => paths.newSession(),
    fields: () => keyed({ 'plan.title': '会', 'plan.heldOn': '2026-12-01', 'plan.place': '' }),
    strict: ['idempotency_key', 'plan.heldOn'],
    words: ['plan.title', 'plan.place'],
  },
  {
    name: 'changing a session',
    by: 'chief',
    path: (w) => paths.sessionAct(w.papers.called, 'plan'),
    fields: () => stale({ 'plan.title': '会', 'plan.heldOn': '2026-12-01', 'plan.place': '' }),
    strict: [...KEYED, 'plan.heldOn'],
    words: ['plan.title', 'plan.place'],
  },
  noted('cancelling a session', 'chief', (w) => paths.sessionAct(w.papers.called, 'cancellation'), 'cancel.note'),
  {
    name: 'opening a session',
    by: 'chief',
    path: (w) => paths.sessionAct(w.papers.called, 'opening'),
    fields: () => stale(),
    strict: KEYED,
  },
  {
    name: 'a matter',
    by: 'chief',
    path: (w) => paths.sessionAct(w.papers.session, 'matters'),
    fields: () => keyed({ 'matter.kind': 'dossier', 'matter.dossier': '', 'matter.text': '' }),
    strict: ['idempotency_key', 'matter.kind'],
    optional: ['matter.dossier'],
    words: ['matter.text'],
  },
  {
    name: 'attendance',
    by: 'chief',
    path: (w) => paths.sessionAct(w.papers.session, 'attendance'),
    fields: (w) => keyed({ 'attend.person': String(w.papers.members[0]?.userId), 'attend.note': '看见' }),
    strict: ['idempotency_key', 'attend.person'],
    words: ['attend.note'],
  },
  {
    name: 'a vote',
    by: 'member',
    path: (w) => paths.matterAct(w.papers.session, w.papers.passedId, 'vote'),
    fields: () => keyed({ documentVersion: '', choice: 'for', reason: '' }),
    strict: ['idempotency_key', 'choice'],
    optional: ['documentVersion'],
    words: ['reason'],
  },
];

export const SELECTION_FORMS: Form[] = [...DOSSIERS, ...COMMITTEE];
