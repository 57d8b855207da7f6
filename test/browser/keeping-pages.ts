/** Pages of keeping stock that everyone concerned looks at, with a document of the demonstration in each state. */
import { paths } from '../../src/paths.ts';
import { newestOf, someDocuments, someKept } from './candidates.ts';

type Pages = [name: string, path: string][];

/** What is seen of the stock, handed out, used up and moved, at the hub. */
function hubPages(): Pages {
  const { lot, item } = someDocuments();
  return [
    ['stock-member', paths.stockOf('XG00')],
    ['stock-card', paths.stockCard('XG00', item)],
    ['lot', paths.lot(lot)],
    ['stock-expiry', paths.stockExpiry()],
    ['stock-expiry-calendar', paths.stockExpiryCalendar()],
    ['stock-slow', paths.stockSlow()],
    ['stock-slow-members', paths.stockSlowMembers()],
    ['stock-value', paths.stockValue()],
    ['stock-then', paths.stockThen({ on: dayAgo(20) })],
    ['levels-hub', paths.levels()],
    ['level-proposals', paths.levelProposals()],
    ['level-item', paths.levelItem('XG00', item)],
    ['level-import', paths.levelImport()],
    ['transfers', paths.transfers()],
    ['transfer', paths.transfer(newestOf('transfer', "'asked', 'granted', 'in_transit', 'received'"))],
    ['transfer-new', paths.newTransfer({ direction: 'asked' })],
    ['proposals', paths.proposals()],
    ['proposal', paths.proposal(newestOf('proposal', "'open', 'closed'"))],
    ['member-points', paths.memberPoints()],
    ['trace', paths.trace()],
    ['trace-missing', paths.traceMissing()],
    ['trace-scans', paths.traceScans()],
    ['trace-alarms', paths.traceAlarms()],
    ['trace-packs', paths.tracePacks()],
    ['alerts', paths.alerts()],
    ['jobs', paths.jobs()],
    ['scan', paths.scan()],
  ];
}

function branchPages(): Pages {
  return [
    ['issues', paths.issues()],
    ['issue', paths.issue(someKept().issue)],
    ['issue-new', paths.newIssue()],
    ['issue-quick', paths.quickIssue()],
    ['use-files', paths.useFiles()],
    ['use-codes', paths.useCodes()],
    ['counts-branch', paths.counts()],
    ['count-plans', paths.countPlans()],
    ['losses-branch', paths.losses()],
    ['upkeeps-branch', paths.upkeeps()],
    ['loss-new', paths.newLoss({ kind: 'write_off' })],
    ['count-new', paths.newCount()],
  ];
}

function storePages(): Pages {
  const { logger } = someKept();
  return [
    ['counts', paths.counts({ tab: 'all' })],
    ['count', paths.count(newestOf('count', "'counting', 'submitted', 'posted'"))],
    ['losses', paths.losses()],
    ['loss', paths.loss(newestOf('write_off', "'draft', 'submitted', 'posted'"))],
    ['destruction-new', paths.newDestruction()],
    ['upkeeps', paths.upkeeps()],
    ['upkeep', paths.upkeep(newestOf('upkeep', "'open', 'done'"))],
    ['storage', paths.storage()],
    ['loggers', paths.loggers()],
    ['logger', paths.logger(logger)],
    ['excursions', paths.excursions()],
    ['labels', paths.placeLabels()],
    ['label-lot', paths.labels('lot', someDocuments().lot)],
  ];
}

function controlledPages(): Pages {
  const { controlled } = someKept();
  return [
    ['controlled', paths.controlled()],
    ['registers', paths.registers()],
    ['register', paths.register(controlled)],
    ['handovers', paths.handovers()],
    ['handover-new', paths.newHandover()],
    ['ampoules', paths.ampoules()],
    ['cards', paths.cards()],
  ];
}

function qualityPages(): Pages {
  return [
    ['recalls', paths.recalls()],
    ['recall', paths.recall(newestOf('recall', "'open', 'closed'"))],
    ['recall-new', paths.newRecall()],
    ['excursion', paths.excursion(newestOf('excursion', "'open', 'closed'"))],
    ['logger-new', paths.newLogger()],
    ['alerts-quality', paths.alerts()],
  ];
}

const dayAgo = (days: number) => new Date(Date.now() + (8 - 24 * days) * 3_600_000).toISOString().slice(0, 10);

const LISTS = {
  liuyaoshi: hubPages,
  xieyaoshi: branchPages,
  zhongkuguan: storePages,
  houkuguan: controlledPages,
  panzhijian: qualityPages,
};

/** Those who look at them. */
export const KEEPING_PEOPLE = Object.keys(LISTS) as (keyof typeof LISTS)[];

/** What that person looks at. */
export function keepingPages(login: keyof typeof LISTS): Pages {
  return LISTS[login]();
}
