/** Forms of acts that follow on others: naming a wish, ending a session, taking back, correcting, deciding. */
import { paths } from '../../src/paths.ts';
import { type Form, KEYED, keyed, noted, stale } from './paper-forms.ts';

const SELECTION: Form[] = [
  {
    name: 'naming the item of a wish',
    by: 'chief',
    path: (w) => paths.dossierAct(w.papers.wished, 'identification'),
    fields: () => stale({ itemCode: 'AMX' }),
    strict: [...KEYED, 'itemCode'],
  },
  {
    ...noted('closing a session', 'chief', (w) => paths.sessionAct(w.papers.session, 'closing'), 'close.minutes'),
    fields: () => stale({ 'close.minutes': '纪要' }),
  },
  {
    name: 'counting a matter',
    by: 'chief',
    path: (w) => paths.matterAct(w.papers.session, w.papers.matterId, 'decision'),
    fields: () => keyed({ reason: '' }),
    strict: ['idempotency_key'],
    words: ['reason'],
  },
  {
    name: 'adjourning a matter',
    by: 'chief',
    path: (w) => paths.matterAct(w.papers.session, w.papers.matterId, 'adjournment'),
    fields: () => keyed({ 'adjourn.note': '改天' }),
    strict: ['idempotency_key'],
    words: ['adjourn.note'],
  },
  {
    name: 'removing a matter',
    by: 'chief',
    path: (w) => paths.matterAct(w.papers.session, w.papers.matterId, 'removal'),
    fields: () => keyed(),
    strict: ['idempotency_key'],
  },
  {
    name: 'revoking an exception',
    by: 'chief',
    path: (w) => paths.formularyRevocation(w.papers.exceptionId),
    fields: () => keyed(),
    strict: ['idempotency_key'],
  },
];

const batch = { type: 'insurance', effectiveFrom: '2027-01-01', legalBasis: '医保目录' };

const CATALOGUE: Form[] = [
  {
    name: 'ending a code',
    by: 'chief',
    path: () => paths.itemCodeEnds('AMX'),
    fields: (w) =>
      keyed({ type: 'platform', value: w.papers.codeValue, validFrom: '2026-01-01', validTo: '2026-12-31' }),
    strict: ['idempotency_key', 'type', 'value', 'validTo'],
    optional: ['validFrom'],
  },
  {
    name: 'taking a fact back',
    by: 'chief',
    path: (w) => paths.factWithdrawal('AMX', 'high_alert', w.papers.factId),
    fields: () => keyed(),
    strict: ['idempotency_key'],
  },
  {
    name: 'correcting a fact',
    by: 'chief',
    path: (w) => paths.factCorrection('AMX', 'high_alert', w.papers.factId),
    fields: () => keyed({ value: 'B', legalBasis: '目录', reason: '写错' }),
    strict: ['idempotency_key', 'value'],
    words: ['legalBasis', 'reason'],
  },
  {
    name: 'a preview of facts for many',
    by: 'chief',
    path: () => paths.factBatchPreview(),
    fields: () => ({ ...batch, value: 'none', choose: 'codes', codes: 'AMX' }),
    strict: ['type', 'value', 'effectiveFrom'],
    words: ['legalBasis'],
  },
  {
    name: 'facts for many',
    by: 'chief',
    path: () => paths.factBatchApplication(),
    fields: (w) => keyed({ ...batch, stored: 'none', items: String(w.item.id) }),
    strict: ['idempotency_key', 'type', 'stored', 'effectiveFrom', 'items'],
    words: ['legalBasis'],
  },
  {
    name: 'bringing an item back',
    by: 'chief',
    path: (w) => paths.itemReinstatement(w.papers.retired),
    fields: () => keyed(),
    strict: ['idempotency_key'],
  },
  {
    name: 'a specification',
    by: 'chief',
    path: (w) => paths.catalogueLevel('specification', w.papers.specificationId),
    fields: () => keyed({ seen: '0'.repeat(20), strength: '1g', baseUnit: '片' }),
    strict: ['idempotency_key', 'seen'],
    words: ['strength', 'baseUnit'],
  },
  {
    name: 'a product',
    by: 'chief',
    path: (w) => paths.catalogueLevel('product', w.papers.productId),
    fields: () => keyed({ seen: '0'.repeat(20), manufacturer: '厂' }),
    strict: ['idempotency_key', 'seen'],
    optional: ['retestMonths'],
    words: ['manufacturer', 'holder', 'brand', 'approvalNumber', 'origin', 'grade', 'standard'],
  },
  {
    name: 'an answer to an import',
    by: 'chief',
    path: (w) => paths.importDecisions(w.papers.importId),
    fields: () => keyed({ row: '3', answer: 'new' }),
    strict: ['idempotency_key', 'answer'],
    optional: ['row'],
  },
];

export const LATE_FORMS: Form[] = [...SELECTION, ...CATALOGUE];
