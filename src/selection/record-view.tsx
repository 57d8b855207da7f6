/** Gathers what the page of one dossier needs, new or after a refused act. */
import type { ActForm } from '../../views/selection/act-forms.tsx';
import { nameOf, tiersText } from '../../views/selection/dossier-words.tsx';
import { RecordPage, type RecordPageProps } from '../../views/selection/record-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { searchItems } from '../catalogue/queries.ts';
import { sessionsAbout } from '../committee/session-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { canBegin } from '../kernel/transitions.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { adviceFor } from './advice-queries.ts';
import { comparatorsOf, type DossierRecord, stateOf } from './dossier-queries.ts';
import { seesCosts } from './reading.ts';
import { blindTimeline, candidatesFor, meansOf, reviewsFor } from './review-queries.ts';
import { dossierTransitions, UNDECIDED } from './rules.ts';
import { insteadOf } from './separation-queries.ts';

const FOUND = 8;
/** States in which nobody manages anything any more. */
const ENDED: readonly string[] = ['draft', 'declined', 'removed', 'withdrawn'];

/** What this person may do with the dossier as it stands. */
export function actsOf(viewer: Viewer, record: DossierRecord, applied: boolean): Record<ActForm, boolean> {
  const state = stateOf(record);
  const leads = may(viewer.roles, 'dossier.manage');
  const manages = leads && !applied;
  const owns = may(viewer.roles, 'dossier.apply') && record.dossier.organisationId === viewer.organisationId;
  const begins = (act: keyof typeof dossierTransitions) => canBegin(dossierTransitions, act, state);
  return {
    return: manages && begins('return'),
    withdraw: owns && begins('withdraw'),
    decline: manages && begins('decline') && (record.dossier.band === 'refused' || record.item?.active === false),
    signal: leads && begins('signal'),
    keep: manages && begins('keep'),
    identify: manages && begins('identify') && record.item === null,
    assign: manages && begins('assign') && record.item !== null,
    release: manages && begins('release'),
  };
}

async function propsOf(
  c: AppContext,
  services: Services,
  record: DossierRecord,
  refused?: { form: FormState; of: ActForm },
): Promise<RecordPageProps> {
  const viewer = signedIn(c);
  const db = services.db.read;
  const t = wordsFor(c);
  const now = services.clock.now();
  const day = dayOf(now);
  const leads = may(viewer.roles, 'dossier.manage');
  const others = leads ? await insteadOf(db, viewer.userId, record.document.id, 'dossier.manage') : undefined;
  const can = actsOf(viewer, record, others !== undefined);
  const state = stateOf(record);
  const reviews = await reviewsFor(db, record, viewer);
  const advice = UNDECIDED.includes(state) ? await adviceFor(db, record.item, day, record.document.id) : undefined;
  const q = c.req.query('q') ?? record.dossier.wish?.genericName ?? '';
  const sessions = await sessionsAbout(db, record.document.id);
  const owns = record.dossier.organisationId === viewer.organisationId && may(viewer.roles, 'dossier.apply');
  return {
    t,
    now,
    record,
    reviews,
    can,
    others: ENDED.includes(state) ? undefined : others,
    keys: newFormKey,
    refused,
    candidates: can.assign ? await candidatesFor(db, record, reviews) : [],
    least: (await ruleOn(db, 'selection_reviews', day)).least,
    search: can.identify ? { q, items: await searchItems(db, q.slice(0, 200), { limit: FOUND }) } : undefined,
    timeline: await blindTimeline(db, record, viewer),
    comparators: await comparatorsOf(db, record.dossier.id),
    advice: advice && { ...advice, listed: tiersText(t, advice.listed) },
    result: { means: meansOf(reviews.seen), bands: await ruleOn(db, 'selection_bands', day) },
    sessions: sessions.map(({ number, heldOn, matter }) => {
      return { number, heldOn, outcome: matter.outcome, seen: viewer.scopePath === '/' };
    }),
    reader: {
      edits: owns && (state === 'draft' || state === 'returned'),
      reviews: reviews.own !== undefined,
      reviewed: reviews.ownSubmitted,
      seesPrices: seesCosts(viewer),
    },
  };
}

/** The page of one dossier. */
export async function renderDossier(
  c: AppContext,
  services: Services,
  record: DossierRecord,
  refused?: { form: FormState; of: ActForm },
): Promise<Response> {
  const props = await propsOf(c, services, record, refused);
  const title = `${nameOf(record)} ${record.document.number}`;
  return c.render(<RecordPage {...props} />, { title, active: 'selection' });
}
