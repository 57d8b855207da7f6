/** Labels of equipment: of one card, or of all that the register's filter leaves. */
import { z } from 'zod';
import { EquipmentLabelsPage } from '../../views/scanning/equipment-labels-page.tsx';
import { ASSET_LABELLERS, printAssetLabels } from '../assets/label-commands.ts';
import { type LabelledAsset, labelledAssets, labelsBefore } from '../assets/label-queries.ts';
import { ASSET_STATES } from '../assets/rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { rateLimit, SlidingWindow } from '../web/rate-limit.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { equipmentLabel } from './equipment-paper.ts';
import { labelForm } from './forms.ts';
import { layOut } from './label-paper.ts';
import { checkOrder, MOST_LABELS } from './rules.ts';

const PRINTS_A_MINUTE = 60;
const WINDOW_MS = 60_000;

const cardsQuery = z.object({
  number: z.string().max(30).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  class: z.string().max(40).optional().catch(undefined),
  member: z.string().max(40).optional().catch(undefined),
  state: z.enum(ASSET_STATES).optional().catch(undefined),
});

export function equipmentLabelRoutes(services: Services): Router {
  const router = createRouter();
  const labellers = requirePermission(...ASSET_LABELLERS);
  const window = new SlidingWindow(PRINTS_A_MINUTE, WINDOW_MS, services.clock);
  const brake = rateLimit(window, (c) => String(signedIn(c).userId));
  router.get(paths.equipmentLabels(), labellers, (c) => showLabels(c, services, emptyForm()));
  router.post(paths.equipmentLabels(), labellers, brake, (c) => handlePrint(c, services));
  return router;
}

async function showLabels(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const asked = cardsQuery.parse(c.req.query());
  const cards = await labelledAssets(db, signedIn(c).scopePath, asked, MOST_LABELS);
  if (asked.number !== undefined && cards.length === 0) throw new WebError(404, 'notFound');
  const earlier = await labelsBefore(
    db,
    cards.map((card) => card.id),
  );
  const page = { t, form, formKey: newFormKey(), asked, cards, earlier, now: services.clock.now() };
  return c.render(<EquipmentLabelsPage {...page} />, { title: t.equipment.labels.title, active: 'equipment' });
}

/** Answered with the paper itself: what was not written down is not drawn. */
async function handlePrint(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, labelForm);
  if (!form.ok) {
    c.status(422);
    return showLabels(c, services, form);
  }
  const viewer = signedIn(c);
  const { idempotency_key: key, size, copies, skip = 0 } = form.value;
  const order = { size, copies, boxes: 1, skip };
  const input = { cards: cardsQuery.parse(c.req.query()), size, copies, skip, most: MOST_LABELS };
  const printed = await printAssetLabels(services, viewerToActor(viewer), key, input, (different) =>
    checkOrder(order, different),
  );
  if (!printed.ok) {
    if ([403, 404].includes(statusOf(printed))) throw refusalError(c, printed);
    c.status(statusOf(printed));
    return showLabels(c, services, refusedForm(c, form.values, printed));
  }
  const at = services.clock.now();
  const t = wordsFor(c);
  const title = `${t.equipment.labels.file} ${dayOf(at)}`;
  const draw = (cards: readonly LabelledAsset[]) =>
    layOut(
      cards.map((card) => equipmentLabel(t, card)),
      order,
      { title, by: viewer.name, at },
    );
  return sendPaper(c, 'equipment-labels', () => draw(printed.value.cards));
}
