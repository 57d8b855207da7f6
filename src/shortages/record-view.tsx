/** Gathers what the page of one request needs: beside the board for the county, alone for members. */
import type { Able, ActForm } from '../../views/shortages/act-forms.tsx';
import { ACT_FORMS } from '../../views/shortages/act-forms.tsx';
import { keptQuery } from '../../views/shortages/board-list.tsx';
import { BoardPage } from '../../views/shortages/board-page.tsx';
import { BoardRecord, OwnRecord, type RecordProps } from '../../views/shortages/record.tsx';
import { nameOf } from '../../views/shortages/shortage-words.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { searchItems } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { canBegin } from '../kernel/transitions.ts';
import { isControlled } from '../ledger/usable.ts';
import { openOrdersOf } from '../orders/item-open-queries.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { type DemandTrace, demandOf, demandTrace } from '../requisitions/demand-queries.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { substitutesFor } from '../substitutes/queries.ts';
import { type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { actingOn } from './actor-queries.ts';
import { boardOf, readBoardQuery } from './board-view.tsx';
import { sideOf } from './message-commands.ts';
import { supplyPlan } from './plan-queries.ts';
import { mayEnd, OPEN_STATES, openBase, type ShortageState, shortageTransitions, unansweredBase } from './rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';
import { showShortage } from './show-queries.ts';

const FOUND = 8;

/** What this person may do with the request as it stands. */
export function actsOf(viewer: Viewer, record: ShortageRecord, need?: DemandTrace): Able {
  const { status, createdBy } = record.document;
  const { answeredBase, arrivedBase, settledBase, organisationId } = record.shortage;
  const hub = may(viewer.roles, 'shortage.answer');
  const clinic = may(viewer.roles, 'shortage.register');
  const begins = (act: keyof typeof shortageTransitions) => canBegin(shortageTransitions, act, status);
  const rest = openBase(record.shortage) > 0;
  const pooled = need === undefined ? 0 : need.quantityBase - need.plannedBase - need.closedBase;
  // Controlled drugs come from the head hospital's store alone
  const asksNeighbours = record.item !== null && !isControlled(record.item.controlClass);
  const off = need === undefined || need.closedBase > record.shortage.closedBase;
  return {
    list: hub && record.item !== null && begins('list') && rest && off,
    unlist: hub && begins('unlist') && pooled > 0,
    accept: hub && begins('accept') && createdBy !== viewer.userId,
    reject: hub && begins('reject') && answeredBase === 0,
    identify: hub && record.item === null && begins('identify'),
    answer: hub && record.item !== null && begins('answer') && rest && organisationId !== viewer.organisationId,
    neighbour: hub && asksNeighbours && begins('ask_neighbour') && rest,
    cancel: clinic && begins('cancel') && status !== 'arrived' && answeredBase === 0,
    remainder: (hub || clinic) && begins('close_rest') && answeredBase > 0 && rest,
    message: (hub || clinic) && status !== 'merged',
    read: hub || clinic,
    merge: hub && begins('absorb'),
    unmerge: hub && begins('unmerge'),
    part: hub && begins('promise') && unansweredBase(record.shortage) > 0,
    back: hub,
    unsettle: clinic,
    confirm: clinic && begins('confirm'),
    settle: clinic && begins('settle') && arrivedBase > settledBase,
    propose: may(viewer.roles, 'dossier.apply') && record.item === null && begins('propose'),
    wish: record.item === null && begins('propose'),
    openDossier: may(viewer.roles, 'dossier.apply'),
    outcome: clinic && settledBase === 0 && (status === 'arrived' || status === 'matched') && mayEnd(record.shortage),
  };
}

/** The form that was refused, or only added up. */
export interface Shown {
  refused?: { form: FormState; of: ActForm };
  typedBase?: number;
}

async function recordProps(
  c: AppContext,
  services: Services,
  record: ShortageRecord,
  shown: Shown,
): Promise<RecordProps> {
  const viewer = signedIn(c);
  const db = services.db.read;
  const now = services.clock.now();
  const [need] = await demandTrace(
    db,
    (await demandOf(db, record.document.id)).map((one) => one.id),
  );
  const can = actsOf(viewer, record, need);
  const keys = Object.fromEntries(ACT_FORMS.map((act) => [act, newFormKey()])) as Record<ActForm, string>;
  const today = dayOf(now);
  const [show, expiry, hub, acting] = await Promise.all([
    showShortage(db, record, viewer.scopePath, sideOf(viewer)),
    expiryOn(db, today),
    viewer.scopePath === '/' ? headOrganisation(db) : undefined,
    actingOn(db, record, today, now),
  ]);
  const props: RecordProps = { t: wordsFor(c), now, today, expiry, show, acting, can, keys, need, ...shown };
  const { item } = record;
  const unserved = OPEN_STATES.includes(record.document.status as ShortageState) && openBase(record.shortage) > 0;
  if (item !== null && hub !== undefined && unserved) {
    props.plan = await supplyPlan(db, { ...record, item }, hub.id, now);
    const short = props.plan.suggestedBase < props.plan.openBase;
    if (short && record.shortage.substituteAcceptable) {
      props.substitutes = (await substitutesFor(db, item.id, today)).filter((offer) => offer.availableBase > 0);
    }
  }
  if (can.part && item !== null) {
    const [orders, substitutes] = await Promise.all([openOrdersOf(db, item.id), substitutesFor(db, item.id, today)]);
    props.offered = { orders, substitutes: record.shortage.substituteAcceptable ? substitutes : [] };
  }
  if (can.identify) {
    const typed = shown.refused?.form.values['identify.q']?.[0];
    const q = c.req.query('item') ?? typed ?? record.shortage.wishName ?? '';
    props.search = { q, items: await searchItems(db, q, { limit: FOUND }) };
  }
  return props;
}

/** The record beside the board; `recordAsked` is false when the board opened it by itself. */
export async function renderBoard(
  c: AppContext,
  services: Services,
  record: ShortageRecord | undefined,
  recordAsked: boolean,
  shown: Shown = {},
): Promise<Response> {
  const t = wordsFor(c);
  const board = await boardOf(c, services, readBoardQuery(c, record), record?.document.number);
  const open = record ?? (board.lines[0] && { ...board.lines[0] });
  const back = {
    href: paths.shortages(keptQuery(board.query)),
    label: t.shortages.backTo(t.shortages.tabs[board.query.state]),
  };
  const props = open && (await recordProps(c, services, open, shown));
  const page = (
    <BoardPage
      {...board}
      openNumber={open?.document.number}
      recordAsked={recordAsked}
      record={props && <BoardRecord {...props} back={back} />}
    />
  );
  const title = recordAsked && open ? `${nameOf(open)} ${open.document.number}` : t.shortages.title;
  return c.render(page, { title, active: 'shortages' });
}

/** The page of one request. */
export async function renderRecord(
  c: AppContext,
  services: Services,
  record: ShortageRecord,
  shown: Shown = {},
): Promise<Response> {
  if (signedIn(c).scopePath === '/') return renderBoard(c, services, record, true, shown);
  const props = await recordProps(c, services, record, shown);
  const title = `${nameOf(record)} ${record.document.number}`;
  return c.render(<OwnRecord {...props} />, { title, active: 'shortages' });
}
