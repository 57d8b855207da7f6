/** What the page of a dispatch needs beside the dispatch itself: who may do what, fresh submission numbers. */
import type { DispatchCan, DispatchPageProps } from '../../views/dispatches/page-props.ts';
import { momentText } from '../../views/ui/format.ts';
import { may } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { printsOf } from '../print/print-queries.ts';
import { ridesOfDispatch } from '../rounds/riding-queries.ts';
import { PRINTERS } from '../scanning/label-commands.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { traceStrip } from '../tracing/paper-queries.ts';
import type { Flash } from '../web/flash.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { proveWitness, type TypedWitness } from '../web/witness.ts';
import { carriesControlled } from './controlled-queries.ts';
import { dispatchByNumber } from './dispatch-record.ts';
import { dispatchTransitions } from './rules.ts';
import { type DispatchView, showDispatch } from './show-queries.ts';

/** The dispatch of the address, or 404. */
export async function viewOf(c: AppContext, services: Services): Promise<DispatchView> {
  const number = c.req.param('number') ?? '';
  const view = await showDispatch(services.db.read, number, c.get('viewer').scopePath);
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

/** What the viewer may do with it now. The commands ask again; this only decides what is offered. */
export function canOf(view: DispatchView, viewer: Viewer): DispatchCan {
  const { document, sender, receiver } = view.record;
  const isSender = worksAt(viewer, sender);
  const sends = isSender && may(viewer.roles, 'dispatch.post');
  const poster = view.acts.findLast((act) => act.act === 'post')?.actorId;
  const isReceiver =
    receiver.path.startsWith(viewer.scopePath) && sender.id !== viewer.organisationId && poster !== viewer.userId;
  const keeps = !view.controlled || may(viewer.roles, 'controlled.act');
  const begins = (act: string) => canBegin(dispatchTransitions, act, document.status);
  return {
    pick: isSender && may(viewer.roles, 'dispatch.pick') && keeps && begins('pick'),
    post: sends && begins('post'),
    cancel: sends && begins('cancel'),
    reverse: sends && begins('reverse'),
    receive: isReceiver && may(viewer.roles, 'dispatch.receive') && keeps && begins('receive'),
    unlisted: isReceiver && may(viewer.roles, 'dispatch.receive') && begins('find_unlisted'),
    seesPrices: may(viewer.roles, 'stock.read.prices'),
    print: PRINTERS.some((permission) => may(viewer.roles, permission)),
  };
}

/** Who stands by at a dispatch of controlled drugs, on the side where the act happens; nobody at any other. */
export async function secondOf(
  c: AppContext,
  services: Services,
  side: 'sender' | 'receiver',
  typed: TypedWitness,
): Promise<Result<SecondPerson | null>> {
  const record = await dispatchByNumber(services.db.read, c.req.param('number') ?? '', c.get('viewer').scopePath);
  if (record === undefined || !(await carriesControlled(services.db.read, record.document.id))) return ok(null);
  return proveWitness(c, services, record[side].path, typed);
}

/** Whoever received sees the codes of the arrival, everyone else those of the dispatch. */
function arrivalOf(view: DispatchView, viewer: Viewer) {
  const arrived = ['discrepancy', 'received'].includes(view.record.document.status);
  return arrived && viewer.organisationId === view.record.receiver.id ? ('arrival' as const) : ('dispatch' as const);
}

/** The whole page, with `more` for what was just answered or refused. */
export async function pageProps(
  c: AppContext,
  services: Services,
  view: DispatchView,
  more: Pick<DispatchPageProps, 'scanned' | 'refusedPick' | 'postForm'> = {},
): Promise<DispatchPageProps> {
  const viewer = c.get('viewer');
  const now = services.clock.now();
  const lines = Object.fromEntries(view.lines.map((line) => [line.id, newFormKey()]));
  const act = view.record.document.status === 'picking' ? ('dispatch' as const) : arrivalOf(view, viewer);
  return {
    t: wordsFor(c),
    now,
    rides: {
      t: wordsFor(c),
      rides: await ridesOfDispatch(services.db.read, view.record.document.id),
      opens: view.record.sender.path.startsWith(viewer.scopePath),
      today: dayOf(now),
    },
    strip: await traceStrip(services.db.read, viewer, { number: view.record.document.number, act }, now),
    prints: await printsOf(services.db.read, view.record.document.id),
    expiry: await expiryOn(services.db.read, dayOf(now)),
    userId: viewer.userId,
    view,
    can: canOf(view, viewer),
    keys: {
      scan: newFormKey(),
      post: newFormKey(),
      undo: newFormKey(),
      a4: newFormKey(),
      a5: newFormKey(),
      '241': newFormKey(),
      lines,
    },
    emptyForm: emptyForm(),
    ...more,
  };
}

/** A refusal over a stale page names the act and the time as the reader says them. */
export function explained(c: AppContext, services: Services, refusal: Refusal): Refusal {
  const { act, at } = refusal.detail;
  if (typeof act !== 'string' || typeof at !== 'number') return refusal;
  const t = wordsFor(c);
  const when = momentText(t, at, services.clock.now());
  return { ...refusal, detail: { ...refusal.detail, when, what: t.dispatches.acts[act] ?? act } };
}

/** The message of a finished act; a form sent twice says that nothing was done twice. */
export function finished(c: AppContext, answer: { repeated: boolean }, flash: Flash): Flash {
  return answer.repeated ? { tone: 'info', title: wordsFor(c).dispatches.repeated } : flash;
}
