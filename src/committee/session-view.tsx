/** Gathers what the page of one session needs, new or after a refused act. */
import { LEAD_FORMS, type LeadForm } from '../../views/committee/lead-forms.tsx';
import type { MatterForm } from '../../views/committee/matter-panel.tsx';
import { SessionPage, type SessionPageProps } from '../../views/committee/session-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { timelineOf } from '../documents/queries.ts';
import { openDraft } from '../formulary/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { canBegin } from '../kernel/transitions.ts';
import { dossierByDocument, dossiersIn } from '../selection/dossier-queries.ts';
import { conflictedFor } from '../selection/review-queries.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { atLeast, sessionTransitions } from './rules.ts';
import {
  agendaFor,
  onAnAgenda,
  type SessionRecord,
  type ShownMatter,
  seatsOf,
  sessionByNumber,
} from './session-queries.ts';

const MOST_OFFERED = 100;
const ACTS = {
  change: 'change',
  open: 'open',
  cancel: 'cancel',
  close: 'close',
  attend: 'attend',
  matter: 'add_matter',
};

/** The session of the address. Throws 404. */
export async function sessionOf(c: AppContext, services: Services): Promise<SessionRecord> {
  const record = await sessionByNumber(services.db.read, c.req.param('number') ?? '');
  if (record === undefined) throw new WebError(404, 'notFound');
  return record;
}

export interface Refused {
  refused?: { form: FormState; of: LeadForm };
  refusedMatter?: { form: FormState; of: MatterForm; matterId: number };
}

/** Dossiers and the draft that wait for a vote and stand on no agenda. */
async function offered(services: Services) {
  const db = services.db.read;
  const taken = await onAnAgenda(db);
  const scored = await dossiersIn(db, ['scored'], MOST_OFFERED);
  const draft = await openDraft(db);
  return {
    dossiers: scored
      .filter(({ document, dossier, item }) => {
        return !taken.has(document.id) && dossier.band !== 'refused' && item?.active !== false;
      })
      .map((record) => ({ number: record.document.number, name: record.item?.genericName ?? '' })),
    draft:
      draft === undefined || taken.has(draft.documentId)
        ? undefined
        : { number: draft.documentNumber, title: draft.title },
  };
}

async function conflictsFor(services: Services, agenda: readonly ShownMatter[], userId: number) {
  const found = new Map<number, string>();
  for (const matter of agenda) {
    if (matter.kind !== 'dossier' || matter.documentId === null) continue;
    const record = await dossierByDocument(services.db.read, matter.documentId);
    if (record === undefined) continue;
    const why = (await conflictedFor(services.db.read, matter.documentId, record)).get(userId);
    if (why !== undefined) found.set(matter.id, why);
  }
  return found;
}

/** The page of one session. */
export async function renderSession(
  c: AppContext,
  services: Services,
  record: SessionRecord,
  refused: Refused = {},
): Promise<Response> {
  const viewer = signedIn(c);
  const db = services.db.read;
  const now = services.clock.now();
  const leads = may(viewer.roles, 'committee.manage');
  const votes = may(viewer.roles, 'committee.vote');
  const seats = await seatsOf(db, record.session.id);
  const agenda = await agendaFor(db, record, viewer.userId);
  const rule = await ruleOn(db, 'committee_majority', dayOf(now));
  const { status } = record.document;
  const can = Object.fromEntries(
    LEAD_FORMS.map((form) => [form, leads && canBegin(sessionTransitions, ACTS[form], status)]),
  ) as Record<LeadForm, boolean>;
  const props: SessionPageProps = {
    t: wordsFor(c),
    now,
    record,
    seats,
    agenda,
    can,
    keys: newFormKey,
    timeline: await timelineOf(db, record.document.id),
    quorum: Math.max(1, atLeast(rule.present, seats.length)),
    shares: {
      present: `${rule.present.of}/${rule.present.outOf}`,
      favour: `${rule.inFavour.of}/${rule.inFavour.outOf}`,
    },
    reader: { userId: viewer.userId, leads, votes },
    conflicts: votes ? await conflictsFor(services, agenda, viewer.userId) : new Map(),
    ...(can.matter ? await offered(services) : { dossiers: [], draft: undefined }),
    ...refused,
  };
  const title = `${record.session.title} ${record.document.number}`;
  return c.render(<SessionPage {...props} />, { title, active: 'committee' });
}
