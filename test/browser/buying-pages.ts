/** Pages of buying that everyone concerned looks at, with a document of the demonstration in each state. */
import { paths } from '../../src/paths.ts';
import { newestOf } from './candidates.ts';

type Pages = [name: string, path: string][];

/** Those who look at them, in the order of the work. */
export const BUYING_PEOPLE = [
  'yecaigou',
  'liuyaoshi',
  'xieyaoshi',
  'zhongkuguan',
  'huangkuaiji',
  'zhoukuaiji',
  'guojingli',
] as const;

function buyerPages(): Pages {
  const contract = newestOf('contract', "'active'");
  return [
    ['home-buyer', paths.home()],
    ['parties', paths.parties()],
    ['party', paths.party('S002')],
    ['party-new', paths.newParty()],
    ['prices', paths.prices()],
    ['price-item', paths.itemPrices('XN001')],
    ['price-import', paths.priceImport()],
    ['contracts', paths.contracts()],
    ['contract', paths.contract(contract)],
    ['contract-new', paths.newContract()],
    ['volume-progress', paths.volumeProgress()],
    ['negotiations', paths.negotiations()],
    ['negotiation-new', paths.newNegotiation()],
    ['repricings', paths.repricings()],
    ['repricing-new', paths.newRepricing()],
    ['plans', paths.plans({ tab: 'all' })],
    ['plan-new', paths.newPlan()],
    ['plan', paths.plan(newestOf('plan', "'ordered'"), { open: 1 })],
    ['plan-waiting', paths.plan(newestOf('plan', "'submitted'"))],
    ['plan-line', paths.planLine(newestOf('plan', "'ordered'"), 1)],
    ['orders', paths.orders()],
    ['order', paths.order(newestOf('order', "'partly_received', 'confirmed'"), { line: 1 })],
    ['deliveries', paths.deliveries()],
  ];
}

function moneyPages(): Pages {
  return [
    ['home-accountant', paths.home()],
    ['approvals', paths.approvals({ tab: 'all' })],
    ['stand-ins', paths.delegations()],
    ['budgets', paths.budgets()],
    ['budget', paths.budget(1)],
    ['books', paths.books()],
    ['book-months', paths.bookMonths()],
    ['book-member', paths.memberBook('XG18', thisMonth())],
    ['book-entries', paths.memberEntries('XG18', thisMonth())],
    ['markup', paths.markup()],
  ];
}

const thisMonth = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);

/** What that person looks at. */
export function buyingPages(login: (typeof BUYING_PEOPLE)[number]): Pages {
  const lists: Record<(typeof BUYING_PEOPLE)[number], () => Pages> = {
    yecaigou: buyerPages,
    liuyaoshi: () => [
      ['demand-pool', paths.demandPool()],
      ['requisitions', paths.requisitions()],
      ['requisition', paths.requisition(newestOf('requisition', "'submitted'"))],
      ['calendars', paths.requisitionCalendars()],
    ],
    xieyaoshi: () => [
      ['requisitions-branch', paths.requisitions()],
      ['targets', paths.targets()],
    ],
    zhongkuguan: () => [['deliveries-store', paths.deliveries()]],
    huangkuaiji: moneyPages,
    zhoukuaiji: () => [['home-accounts', paths.home()]],
    guojingli: () => [
      ['home-supplier', paths.home()],
      ['portal', paths.portal()],
      ['portal-deliveries', paths.portalDeliveries()],
      ['portal-statement', paths.portalStatement()],
      ['portal-order', paths.portalOrder(newestOf('order', "'partly_received', 'confirmed'", 'S001'))],
    ],
  };
  return lists[login]();
}
