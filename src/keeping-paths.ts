/** Addresses of what happens to stock where it is kept, one section for each feature: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

/** The acts on a recall that have a form on its page. */
export type RecallActPath =
  | 'targets'
  | 'sheet'
  | 'confirmation'
  | 'drop'
  | 'freeze'
  | 'release'
  | 'withdrawal'
  | 'closing';

/** The acts on a box that have a form on its page. */
export type BoxActPath = 'scans' | 'contents' | 'taking' | 'sealing' | 'opening' | 'removal';

export const keepingPaths = {
  issues: (query?: Query) => withQuery('/issues', query),
  issuesExport: (format: Format, query?: Query) => withQuery(`/issues/export.${format}`, query),
  newIssue: (query?: Query) => withQuery('/issues/new', query),
  /** Reads what was typed so far and shows the form again with its lots; nothing is written. */
  issueDraft: () => '/issues/draft',
  quickIssue: (query?: Query) => withQuery('/issues/quick', query),
  issue: (number: string) => `/issues/${number}`,
  issueReturn: (number: string) => `/issues/${number}/return`,
  useFiles: () => '/issues/files',
  useTemplate: (format: Format) => `/issues/files/template.${format}`,
  useFile: (id: number | string, query?: Query) => withQuery(`/issues/files/${id}`, query),
  useFileExport: (id: number | string, format: Format, query?: Query) =>
    withQuery(`/issues/files/${id}/export.${format}`, query),
  useFilePosting: (id: number | string) => `/issues/files/${id}/posting`,
  useFileRetry: (id: number | string) => `/issues/files/${id}/retry`,
  useFileEnding: (id: number | string) => `/issues/files/${id}/ending`,
  useFileCodes: (id: number | string) => `/issues/files/${id}/codes`,
  useCodes: () => '/issues/codes',
  useCodeRemoval: () => '/issues/codes/removal',
  issueReversal: (number: string) => `/issues/${number}/reversal`,

  /** Where everything that carries a code is looked up; nothing is written. */
  scan: (code?: string) => withQuery('/scan', { code }),
  placeLabels: () => '/labels',
  labels: (kind: 'lot' | 'place' | 'receipt' | 'dispatch', of: number | string) => `/labels/${kind}/${of}`,
  /** Boxes of a dispatch, and the acts on one of them. */
  boxes: (number: string, box?: number) => withQuery(`/dispatches/${number}/boxes`, { box }),
  boxAct: (number: string, box: number, act: BoxActPath) => `/dispatches/${number}/boxes/${box}/${act}`,

  counts: (query?: Query) => withQuery('/counts', query),
  countsExport: (format: Format, query?: Query) => withQuery(`/counts/export.${format}`, query),
  newCount: (query?: Query) => withQuery('/counts/new', query),
  count: (number: string, query?: Query) => withQuery(`/counts/${number}`, query),
  countExport: (number: string, format: Format) => `/counts/${number}/export.${format}`,
  countSheet: (number: string) => `/counts/${number}/sheet.pdf`,
  countPaper: (number: string) => `/counts/${number}/result.pdf`,
  countFindings: (number: string, query?: Query) => withQuery(`/counts/${number}/findings`, query),
  countFound: (number: string, query?: Query) => withQuery(`/counts/${number}/found`, query),
  countAct: (number: string, act: 'submission' | 'approval' | 'return' | 'reversal' | 'cancellation') =>
    `/counts/${number}/${act}`,
  countRecount: (number: string, line: number | string) => `/counts/${number}/lines/${line}/recount`,
  countPlans: () => '/counts/plans',
  newCountPlan: (query?: Query) => withQuery('/counts/plans/new', query),
  countPlanOpening: (id: number | string) => `/counts/plans/${id}/opening`,
  countPlanState: (id: number | string, act: 'ending' | 'resumption') => `/counts/plans/${id}/${act}`,

  controlled: (query?: Query) => withQuery('/controlled', query),
  registers: (query?: Query) => withQuery('/controlled/register', query),
  registersExport: (format: Format, query?: Query) => withQuery(`/controlled/register/export.${format}`, query),
  register: (item: string, query?: Query) => withQuery(`/controlled/register/${item}`, query),
  registerExport: (item: string, format: Format, query?: Query) =>
    withQuery(`/controlled/register/${item}/export.${format}`, query),
  registerPaper: (item: string, query?: Query) => withQuery(`/controlled/register/${item}/register.pdf`, query),
  handovers: (query?: Query) => withQuery('/handovers', query),
  handoversExport: (format: Format, query?: Query) => withQuery(`/handovers/export.${format}`, query),
  newHandover: (query?: Query) => withQuery('/handovers/new', query),
  handover: (number: string) => `/handovers/${number}`,
  handoverClosing: (number: string) => `/handovers/${number}/closing`,
  ampoules: (query?: Query) => withQuery('/controlled/ampoules', query),
  ampoulesExport: (format: Format, query?: Query) => withQuery(`/controlled/ampoules/export.${format}`, query),
  ampoulesBack: (query?: Query) => withQuery('/controlled/ampoules/returned', query),
  ampoulesBackExport: (format: Format, query?: Query) =>
    withQuery(`/controlled/ampoules/returned/export.${format}`, query),
  ampoulesDestruction: () => '/controlled/ampoules/destruction',
  ampouleLine: (line: number | string) => `/controlled/ampoules/${line}`,
  ampouleReturn: (line: number | string) => `/controlled/ampoules/${line}/return`,
  ampouleResidue: (line: number | string) => `/controlled/ampoules/${line}/residue`,
  cards: (query?: Query) => withQuery('/controlled/cards', query),
  cardsExport: (format: Format, query?: Query) => withQuery(`/controlled/cards/export.${format}`, query),
  newCard: () => '/controlled/cards/new',
  cardWithdrawal: (id: number | string) => `/controlled/cards/${id}/withdrawal`,

  losses: (query?: Query) => withQuery('/losses', query),
  lossesExport: (format: Format, query?: Query) => withQuery(`/losses/export.${format}`, query),
  newLoss: (query?: Query) => withQuery('/losses/new', query),
  loss: (number: string, query?: Query) => withQuery(`/losses/${number}`, query),
  lossPaper: (number: string) => `/losses/${number}/paper.pdf`,
  lossLines: (number: string, query?: Query) => withQuery(`/losses/${number}/lines`, query),
  lossLineRemoval: (number: string, line: number | string) => `/losses/${number}/lines/${line}/removal`,
  lossAct: (number: string, act: 'submission' | 'approval' | 'return' | 'reversal' | 'cancellation' | 'withdrawal') =>
    `/losses/${number}/${act}`,
  destructions: () => '/losses/destructions',
  newDestruction: (query?: Query) => withQuery('/losses/destructions/new', query),

  stockExpiry: (query?: Query) => withQuery('/stock/expiry', query),
  stockExpiryCalendar: (query?: Query) => withQuery('/stock/expiry/calendar', query),
  stockExpiryExport: (format: Format, query?: Query) => withQuery(`/stock/expiry/export.${format}`, query),
  stockSlow: (query?: Query) => withQuery('/stock/slow', query),
  stockSlowMembers: (query?: Query) => withQuery('/stock/slow/members', query),
  stockSlowMembersExport: (format: Format, query?: Query) => withQuery(`/stock/slow/members/export.${format}`, query),
  stockSlowExport: (format: Format, query?: Query) => withQuery(`/stock/slow/export.${format}`, query),
  stockValue: (query?: Query) => withQuery('/stock/value', query),
  stockValueExport: (format: Format, query?: Query) => withQuery(`/stock/value/export.${format}`, query),
  stockThen: (query?: Query) => withQuery('/stock/then', query),
  stockThenExport: (format: Format, query?: Query) => withQuery(`/stock/then/export.${format}`, query),
  levels: (query?: Query) => withQuery('/levels', query),
  levelsExport: (format: Format, query?: Query) => withQuery(`/levels/export.${format}`, query),
  levelItem: (member: string, item: string) => `/levels/${member}/${item}`,
  levelUndoing: (member: string, item: string) => `/levels/${member}/${item}/undoing`,
  levelImport: () => '/levels/import',
  levelTemplate: (format: Format) => `/levels/import/template.${format}`,
  levelPreview: (id: number, query?: Query) => withQuery(`/levels/import/${id}`, query),
  levelApplication: (id: number) => `/levels/import/${id}/application`,
  levelProposals: (query?: Query) => withQuery('/levels/proposals', query),
  levelProposalsExport: (format: Format, query?: Query) => withQuery(`/levels/proposals/export.${format}`, query),
  levelProposalsAll: () => '/levels/proposals/all',
  levelComputation: () => '/levels/proposals/computation',
  levelMembers: (query?: Query) => withQuery('/levels/proposals/members', query),

  transfers: (query?: Query) => withQuery('/transfers', query),
  transfersExport: (format: Format, query?: Query) => withQuery(`/transfers/export.${format}`, query),
  newTransfer: (query?: Query) => withQuery('/transfers/new', query),
  transfer: (number: string) => `/transfers/${number}`,
  transferPaper: (number: string) => `/transfers/${number}/paper.pdf`,
  moreTransferLines: (number: string, query?: Query) => withQuery(`/transfers/${number}/lines/new`, query),
  transferLines: (number: string) => `/transfers/${number}/lines`,
  transferLineRemoval: (number: string, line: number | string) => `/transfers/${number}/lines/${line}/removal`,
  transferAct: (number: string, act: 'acceptance' | 'declination' | 'grant' | 'refusal' | 'withdrawal') =>
    `/transfers/${number}/${act}`,
  recalls: (query?: Query) => withQuery('/recalls', query),
  recallsExport: (format: Format, query?: Query) => withQuery(`/recalls/export.${format}`, query),
  newRecall: (query?: Query) => withQuery('/recalls/new', query),
  recallDraft: () => '/recalls/draft',
  recall: (number: string, query?: Query) => withQuery(`/recalls/${number}`, query),
  recallExport: (number: string, format: Format) => `/recalls/${number}/export.${format}`,
  recallReport: (number: string) => `/recalls/${number}/report.pdf`,
  recallAct: (number: string, act: RecallActPath) => `/recalls/${number}/${act}`,
  recallTargetRemoval: (number: string, target: number | string) => `/recalls/${number}/targets/${target}/removal`,
  recallMember: (number: string, code: string) => `/recalls/${number}/members/${code}`,
  recallAnswer: (number: string, code: string) => `/recalls/${number}/members/${code}/answer`,
  trace: (query?: Query) => withQuery('/trace', query),
  traceExport: (format: Format, query?: Query) => withQuery(`/trace/export.${format}`, query),
  traceMissing: (query?: Query) => withQuery('/trace/missing', query),
  traceMissingExport: (format: Format, query?: Query) => withQuery(`/trace/missing/export.${format}`, query),
  traceScans: (query?: Query) => withQuery('/trace/scans', query),
  traceScansExport: (format: Format, query?: Query) => withQuery(`/trace/scans/export.${format}`, query),
  traceAlarms: (query?: Query) => withQuery('/trace/alarms', query),
  traceAlarmsExport: (format: Format, query?: Query) => withQuery(`/trace/alarms/export.${format}`, query),
  traceAlarm: (id: number | string) => `/trace/alarms/${id}`,
  traceAlarmClosing: (id: number | string) => `/trace/alarms/${id}/closing`,
  tracePacks: (query?: Query) => withQuery('/trace/packs', query),
  tracePacksExport: (format: Format, query?: Query) => withQuery(`/trace/packs/export.${format}`, query),
  tracePacksRemoval: () => '/trace/packs/removal',
  tracePacksImport: () => '/trace/packs/import',
  tracePacksTemplate: (format: Format) => `/trace/packs/import/template.${format}`,
  tracePacksPreview: (id: number | string, query?: Query) => withQuery(`/trace/packs/import/${id}`, query),
  tracePacksApplication: (id: number | string) => `/trace/packs/import/${id}/application`,
  traceCode: (code: string) => `/trace/${code}`,
  tracePaper: (number: string, act: string, query?: Query) => withQuery(`/trace/papers/${number}/${act}`, query),
  tracePaperExport: (number: string, act: string, format: Format) => `/trace/papers/${number}/${act}/export.${format}`,
  tracePaperScans: (number: string, act: string) => `/trace/papers/${number}/${act}/scans`,
  tracePaperUndo: (number: string, act: string) => `/trace/papers/${number}/${act}/undo`,
  storage: (query?: Query) => withQuery('/storage', query),
  storageMoves: (query?: Query) => withQuery('/storage/moves', query),
  loggers: (query?: Query) => withQuery('/storage/loggers', query),
  loggersExport: (format: Format, query?: Query) => withQuery(`/storage/loggers/export.${format}`, query),
  newLogger: (query?: Query) => withQuery('/storage/loggers/new', query),
  logger: (code: string, query?: Query) => withQuery(`/storage/loggers/${code}`, query),
  loggerExport: (code: string, format: Format, query?: Query) =>
    withQuery(`/storage/loggers/${code}/export.${format}`, query),
  loggerAct: (
    code: string,
    act: 'readings' | 'change' | 'retirement' | 'reinstatement' | 'token' | 'token-removal' | 'calibrations',
  ) => `/storage/loggers/${code}/${act}`,
  /** Reads a file of the probe and shows what it holds; nothing is written. */
  loggerFile: (code: string) => `/storage/loggers/${code}/file`,
  loggerFileReadings: (code: string) => `/storage/loggers/${code}/file/readings`,
  loggerTemplate: () => '/storage/loggers/template.csv',
  excursions: (query?: Query) => withQuery('/excursions', query),
  excursionsExport: (format: Format, query?: Query) => withQuery(`/excursions/export.${format}`, query),
  excursion: (number: string) => `/excursions/${number}`,
  excursionPaper: (number: string) => `/excursions/${number}/report.pdf`,
  excursionAct: (number: string, act: 'explanation' | 'decisions' | 'closing') => `/excursions/${number}/${act}`,
  /** Where devices push, by token. */
  readingPush: () => '/api/readings',

  upkeeps: (query?: Query) => withQuery('/upkeep', query),
  upkeepsExport: (format: Format, query?: Query) => withQuery(`/upkeep/export.${format}`, query),
  upkeep: (number: string, query?: Query) => withQuery(`/upkeep/${number}`, query),
  upkeepExport: (number: string, format: Format) => `/upkeep/${number}/export.${format}`,
  upkeepPaper: (number: string) => `/upkeep/${number}/record.pdf`,
  upkeepFindings: (number: string, query?: Query) => withQuery(`/upkeep/${number}/findings`, query),
  upkeepRest: (number: string) => `/upkeep/${number}/rest`,
  upkeepRelease: (number: string, line: number | string) => `/upkeep/${number}/lines/${line}/release`,
  alerts: (query?: Query) => withQuery('/alerts', query),
  alertsExport: (format: Format, query?: Query) => withQuery(`/alerts/export.${format}`, query),
  alert: (id: number | string) => `/alerts/${id}`,
  alertOwner: (id: number | string) => `/alerts/${id}/owner`,
  alertRest: (id: number | string) => `/alerts/${id}/rest`,
  alertWaking: (id: number | string) => `/alerts/${id}/waking`,
  jobs: () => '/alerts/jobs',
  jobRun: (job: string) => `/alerts/jobs/${job}/run`,

  proposals: (query?: Query) => withQuery('/proposals', query),
  proposalRun: (key: string) => `/proposals/runs/${key}`,
  proposal: (number: string, query?: Query) => withQuery(`/proposals/${number}`, query),
  proposalExport: (number: string, format: Format, query?: Query) =>
    withQuery(`/proposals/${number}/export.${format}`, query),
  proposalAct: (number: string, act: 'lines' | 'acceptance' | 'declination' | 'closing', query?: Query) =>
    withQuery(`/proposals/${number}/${act}`, query),
  memberPoints: (query?: Query) => withQuery('/proposals/points', query),
  memberPointsFile: () => '/proposals/points/file',
  memberPointsTemplate: () => '/proposals/points/export.csv',
};
