/** Who we buy from and who makes it: suppliers and makers with licences, contacts, bank details; and kept files. */
import { sql } from 'drizzle-orm';
import { boolean, bytes, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { organisation } from './organisations.ts';

export const party = table(
  'party',
  {
    id: id('id'),
    /** Own short code, such as S012; used in addresses, never reused. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').$type<'supplier' | 'maker' | 'both'>().notNull(),
    creditCode: text('credit_code'),
    /**
     * The organisation its people sign in under: one outside the county's tree, or a member of the consortium that
     * also supplies it, which is a conflict of interest to be shown wherever someone decides about it.
     */
    organisationId: integer('organisation_id').references(() => organisation.id),
    address: text('address').notNull().default(''),
    note: text('note').notNull().default(''),
    searchText: text('search_text').notNull(),
    active: boolean('active').notNull().default(true),
    createdAt: integer('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('party_code').on(t.code),
    uniqueIndex('party_credit').on(t.creditCode),
    uniqueIndex('party_organisation').on(t.organisationId),
    check('party_kind', sql`${t.kind} in ('supplier', 'maker', 'both')`),
  ],
);

/** A licence or paper a party must hold (许可证, GSP 范围, 授权书, 质量协议); renewed by a new row, never edited. */
export const partyLicence = table(
  'party_licence',
  {
    id: id('id'),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    kind: text('kind')
      .$type<
        | 'business'
        | 'drug_distribution'
        | 'drug_production'
        | 'device_distribution'
        | 'device_production'
        | 'authorisation'
        | 'salesperson'
        | 'quality_agreement'
      >()
      .notNull(),
    number: text('number').notNull(),
    /** What it covers, as the kinds of goods of src/parties/rules.ts; empty for papers that cover none. */
    scope: json<string[]>('scope').notNull(),
    validFrom: text('valid_from').notNull(),
    /** Last day; null when it does not lapse. */
    validTo: text('valid_to'),
    issuedBy: text('issued_by').notNull().default(''),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    /** Revoked or found wrong before its time. */
    endedAt: integer('ended_at'),
    endedReason: text('ended_reason'),
  },
  (t) => [
    index('party_licence_party').on(t.partyId, t.kind),
    index('party_licence_lapse').on(t.validTo),
    check('party_licence_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);

export const partyContact = table(
  'party_contact',
  {
    id: id('id'),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    name: text('name').notNull(),
    duty: text('duty').notNull().default(''),
    phone: text('phone').notNull().default(''),
    email: text('email').notNull().default(''),
    endedAt: integer('ended_at'),
  },
  (t) => [index('party_contact_party').on(t.partyId)],
);

/** Bank details: proposed by one person, confirmed by another; what is in force is the last confirmed row. */
export const partyBank = table(
  'party_bank',
  {
    id: id('id'),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    accountName: text('account_name').notNull(),
    bankName: text('bank_name').notNull(),
    accountNumber: text('account_number').notNull(),
    reason: text('reason').notNull(),
    status: text('status').$type<'proposed' | 'confirmed' | 'refused'>().notNull().default('proposed'),
    proposedBy: integer('proposed_by').notNull(),
    proposedAt: integer('proposed_at').notNull(),
    decidedBy: integer('decided_by'),
    decidedAt: integer('decided_at'),
    note: text('note'),
  },
  (t) => [
    index('party_bank_party').on(t.partyId, t.id),
    uniqueIndex('party_bank_waiting').on(t.partyId).where(sql`status = 'proposed'`),
    check('party_bank_two', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.proposedBy}`),
    check('party_bank_decided', sql`(${t.status} = 'proposed') = (${t.decidedBy} is null)`),
  ],
);

/** A file kept with a record (contract, delivery note, invoice, temperature log): never changed, never removed. */
export const attachment = table(
  'attachment',
  {
    id: id('id'),
    /** What it belongs to, such as `party S012` or `document YS-20261123-0001`. */
    subject: text('subject').notNull(),
    title: text('title').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    content: bytes('content').notNull(),
    addedBy: integer('added_by').notNull(),
    addedAt: integer('added_at').notNull(),
    withdrawnAt: integer('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [index('attachment_subject').on(t.subject, t.id)],
);
