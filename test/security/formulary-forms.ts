/** Forms of the formulary, permits, substitutes, rules, facts and items kept by hand, for attacks. */
import { paths } from '../../src/paths.ts';
import { AGED, type Form, KEYED, keyed, stale } from './paper-forms.ts';

const FORMULARY: Form[] = [
  {
    name: 'a change of the draft',
    by: 'chief',
    path: () => paths.formularyDraftItem('AMX'),
    fields: () => keyed({ seen: AGED, act: 'list', county: '1', reason: '临床需要' }),
    strict: ['idempotency_key', 'seen', 'act'],
    optional: ['useUntil'],
    words: ['reason'],
  },
  {
    name: 'withdrawing a change',
    by: 'chief',
    path: () => paths.formularyWithdrawal('AMX'),
    fields: () => keyed({ seen: AGED }),
    strict: ['idempotency_key', 'seen'],
  },
  {
    name: 'describing the draft',
    by: 'chief',
    path: () => paths.formularyDescription(),
    fields: (w) => stale({ number: w.papers.draft, title: '目录', effectiveOn: '2027-01-01' }),
    strict: [...KEYED, 'number'],
    optional: ['effectiveOn'],
    words: ['title'],
  },
  {
    name: 'abandoning the draft',
    by: 'chief',
    path: () => paths.formularyAbandonment(),
    fields: (w) => stale({ number: w.papers.draft, reason: '重来' }),
    strict: [...KEYED, 'number'],
    words: ['reason'],
  },
  {
    name: 'publishing',
    by: 'chief',
    path: () => paths.formularyPublication(),
    fields: (w) => stale({ number: w.papers.draft }),
    strict: [...KEYED, 'number'],
  },
  {
    name: 'an exception',
    by: 'chief',
    path: () => paths.formularyExceptions(),
    fields: () =>
      keyed({
        genericName: '阿莫西林',
        route: 'oral',
        most: '3',
        reason: '儿童',
        matterId: '99999999',
        validFrom: '2026-12-01',
      }),
    strict: ['idempotency_key', 'route', 'most', 'matterId', 'validFrom'],
    optional: ['validTo'],
    words: ['genericName', 'reason'],
  },
  {
    name: 'proposals of the linkage',
    by: 'chief',
    path: () => paths.linkageProposals(),
    fields: () => keyed({ pick: 'NO-SUCH:village', reason: '慢病' }),
    strict: ['idempotency_key', 'pick'],
    words: ['reason'],
  },
];

const SUPPLY_RULES: Form[] = [
  {
    name: 'a permit',
    by: 'quality',
    path: () => paths.preparations(),
    fields: () =>
      keyed({
        number: '赣药制调1',
        item: 'NO',
        maker: 'ZY',
        recipient: 'FA',
        capPacks: '2',
        validFrom: '2026-11-01',
        validTo: '2027-01-01',
        authority: '药监局',
      }),
    strict: ['idempotency_key', 'item', 'maker', 'recipient', 'capPacks', 'validFrom', 'validTo'],
    words: ['number', 'authority'],
  },
  {
    name: 'revoking a permit',
    by: 'quality',
    path: (w) => paths.permitRevocation(w.papers.permitId),
    fields: () => keyed({ reason: '' }),
    strict: ['idempotency_key'],
    words: ['reason'],
  },
  {
    name: 'a substitute',
    by: 'chief',
    path: () => paths.newSubstitute(),
    fields: (w) =>
      keyed({
        from: String(w.papers.conceptIds[0]),
        to: String(w.papers.conceptIds[1]),
        ways: 'one',
        guidance: '换算',
        matter: '99999999',
        validFrom: '2026-12-01',
      }),
    strict: ['idempotency_key', 'from', 'to', 'ways', 'matter', 'validFrom'],
    optional: ['validTo'],
    words: ['guidance'],
  },
  {
    name: 'ending a substitute',
    by: 'chief',
    path: (w) => paths.substituteEnding(w.papers.substituteId),
    fields: () => keyed({ lastDay: '2020-01-01', reason: '换药' }),
    strict: ['idempotency_key', 'lastDay'],
    words: ['reason'],
  },
  {
    name: 'a later value of a rule',
    by: 'chief',
    path: () => paths.rule('two_products'),
    fields: () => keyed({ effectiveFrom: '2020-01-01', legalBasis: '文件', 'value.injection': '2', 'value.oral': '2' }),
    strict: ['idempotency_key', 'effectiveFrom', 'value.injection', 'value.oral'],
    words: ['legalBasis'],
  },
  {
    name: 'withdrawing a value',
    by: 'chief',
    path: (w) => paths.ruleWithdrawal('selection_bands', w.papers.ruleValueId),
    fields: () => keyed({ reason: '' }),
    strict: ['idempotency_key'],
    words: ['reason'],
  },
];

const CATALOGUE: Form[] = [
  {
    name: 'a fact',
    by: 'chief',
    path: () => paths.itemFact('AMX', 'insurance'),
    fields: () => keyed({ value: 'none', effectiveFrom: '2026-12-01', legalBasis: '医保目录' }),
    strict: ['idempotency_key', 'effectiveFrom', 'value'],
    words: ['legalBasis'],
  },
  {
    name: 'a pack',
    by: 'chief',
    path: () => paths.itemPack('AMX'),
    fields: () => keyed({ seen: '0'.repeat(20), packUnit: '盒', pricePack: '1' }),
    strict: ['idempotency_key', 'seen'],
    optional: ['packSize', 'pricePack'],
    words: ['packUnit'],
  },
  {
    name: 'a concept',
    by: 'chief',
    path: (w) => paths.catalogueLevel('concept', w.papers.conceptIds[0]),
    fields: () => keyed({ seen: '0'.repeat(20), genericName: '药', form: '片' }),
    strict: ['idempotency_key', 'seen'],
    words: ['genericName', 'form', 'aliases', 'therapeuticClass'],
  },
  {
    name: 'a code',
    by: 'chief',
    path: () => paths.itemCodes('AMX'),
    fields: () => keyed({ type: 'gtin', value: '', validFrom: '2026-01-01', source: '包装' }),
    strict: ['idempotency_key', 'type', 'value'],
    optional: ['validFrom', 'validTo'],
    words: ['source'],
  },
  {
    name: 'retiring an item',
    by: 'chief',
    path: () => paths.itemRetirement('AMX'),
    fields: () => keyed({ reason: '' }),
    strict: ['idempotency_key'],
    words: ['reason'],
  },
  {
    name: 'a new item',
    by: 'chief',
    path: () => paths.newItem(),
    fields: () =>
      keyed({
        code: 'AMX',
        kind: 'drug',
        genericName: '新药',
        strength: '1g',
        baseUnit: '片',
        packUnit: '盒',
        packSize: '10',
        storageZone: 'room',
      }),
    strict: ['idempotency_key', 'kind', 'packSize', 'storageZone'],
    optional: ['pricePack', 'retestMonths'],
    words: ['genericName', 'strength', 'manufacturer', 'approvalNumber'],
  },
];

export const FORMULARY_FORMS: Form[] = [...FORMULARY, ...SUPPLY_RULES, ...CATALOGUE];
