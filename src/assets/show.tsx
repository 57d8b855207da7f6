/** The page of one card: loads what the reader may see, and hands it to the view. */
import { EquipmentCardPage } from '../../views/equipment/card-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { wornOf } from '../depreciation/charged-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { recallsOfCard } from '../safety-of-use/recall-queries.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import type { FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import type { AppContext } from '../web/router.ts';
import { eventsQuery } from './forms.ts';
import { type AssetCard, assetByNumber, eventsOf } from './record-queries.ts';
import { ASSET_ACTS, looksAfter } from './rules.ts';

const EVENTS_SHOWN = 40;

/** The card that the address names. Throws 404 when it is not within the person's reach. */
export async function wantedCard(c: AppContext, services: Services): Promise<AssetCard> {
  const card = await assetByNumber(services.db.read, signedIn(c).scopePath, c.req.param('number') ?? '');
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  return card;
}

/** Whoever works with a thing or keeps it says what is wrong with it, and what harm it did; the asset office too. */
function tells(viewer: Viewer, card: AssetCard, office: boolean): boolean {
  const { user, keeper } = card;
  const near = may(viewer.roles, 'fault.report') && [user.id, keeper.id].includes(viewer.organisationId);
  return office || near || (may(viewer.roles, 'asset.keep') && looksAfter(viewer, card));
}

/** A fault is reported while the thing is here and not in repair. */
function reportable(viewer: Viewer, card: AssetCard, office: boolean): boolean {
  const { asset } = card;
  return tells(viewer, card, office) && asset.downBy === null && canBegin(ASSET_ACTS, 'report_fault', asset.status);
}

/** The page; `back` is the form that was refused. */
export async function showCard(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const card = await wantedCard(c, services);
  const { after } = eventsQuery.parse(c.req.query());
  const [before] = (decodeCursor(after, ['number']) as [number] | undefined) ?? [];
  const events = keysetPage(await eventsOf(db, card.asset.id, { before, size: EVENTS_SHOWN }), EVENTS_SHOWN, (row) => [
    row.id,
  ]);
  const edit = may(viewer.roles, 'asset.edit');
  const cares = may(viewer.roles, 'asset.keep') && (edit || looksAfter(viewer, card));
  const begins = (act: 'hand_over' | 'propose_scrap') => cares && canBegin(ASSET_ACTS, act, card.asset.status);
  const can = {
    edit,
    keep: edit || cares,
    give: begins('hand_over'),
    scrap: begins('propose_scrap'),
    prices: may(viewer.roles, 'asset.price'),
    report: reportable(viewer, card, edit),
    harm: tells(viewer, card, edit),
  };
  const shown = {
    t,
    card,
    can,
    events: events.rows,
    next: events.next,
    paged: before !== undefined,
    files: await attachmentsOf(db, `asset ${card.asset.number}`),
    recalls: await recallsOfCard(db, card.asset.id),
    wornFen: await wornOf(db, card.asset.id),
    today: dayOf(services.clock.now()),
    back: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  return c.render(<EquipmentCardPage {...shown} />, { title: card.asset.name, active: 'equipment' });
}
