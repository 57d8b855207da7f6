/** The page of one order: everything that its reader may see of it, gathered. */
import type { Db } from '../../db/database.ts';
import { refusalText } from '../../views/i18n/index.ts';
import { OrderPage } from '../../views/orders/show-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { whyNotOrder } from '../parties/licence-queries.ts';
import { interestsOf } from '../parties/queries.ts';
import { owedForOrder } from '../payables/order-queries.ts';
import { volumeProgress } from '../prices/progress-queries.ts';
import { receiptsOfOrder } from '../receiving/order-queries.ts';
import type { Services } from '../services.ts';
import { type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { budgetsOf } from './budget-queries.ts';
import { listDeliveries } from './delivery-queries.ts';
import { contractNumberOf, type OrderHead, type OrderLineShown, orderLines, servedNeeds } from './record-queries.ts';
import { BUYER, wantedOrder } from './side.ts';

const DELIVERIES_MOST = 200;

/** The line of the address with whom it serves and under which contract it is bought. */
async function openedLine(db: Db, row: OrderLineShown | undefined, asked: { scopePath: string; today: string }) {
  if (row === undefined) return undefined;
  const needs = await servedNeeds(db, row.line.id, asked.scopePath);
  const { contractLineId } = row.line;
  if (contractLineId === null) return { row, needs, contract: undefined };
  const number = await contractNumberOf(db, contractLineId);
  const progress = (await volumeProgress(db, [contractLineId], asked.today)).get(contractLineId);
  return { row, needs, contract: number === undefined ? undefined : { number, progress } };
}

/** Why nothing more may be ordered from the supplier of what is open here. */
async function barredText(c: AppContext, db: Db, head: OrderHead, lines: readonly OrderLineShown[], today: string) {
  const asks = lines.map((row) => ({ partyId: head.party.id, itemId: row.item.id }));
  const refusal = (await whyNotOrder(db, asks, today)).get(head.party.id);
  return refusal && refusalText(wordsFor(c), refusal);
}

/** Renders the order of the address; the form that came back stands where it was typed. */
export async function showOrder(c: AppContext, services: Services, form: { name: string; state: FormState }) {
  const t = wordsFor(c);
  const db = services.db.read;
  const head = await wantedOrder(c, services, BUYER);
  const { roles, scopePath } = signedIn(c);
  const today = dayOf(services.clock.now());
  const lines = await orderLines(db, head, { today, scopePath });
  const chosen = lines.find((row) => String(row.line.lineNumber) === c.req.query('line'));
  const whole = scopePath === '/';
  const can = {
    whole,
    place: may(roles, 'order.place'),
    plan: may(roles, 'plan.read'),
    party: may(roles, 'party.read'),
    prices: may(roles, 'stock.read.prices'),
    catalogue: may(roles, 'catalogue.read'),
  };
  const deliveries = await listDeliveries(db, { scope: { scopePath }, orderId: head.id, limit: DELIVERIES_MOST });
  const shown = {
    t,
    head,
    lines,
    opened: await openedLine(db, chosen, { scopePath, today }),
    deliveries,
    receipts: whole ? await receiptsOfOrder(db, head.id) : [],
    owed: whole && may(roles, 'payable.read') ? await owedForOrder(db, head.id) : undefined,
    budgets: whole && may(roles, 'budget.read') ? await budgetsOf(db, head.id) : undefined,
    member: (await interestsOf(db, [head.party.id])).get(head.party.id)?.name,
    barred: whole ? await barredText(c, db, head, lines, today) : undefined,
    acts: await timelineOf(db, head.id),
    files: whole ? await attachmentsOf(db, `document ${head.number}`) : [],
    today,
    can,
    form,
    formKey: newFormKey,
  };
  return c.render(<OrderPage {...shown} />, { title: head.number, active: 'orders' });
}
