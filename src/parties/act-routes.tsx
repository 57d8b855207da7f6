/** Acts on what belongs to a party: licences recorded and ended, contacts added and taken off. */
import { EndLicencePage, NewLicencePage } from '../../views/parties/licence-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { addContact, endContact } from './contact-commands.ts';
import { actForm, contactForm, licenceForm, reasonForm } from './forms.ts';
import { endLicence, recordLicence } from './licence-commands.ts';
import { type LicenceLine, licenceLines } from './page-queries.ts';
import type { PartyRow } from './queries.ts';
import { CODE, wanted } from './wanted.ts';

const ID = ':id{[0-9]{1,12}}';

type ShowParty = (c: AppContext, services: Services, party: PartyRow, form: FormState) => Promise<Response>;

/** `showParty` shows the page again when a contact was refused there. */
export function actRoutes(services: Services, showParty: ShowParty): Router {
  const router = createRouter();
  const recorders = requirePermission('party.licence');
  const editors = requirePermission('party.edit');
  router.get(`/parties/${CODE}/licences/new`, recorders, async (c) =>
    showNew(c, services, await wanted(c, services), emptyForm()),
  );
  router.post(`/parties/${CODE}/licences/new`, recorders, (c) => handleNew(c, services));
  const ending = `/parties/${CODE}/licences/${ID}/ending`;
  router.get(ending, recorders, (c) => showEnding(c, services, emptyForm()));
  router.post(ending, recorders, (c) => handleEnding(c, services));
  router.post(`/parties/${CODE}/contacts`, editors, (c) => handleContact(c, services, showParty));
  router.post(`/parties/${CODE}/contacts/${ID}/ending`, editors, (c) => handleContactEnd(c, services));
  return router;
}

function showNew(c: AppContext, services: Services, party: PartyRow, form: FormState) {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const page = <NewLicencePage t={t} party={party} form={form} formKey={newFormKey()} today={today} />;
  return c.render(page, { title: t.parties.addLicence, active: 'parties' });
}

async function handleNew(c: AppContext, services: Services) {
  const party = await wanted(c, services);
  const form = await readForm(c, licenceForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, party, form);
  }
  const { idempotency_key: key, validTo = null, ...facts } = form.value;
  const request = { key, input: { ...facts, validTo, code: party.code } };
  const recorded = await recordLicence(services, viewerToActor(signedIn(c)), request);
  if (!recorded.ok) {
    c.status(statusOf(recorded));
    return showNew(c, services, party, refusedForm(c, form.values, recorded));
  }
  const words = wordsFor(c).parties;
  const title = words.licenceAdded(words.licenceKinds[recorded.value.kind]);
  return redirectWith(c, paths.party(party.code), { tone: 'accent', title });
}

/** The licence of the address, of the party of the address and not ended. */
async function openLicence(c: AppContext, services: Services, party: PartyRow): Promise<LicenceLine> {
  const lines = await licenceLines(services.db.read, party.id, dayOf(services.clock.now()));
  const line = lines.find((one) => one.id === Number(c.req.param('id')));
  if (line === undefined) throw new WebError(404, 'notFound');
  return line;
}

async function showEnding(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const party = await wanted(c, services);
  const line = await openLicence(c, services, party);
  const page = <EndLicencePage t={t} party={party} line={line} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.parties.endLicence, active: 'parties' });
}

async function handleEnding(c: AppContext, services: Services) {
  const party = await wanted(c, services);
  const line = await openLicence(c, services, party);
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    c.status(422);
    return showEnding(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const request = { key, input: { code: party.code, licenceId: line.id, reason } };
  const ended = await endLicence(services, viewerToActor(signedIn(c)), request);
  if (!ended.ok) {
    c.status(statusOf(ended));
    return showEnding(c, services, refusedForm(c, form.values, ended));
  }
  const words = wordsFor(c).parties;
  const title = words.licenceEnded(words.licenceKinds[ended.value.kind]);
  return redirectWith(c, paths.party(party.code), { tone: 'accent', title });
}

async function handleContact(c: AppContext, services: Services, showParty: ShowParty) {
  const party = await wanted(c, services);
  const form = await readForm(c, contactForm);
  if (!form.ok) {
    c.status(422);
    return showParty(c, services, party, form);
  }
  const { idempotency_key: key, ...facts } = form.value;
  const request = { key, input: { ...facts, code: party.code } };
  const added = await addContact(services, viewerToActor(signedIn(c)), request);
  if (!added.ok) {
    c.status(statusOf(added));
    return showParty(c, services, party, refusedForm(c, form.values, added));
  }
  const title = wordsFor(c).parties.contactAdded(added.value.name);
  return redirectWith(c, `${paths.party(party.code)}#contacts`, { tone: 'accent', title });
}

async function handleContactEnd(c: AppContext, services: Services) {
  const party = await wanted(c, services);
  const form = await readForm(c, actForm);
  if (!form.ok) throw new WebError(422, 'refused');
  const request = {
    key: form.value.idempotency_key,
    input: { code: party.code, contactId: Number(c.req.param('id')) },
  };
  const ended = await endContact(services, viewerToActor(signedIn(c)), request);
  if (!ended.ok) throw refusalError(c, ended);
  const title = wordsFor(c).parties.contactRemoved(ended.value.name);
  return redirectWith(c, `${paths.party(party.code)}#contacts`, { tone: 'accent', title });
}
