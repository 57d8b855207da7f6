/** What people of a supplier see first: their own papers and what lapses when; nothing of the county. */
import { SupplierHomePage } from '../../views/parties/supplier-home-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { waitingAtSupplier } from '../orders/task-queries.ts';
import { contactsOf, licenceLines } from '../parties/page-queries.ts';
import { partyOfOrganisation } from '../parties/queries.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';

/** The home page of a supplier's people. An organisation that is no party yet has nothing to show. */
export async function showSupplierHome(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const party = await partyOfOrganisation(db, signedIn(c).organisationId);
  const licences = party === undefined ? [] : await licenceLines(db, party.id, today);
  const contacts = party === undefined ? [] : await contactsOf(db, party.id);
  const waiting = party === undefined ? undefined : await waitingAtSupplier(db, party.id, today);
  const page = <SupplierHomePage {...{ t, party, licences, contacts, today, waiting }} />;
  return c.render(page, { title: t.parties.home.title, active: 'home' });
}
