/** Who may read and do what with shortages, dispatches and differences: part of the table in `access.ts`. */
import { may, type Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import {
  ANSWER,
  at,
  EXPLAIN,
  key,
  none,
  POST,
  REGISTER,
  reason,
  refusing,
  STOCK,
  stale,
  type Visit,
} from './visits.ts';

/** Every member sends what it was asked for and granted; what another sends it may look at. */
const SEND: readonly Role[] = [...POST, 'branch_pharmacist', 'branch_head'];
/** What goods cost is for who sees prices. */
const PRICED: readonly Role[] = STOCK.filter((role) => may([role], 'stock.read.prices'));
const PICK: readonly Role[] = ['storekeeper', 'village_doctor', 'branch_pharmacist', 'branch_head'];

/** Who applies for medicines proposes a wish for the formulary. */
const PROPOSE: readonly Role[] = ['branch_pharmacist', 'branch_head', 'hub_pharmacist'];

export const SUPPLY_READS: Record<string, Visit> = {
  '/dispatches': { path: at('/dispatches'), roles: STOCK },
  '/dispatches/export.csv': { path: at('/dispatches/export.csv'), roles: STOCK },
  '/dispatches/export.xlsx': { path: at('/dispatches/export.xlsx'), roles: STOCK },
  '/dispatches/:number': { path: (w) => paths.dispatch(w.clinicA.sent), roles: STOCK },
  '/dispatches/:number/slip.pdf': { path: (w) => paths.dispatchSlip(w.clinicA.sent, 'a4'), roles: STOCK },
  '/dispatches/:number/pick-list.pdf': { path: (w) => paths.dispatchPickList(w.clinicA.picking), roles: STOCK },
  '/dispatches/:number/receipt': {
    path: (w) => paths.dispatchReceipt(w.clinicA.sent),
    roles: REGISTER,
    answers: [200],
  },
  '/dispatches/:number/unlisted/new': {
    path: (w) => paths.dispatchUnlisted(w.clinicA.sent),
    roles: REGISTER,
    answers: [200, 303],
  },
  '/dispatches/:number/lines/:line/removal': {
    path: (w) => paths.dispatchLineRemoval(w.clinicA.picking, w.clinicA.pickingLine),
    roles: SEND,
    answers: [200, 303],
  },
  '/dispatches/:number/cancellation': {
    path: (w) => paths.dispatchCancellation(w.clinicA.picking),
    roles: SEND,
    answers: [200, 303],
  },
  '/dispatches/:number/reversal': {
    path: (w) => paths.dispatchReversal(w.clinicA.sent),
    roles: SEND,
    answers: [200, 303],
  },
  '/slips/:number': { path: (w) => paths.slipCheck(w.clinicA.sent), roles: STOCK },
  '/discrepancies': { path: at('/discrepancies'), roles: STOCK },
  '/discrepancies/export.csv': { path: at('/discrepancies/export.csv'), roles: STOCK },
  '/discrepancies/export.xlsx': { path: at('/discrepancies/export.xlsx'), roles: STOCK },
  '/discrepancies/:number': { path: (w) => paths.discrepancy(w.clinicA.discrepancy), roles: STOCK },
  '/transit': { path: at('/transit'), roles: STOCK },
  '/transit/export.csv': { path: at('/transit/export.csv'), roles: STOCK },
  '/transit/export.xlsx': { path: at('/transit/export.xlsx'), roles: STOCK },
  '/charges': { path: at('/charges'), roles: PRICED },
  '/charges/export.csv': { path: at('/charges/export.csv'), roles: PRICED },
  '/charges/export.xlsx': { path: at('/charges/export.xlsx'), roles: PRICED },
  '/shortages': { path: at('/shortages'), roles: STOCK },
  '/shortage-desk': { path: at('/shortage-desk'), roles: STOCK, answers: [200, 404] },
  '/shortage-desk/items/:code': { path: at('/shortage-desk/items/AMX'), roles: STOCK, answers: [200, 404] },
  '/shortage-desk/answering': { path: at('/shortage-desk/answering'), roles: STOCK, answers: [200, 404] },
  '/shortage-desk/answered': { path: at('/shortage-desk/answered'), roles: STOCK, answers: [200, 404] },
  '/shortages/new': { path: at('/shortages/new'), roles: [...REGISTER, ...ANSWER] },
  '/shortages/export.csv': { path: at('/shortages/export.csv'), roles: STOCK },
  '/shortages/export.xlsx': { path: at('/shortages/export.xlsx'), roles: STOCK },
  '/shortages/:number': { path: (w) => paths.shortage(w.clinicA.registered), roles: STOCK },
};

export const SUPPLY_ACTS: Record<string, Visit> = {
  '/dispatches/:number/prints': refusing(
    (w) => paths.dispatchPrints(w.clinicA.picking),
    STOCK,
    () => ({ idempotency_key: key(), size: 'a4' }),
  ),
  '/dispatches/:number/receipt': refusing((w) => paths.dispatchReceipt(w.clinicA.sent), REGISTER, stale({ all: '1' })),
  '/dispatches/:number/unlisted/new': refusing(
    (w) => paths.dispatchUnlisted(w.clinicA.sent),
    REGISTER,
    stale({ item: '1', lot: 'A1', 'quantity.packs': '1', note: '箱里多的' }),
  ),
  '/dispatches/:number/lines/:line/removal': refusing(
    (w) => paths.dispatchLineRemoval(w.clinicA.picking, w.clinicA.pickingLine),
    SEND,
    stale(reason),
  ),
  '/dispatches/:number/cancellation': refusing(
    (w) => paths.dispatchCancellation(w.clinicA.picking),
    SEND,
    stale(reason),
  ),
  '/dispatches/:number/reversal': refusing((w) => paths.dispatchReversal(w.clinicA.sent), SEND, stale(reason)),
  '/dispatches/:number/posting': refusing((w) => paths.dispatchPosting(w.clinicA.picking), SEND, stale()),
  // A wrong scan would be kept in the timeline: an empty one is not
  '/dispatches/:number/scans': refusing(
    (w) => paths.dispatchScan(w.clinicA.picking),
    PICK,
    () => ({ idempotency_key: key(), code: '' }),
  ),
  '/dispatches/:number/lines/:line/pick': refusing(
    (w) => paths.dispatchPicked(w.clinicA.picking, w.clinicA.pickingLine),
    PICK,
    (w) => ({ idempotency_key: key(), [`line.${w.clinicA.pickingLine}.packs`]: '99' }),
  ),
  '/discrepancies/:number/closing': refusing(
    (w) => paths.discrepancyClosing(w.clinicA.discrepancy),
    EXPLAIN,
    stale({ finding: 'sender', ...reason }),
  ),
  '/discrepancies/:number/owner': refusing(
    (w) => paths.discrepancyOwner(w.clinicA.discrepancy),
    EXPLAIN,
    stale({ ownerId: '1' }),
  ),
  '/discrepancies/:number/reopening': refusing(
    (w) => paths.discrepancyReopening(w.clinicA.discrepancy),
    EXPLAIN,
    stale(reason),
  ),
  '/discrepancies/:number/charge': refusing(
    (w) => paths.discrepancyCharge(w.clinicA.discrepancy),
    ['chief_accountant'],
    stale({ agree: '1' }),
  ),
  '/shortages/new': refusing(at('/shortages/new'), [...REGISTER, ...ANSWER], none),
  '/shortage-desk/answering': refusing(at('/shortage-desk/answering'), ANSWER, none),
  '/shortage-desk/items/:code/answers': refusing(at('/shortage-desk/items/AMX/answers'), ANSWER, none),
  '/shortages/:number/messages': refusing(
    (w) => paths.shortageMessages(w.clinicA.registered),
    [...REGISTER, ...ANSWER],
    stale(),
  ),
  '/shortages/:number/reading': refusing(
    (w) => paths.shortageReading(w.clinicA.registered),
    [...REGISTER, ...ANSWER],
    stale({ 'read.upToId': '1' }),
  ),
  '/shortages/:number/merging': refusing(
    (w) => paths.shortageMerging(w.clinicA.registered),
    ANSWER,
    stale({ 'merge.into': 'QY-20990101-9999', 'merge.adds': 'all' }),
  ),
  '/shortages/:number/unmerging': refusing((w) => paths.shortageUnmerging(w.clinicA.registered), ANSWER, stale()),
  '/shortages/:number/parts': refusing(
    (w) => paths.shortageParts(w.clinicA.registered),
    ANSWER,
    stale({ 'part.way': 'refuse', 'part.quantity.packs': '1', 'part.note': '没有货源' }),
  ),
  '/shortages/:number/parts/withdrawal': refusing(
    (w) => paths.shortagePartBack(w.clinicA.registered),
    [...REGISTER, ...ANSWER],
    stale({ 'back.part': '1' }),
  ),
  '/shortages/:number/parts/confirmation': refusing(
    (w) => paths.shortageConfirmation(w.clinicA.registered),
    REGISTER,
    stale({ 'confirm.part': '1', 'confirm.agrees': 'yes', 'confirm.prescriber': '赖医生' }),
  ),
  '/shortages/:number/parts/outcome': refusing(
    (w) => paths.shortageSettlement(w.clinicA.registered),
    REGISTER,
    stale({ 'settle.outcome': 'collected' }),
  ),
  '/shortages/:number/proposal': refusing((w) => paths.shortageProposal(w.clinicA.registered), PROPOSE, stale()),
  '/shortages/:number/acceptance': refusing((w) => paths.shortageAcceptance(w.clinicA.registered), ANSWER, stale()),
  '/shortages/:number/listing': refusing((w) => paths.shortageListing(w.clinicA.registered), ANSWER, stale()),
  '/shortages/:number/unlisting': refusing((w) => paths.shortageUnlisting(w.clinicA.registered), ANSWER, stale()),
  '/shortages/:number/rejection': refusing(
    (w) => paths.shortageRejection(w.clinicA.registered),
    ANSWER,
    stale({ 'reject.note': '无货' }),
  ),
  '/shortages/:number/cancellation': refusing(
    (w) => paths.shortageCancellation(w.clinicA.registered),
    REGISTER,
    stale({ 'cancel.note': '不要了' }),
  ),
  '/shortages/:number/remainder': refusing(
    (w) => paths.shortageRemainder(w.clinicA.registered),
    [...REGISTER, ...ANSWER],
    stale({ 'remainder.note': '够了' }),
  ),
  '/shortages/:number/outcome': refusing(
    (w) => paths.shortageOutcome(w.clinicA.registered),
    REGISTER,
    stale({ 'outcome.outcome': 'collected', 'outcome.note': '' }),
  ),
  '/shortages/:number/identification': refusing(
    (w) => paths.shortageIdentification(w.clinicA.registered),
    ANSWER,
    stale({ 'identify.itemCode': 'AMX', 'identify.quantity.packs': '1' }),
  ),
  '/shortages/:number/neighbour': refusing(
    (w) => paths.shortageNeighbour(w.clinicA.registered),
    ANSWER,
    stale({ 'neighbour.from': 'SF', 'neighbour.quantity.packs': '1' }),
  ),
  '/shortages/:number/answer': refusing(
    (w) => paths.shortageAnswer(w.clinicA.registered),
    ANSWER,
    stale({ 'pick.1-1.packs': '1' }),
  ),
};
