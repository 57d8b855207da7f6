/** Pages of suppliers and makers: the list and its export, one party, new and changed ones, retired and back. */

import type { Db } from '../../db/database.ts';
import { PartyFormPage, PartyStatePage } from '../../views/parties/form-pages.tsx';
import { PartiesPage } from '../../views/parties/index-page.tsx';
import { PartyPage } from '../../views/parties/party-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Viewer, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { peopleOf } from '../users/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { actRoutes } from './act-routes.tsx';
import { bankRoutes } from './bank-routes.tsx';
import { blocksOf } from './block-rules.ts';
import { changeParty, registerParty, setPartyActive } from './commands.ts';
import { maskedAccount } from './edit-rules.ts';
import { listQuery, newPartyForm, partyForm, reasonForm, soldQuery } from './forms.ts';
import { countParties, listParties, type PartyLine } from './list-queries.ts';
import { loginRoutes } from './login-routes.tsx';
import { contactsOf, historyOf, licenceLines, memberChoices, nextCode, soldBy } from './page-queries.ts';
import { bankInForce, bankWaitingFor, interestsOf, type PartyRow } from './queries.ts';
import { CODE, wanted } from './wanted.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;
const SOLD_SHOWN = 20;

export function partyRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('party.read');
  const editors = requirePermission('party.edit');
  router.get(paths.parties(), readers, (c) => showList(c, services));
  router.get('/parties/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newParty(), editors, (c) => showNew(c, services, emptyForm()));
  router.post(paths.parties(), editors, (c) => handleNew(c, services));
  router.get(`/parties/${CODE}`, readers, async (c) => showOne(c, services, await wanted(c, services), emptyForm()));
  router.get(`/parties/${CODE}/edit`, editors, async (c) =>
    showEdit(c, services, await wanted(c, services), emptyForm()),
  );
  router.post(`/parties/${CODE}/edit`, editors, (c) => handleEdit(c, services));
  for (const [act, active] of [
    ['retirement', false],
    ['reinstatement', true],
  ] as const) {
    const path = `/parties/${CODE}/${act}`;
    router.get(path, editors, async (c) => showState(c, await wanted(c, services), active, emptyForm()));
    router.post(path, editors, (c) => handleState(c, services, active));
  }
  router.route('/', actRoutes(services, showOne));
  router.route('/', bankRoutes(services));
  router.route('/', loginRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const filter = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const [after] = decodeCursor(c.req.query('after'), ['string']) ?? [];
  const at = after === undefined ? {} : { after: String(after) };
  const fetched = await listParties(db, filter, today, { limit: PAGE_SIZE + 1, ...at });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.code]);
  const total = await countParties(db, filter, today);
  const { roles } = signedIn(c);
  const can = { add: may(roles, 'party.edit'), export: may(roles, 'export') };
  const shown = { t, filter, today, rows: page.rows, next: page.next, turned: after !== undefined, total, can };
  return c.render(<PartiesPage {...shown} />, { title: t.parties.title, active: 'parties' });
}

async function exportList(c: AppContext, services: Services) {
  const words = wordsFor(c).parties;
  const filter = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const rows = await listParties(services.db.read, filter, today, { limit: MOST_EXPORTED });
  const columns = [
    { head: words.code, value: (row: PartyLine) => row.code },
    { head: words.name, value: (row: PartyLine) => row.name, width: 36 },
    { head: words.shortName, value: (row: PartyLine) => row.shortName, width: 20 },
    { head: words.kind, value: (row: PartyLine) => words.kinds[row.kind] },
    { head: words.creditCode, value: (row: PartyLine) => row.creditCode, width: 24 },
    { head: words.standing, value: (row: PartyLine) => words.standings[row.standing] },
    { head: words.nextLapse, value: (row: PartyLine) => row.nextLapse },
    { head: words.interest, value: (row: PartyLine) => row.memberName },
    { head: words.account, value: (row: PartyLine) => row.account },
    { head: words.active, value: (row: PartyLine) => words.actives[row.active ? 'active' : 'retired'] },
    { head: words.address, value: (row: PartyLine) => row.address, width: 36 },
  ];
  return spreadsheet(c, `${words.exportName}-${today}`, columns, rows);
}

/** What the person may do on a party's page. */
function rightsOf({ roles }: Viewer) {
  return {
    edit: may(roles, 'party.edit'),
    licence: may(roles, 'party.licence'),
    bank: may(roles, 'bank.propose') || may(roles, 'bank.confirm') || may(roles, 'payment.prepare'),
    audit: may(roles, 'audit.read'),
    prices: may(roles, 'price.read'),
  };
}

/** A page of what the party sells. */
async function soldPage(c: AppContext, db: Db, partyId: number, today: string) {
  const { on: day = today, q } = soldQuery.parse(c.req.query());
  const [after] = decodeCursor(c.req.query('after'), ['string']) ?? [];
  const asked = { partyId, day, q, ...(after !== undefined && { after: String(after) }), limit: SOLD_SHOWN + 1 };
  const { items, total } = await soldBy(db, asked);
  const { rows, next } = keysetPage(items, SOLD_SHOWN, (row) => [row.code]);
  return { day, q, items: rows, total, next, turned: after !== undefined };
}

/** The page of a party; `form` is a refused contact. */
async function showOne(c: AppContext, services: Services, party: PartyRow, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const rights = rightsOf(signedIn(c));
  const licences = await licenceLines(db, party.id, today);
  const bank = (await bankInForce(db, [party.id])).get(party.id);
  const people = party.organisationId === null ? [] : await peopleOf(db, party.organisationId);
  const shown = {
    party,
    today,
    rights,
    licences,
    blocks: party.kind === 'maker' ? [] : blocksOf(party.shortName, licences, today),
    contacts: await contactsOf(db, party.id),
    bank: bank && { ...bank, accountNumber: rights.bank ? bank.accountNumber : maskedAccount(bank.accountNumber) },
    waiting: await bankWaitingFor(db, party.id),
    sold: await soldPage(c, db, party.id, today),
    files: await attachmentsOf(db, `party ${party.code}`),
    people: people.filter((person) => person.roles.includes('supplier')),
    history: await historyOf(db, party.code),
    interest: (await interestsOf(db, [party.id])).get(party.id),
  };
  const page = <PartyPage t={t} {...shown} form={form} newKey={newFormKey} />;
  return c.render(page, { title: party.shortName, active: 'parties' });
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const shown = { t, form, formKey: newFormKey(), members: await memberChoices(db), code: await nextCode(db) };
  return c.render(<PartyFormPage {...shown} />, { title: t.parties.addTitle, active: 'parties' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, newPartyForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const added = await registerParty(services, viewerToActor(signedIn(c)), { key, input });
  if (!added.ok) {
    c.status(statusOf(added));
    return showNew(c, services, refusedForm(c, form.values, added));
  }
  const words = wordsFor(c).parties;
  const flash = { tone: 'accent' as const, title: words.added(added.value.name), text: words.addedText };
  return redirectWith(c, paths.party(added.value.code), flash);
}

async function showEdit(c: AppContext, services: Services, party: PartyRow, form: FormState) {
  const t = wordsFor(c);
  const members = await memberChoices(services.db.read);
  const memberCode = members.find((member) => member.id === party.organisationId)?.code ?? '';
  const shown = { t, form, formKey: newFormKey(), members, party: { ...party, memberCode } };
  return c.render(<PartyFormPage {...shown} />, { title: t.parties.editTitle(party.shortName), active: 'parties' });
}

async function handleEdit(c: AppContext, services: Services) {
  const party = await wanted(c, services);
  const form = await readForm(c, partyForm);
  if (!form.ok) {
    c.status(422);
    return showEdit(c, services, party, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const request = { key, input: { ...input, code: party.code } };
  const changed = await changeParty(services, viewerToActor(signedIn(c)), request);
  if (!changed.ok) {
    c.status(statusOf(changed));
    return showEdit(c, services, party, refusedForm(c, form.values, changed));
  }
  const title = wordsFor(c).parties.saved(changed.value.name);
  return redirectWith(c, paths.party(party.code), { tone: 'accent', title });
}

function showState(c: AppContext, party: PartyRow, active: boolean, form: FormState) {
  const t = wordsFor(c);
  const page = <PartyStatePage t={t} party={party} active={active} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: active ? t.parties.reinstate : t.parties.retire, active: 'parties' });
}

async function handleState(c: AppContext, services: Services, active: boolean) {
  const party = await wanted(c, services);
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    c.status(422);
    return showState(c, party, active, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const request = { key, input: { code: party.code, active, reason } };
  const done = await setPartyActive(services, viewerToActor(signedIn(c)), request);
  if (!done.ok) {
    c.status(statusOf(done));
    return showState(c, party, active, refusedForm(c, form.values, done));
  }
  const words = wordsFor(c).parties;
  const title = active ? words.reinstated(party.shortName) : words.retired(party.shortName);
  return redirectWith(c, paths.party(party.code), { tone: 'accent', title });
}
