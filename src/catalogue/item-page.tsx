/** The page of one item: loads every section within what the reader may see, and hands them to the view. */
import { ItemPage } from '../../views/catalogue/show-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { may, type Permission } from '../auth/roles.ts';
import { dispatchesOfItem } from '../dispatches/item-queries.ts';
import { dayOf, isDay } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { openShortagesOf } from '../shortages/item-queries.ts';
import { supplyOf, USE_DAYS } from '../stock/supply-queries.ts';
import { emptyForm, type FormState, newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { codeTypesOf } from './code-rules.ts';
import { factHistory } from './fact-queries.ts';
import { factTypesOf, UNRECORDED } from './facts.ts';
import { codeRowsOf, priceHistory, versionsOf } from './item-page-queries.ts';
import { filled, PERMIT_SLOTS, PRICE_SLOTS, SUBSTITUTE_SLOTS } from './item-slots.tsx';
import { levelsOf } from './level-queries.ts';
import { type ItemRow, itemByCode } from './queries.ts';
import { computedSubstitutes } from './substitutes.ts';
import { whereStocked } from './where-stocked.ts';

const MOST_DOCUMENTS = 20;

interface Refused {
  code?: FormState;
  end?: FormState;
}

/** Everything about an item; a refused form of its codes comes back in its place. 404 for a code that is not there. */
export async function showItem(c: AppContext, services: Services, refused: Refused = {}) {
  const t = wordsFor(c);
  const item = await itemByCode(services.db.read, (c.req.param('code') ?? '').toUpperCase());
  if (item === undefined) throw new WebError(404, 'notFound');
  const levels = await levelsOf(services.db.read, item.productId);
  if (levels === undefined) throw new Error(`item ${item.code} has no product`);
  const can = (permission: Permission) => may(signedIn(c).roles, permission);
  const today = dayOf(services.clock.now());
  const asked = c.req.query('on') ?? '';
  const page = (
    <ItemPage
      t={t}
      item={item}
      can={{
        import: can('catalogue.import'),
        edit: can('catalogue.edit'),
        seePrices: can('stock.read.prices'),
        readStock: can('stock.read'),
      }}
      {...levels}
      today={today}
      now={services.clock.now()}
      asOf={isDay(asked) ? asked : today}
      facts={await factHistory(services.db.read, item.id)}
      factTypes={factTypesOf(item.kind)}
      unrecorded={UNRECORDED}
      codes={await codeRowsOf(services.db.read, item.id)}
      codeTypes={codeTypesOf(item.kind)}
      codeForm={refused.code ?? emptyForm()}
      endForm={refused.end ?? emptyForm()}
      formKey={newFormKey()}
      versions={await versionsOf(services.db.read, item.id)}
      prices={can('stock.read.prices') ? await priceHistory(services.db.read, item.id) : []}
      {...(await supplyParts(c, services, item, can('stock.read')))}
      substitutes={computedSubstitutes(item.id, levels.family)}
      approvedSubstitutes={await filled(SUBSTITUTE_SLOTS, c, services, item)}
      sellingPrice={await filled(PRICE_SLOTS, c, services, item)}
      permits={item.kind === 'preparation' ? await filled(PERMIT_SLOTS, c, services, item) : []}
    />
  );
  return c.render(page, { title: item.genericName, active: 'catalogue' });
}

/** Stock, open shortages and dispatches in the reader's part of the tree; nothing for those who may not see stock. */
async function supplyParts(c: AppContext, services: Services, item: ItemRow, allowed: boolean) {
  const today = dayOf(services.clock.now());
  const db = services.db.read;
  const expiry = await expiryOn(db, today);
  if (!allowed) return { members: [], expiry, shortages: [], dispatches: [] };
  const scope = signedIn(c).scopePath;
  const { lots, useByOrganisation } = await supplyOf(db, item.id, today);
  const members = whereStocked(lots, scope, { useByOrganisation, days: USE_DAYS });
  return {
    members,
    expiry,
    shortages: await openShortagesOf(db, item.id, scope),
    dispatches: await dispatchesOfItem(db, item.id, scope, MOST_DOCUMENTS),
  };
}
