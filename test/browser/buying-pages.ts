/** Pages of buying that everyone concerned looks at, with a document of the demonstration in each state. */
import { paths } from '../../src/paths.ts';
import { newestOf, someMoney } from './candidates.ts';

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
    ['payable-chief', paths.payable(someMoney().payable)],
    ['payment-chief', paths.payment(newestOf('payment', "'confirmed', 'exported', 'prepared'"))],
    ['account-fund-chief', paths.fund()],
  ];
}

/** What the accountant keeps: what is owed, paid and told by the bank, and the account with its entries. */
function accountPages(): Pages {
  const { payable, settled, invoice, statement, line } = someMoney();
  return [
    ['home-accounts', paths.home()],
    ['account', paths.account()],
    ['account-available', paths.available()],
    ['account-trial', paths.trialBalance()],
    ['account-entries', paths.accountEntries('BANK', { side: 'credit' })],
    ['account-reconciliation', paths.reconciliation()],
    ['account-fund', paths.fund()],
    ['payables', paths.payables()],
    ['payable', paths.payable(payable)],
    ['payable-settled', paths.payable(settled)],
    ['invoices', paths.invoices({ open: invoice })],
    ['invoice-new', paths.newInvoice({ party: 'S002' })],
    ['credits', paths.credits()],
    ['on-time', paths.payableRates()],
    ['payments', paths.payments()],
    ['payment-new', paths.newPayment({ until: '2099-12-31' })],
    ['payment', paths.payment(newestOf('payment', "'confirmed', 'exported', 'prepared'"))],
    ['bank', paths.bankLines()],
    ['bank-import', paths.bankImport()],
    ['bank-statement', paths.bankStatement(statement)],
    ['bank-line', paths.bankLine(line)],
  ];
}

/** What comes to the door of the hub, what was found in it, and what goes back. */
function receivingPages(): Pages {
  const announced = newestOf('delivery', "'announced', 'inspecting', 'inspected'");
  return [
    ['deliveries-store', paths.deliveries()],
    ['delivery-store', paths.delivery(announced)],
    ['receiving', paths.receiving({ tab: 'all' })],
    ['receipt-new', paths.deliveryInspection(announced)],
    ['receipt-passed', paths.receipt(newestOf('receipt', "'passed'"))],
    ['receipt-partly', paths.receipt(newestOf('receipt', "'partly'"))],
    ['returns', paths.returns()],
    ['return', paths.supplierReturn(newestOf('supplier_return', "'at_door', 'proposed', 'returned'"))],
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
      ['targets', paths.levels()],
    ],
    zhongkuguan: receivingPages,
    huangkuaiji: moneyPages,
    zhoukuaiji: accountPages,
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
