/** Pages of contracts: the list, drafting, one contract with its acts. Progress stands in its own file. */
import { ContractsPage } from '../../views/contracts/index-page.tsx';
import { NewContractPage } from '../../views/contracts/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { sellersToChoose } from '../prices/item-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { contractActRoutes } from './act-routes.tsx';
import { draftContract } from './draft-commands.ts';
import { contractForm, listQuery } from './forms.ts';
import { progressRoutes } from './progress-routes.tsx';
import { type ContractListed, listContracts } from './queries.ts';

const PAGE_SIZE = 50;

export function contractsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  const editors = requirePermission('contract.edit');
  router.get(paths.contracts(), readers, (c) => showList(c, services));
  router.get('/contracts/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newContract(), editors, (c) => showNew(c, services, emptyForm()));
  router.post(paths.newContract(), editors, (c) => handleNew(c, services));
  router.route('/', progressRoutes(services));
  router.route('/', contractActRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const filter = listQuery.parse(c.req.query());
  const all = await listContracts(services.db.read, filter);
  const { roles } = signedIn(c);
  const can = { edit: may(roles, 'contract.edit'), export: may(roles, 'export') };
  const page = pageOf(all, c.req.query('page'), PAGE_SIZE);
  const shown = { t, filter, today: dayOf(services.clock.now()), page, can };
  return c.render(<ContractsPage {...shown} />, { title: t.prices.contracts.title, active: 'prices' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.prices.contracts;
  const rows = await listContracts(services.db.read, listQuery.parse(c.req.query()));
  const columns = [
    { head: words.number, value: ({ document }: ContractListed) => document.number, width: 24 },
    { head: words.kind, value: ({ contract }: ContractListed) => words.kinds[contract.kind] },
    { head: words.name, value: ({ contract }: ContractListed) => contract.title, width: 36 },
    { head: words.batch, value: ({ contract }: ContractListed) => contract.batch, width: 24 },
    { head: words.party, value: ({ party }: ContractListed) => party.name, width: 30 },
    { head: words.backup, value: ({ backup }: ContractListed) => backup?.name, width: 30 },
    { head: words.startsOn, value: ({ contract }: ContractListed) => contract.startsOn },
    { head: words.endsOn, value: ({ contract }: ContractListed) => contract.endsOn },
    { head: words.lineCount, value: ({ lines }: ContractListed) => lines },
    {
      head: words.state,
      value: ({ document }: ContractListed) => words.states[document.status as keyof typeof words.states],
    },
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

async function showNew(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const sellers = await sellersToChoose(services.db.read);
  const page = <NewContractPage t={t} form={form} formKey={newFormKey()} sellers={sellers} />;
  return c.render(page, { title: t.prices.contracts.add, active: 'prices' });
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, contractForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, party: partyId, backup: backupPartyId = null, batch = '', ...rest } = form.value;
  const input = { ...rest, batch, partyId, backupPartyId };
  const drafted = await draftContract(services, viewerToActor(signedIn(c)), key, input);
  if (!drafted.ok) {
    c.status(statusOf(drafted));
    return showNew(c, services, refusedForm(c, form.values, drafted));
  }
  const { number } = drafted.value;
  const title = wordsFor(c).prices.contracts.drafted(number);
  return redirectWith(c, paths.contract(number), { tone: 'accent', title });
}
