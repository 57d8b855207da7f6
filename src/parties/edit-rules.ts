/** What may be written about a party: names, codes, licences, bank details. */
import { isCreditCode } from '../kernel/codes/credit-code.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type LicenceKind, mayCover, needsScope, type PartyKind } from './rules.ts';

export interface PartyFacts {
  name: string;
  shortName: string;
  kind: PartyKind;
  /** 统一社会信用代码, in capitals; null for makers abroad. */
  creditCode: string | null;
  /** Code of the member of the consortium that the party is too. */
  memberCode: string | null;
  address: string;
  note: string;
}

/** Own code of a party: a letter, then letters and digits; it stands in addresses. */
export function readPartyCode(text: string): Result<string> {
  const code = text.normalize('NFKC').trim().toUpperCase();
  return /^[A-Z][A-Z0-9]{1,8}$/.test(code) && /\d/.test(code) ? ok(code) : refuse('party_code_form', {}, 'code');
}

/** Refuses a supplier without 统一社会信用代码, and one whose check character is wrong. Makers abroad have none. */
export function checkParty(given: PartyFacts): Result<undefined> {
  if (given.creditCode === null) {
    return given.kind === 'maker' ? ok() : refuse('party_credit_missing', {}, 'creditCode');
  }
  return isCreditCode(given.creditCode) ? ok() : refuse('credit_code_wrong', {}, 'creditCode');
}

export interface LicenceFacts {
  kind: LicenceKind;
  number: string;
  scope: string[];
  validFrom: string;
  validTo: string | null;
  issuedBy: string;
}

/** Refuses an end before the beginning, one that is over already, a scope that the kind cannot have or must have. */
export function checkLicence(given: LicenceFacts, today: string): Result<undefined> {
  const { kind, scope, validFrom, validTo } = given;
  if (validTo !== null && validTo < validFrom) return refuse('licence_span', {}, 'validTo');
  if (validTo !== null && validTo < today) return refuse('licence_over', { day: validTo }, 'validTo');
  const allowed = mayCover(kind);
  const foreign = scope.find((goods) => !(allowed as readonly string[]).includes(goods));
  if (foreign !== undefined) return refuse('licence_scope_foreign', { licence: kind, goods: foreign }, 'scope');
  return needsScope(kind) && scope.length === 0 ? refuse('licence_scope_missing', {}, 'scope') : ok();
}

export interface BankFacts {
  accountName: string;
  bankName: string;
  accountNumber: string;
}

const bare = (name: string) => name.normalize('NFKC').replace(/\s/g, '');

/**
 * The account number as it is kept: digits alone, as banks print them in groups. Refuses 8 to 30 digits not met, the
 * same digit over and over, and an account that is not in the party's own name.
 */
export function readBank(given: BankFacts, partyName: string): Result<BankFacts> {
  const accountNumber = given.accountNumber.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d{8,30}$/.test(accountNumber)) return refuse('account_number_form', {}, 'accountNumber');
  if (/^(\d)\1+$/.test(accountNumber)) return refuse('account_number_form', {}, 'accountNumber');
  if (bare(given.accountName) !== bare(partyName)) return refuse('account_name', { name: partyName }, 'accountName');
  return ok({ ...given, accountNumber });
}

/** The number with its last four digits alone, for lists and for people who do not pay. */
export function maskedAccount(accountNumber: string): string {
  return `****${accountNumber.slice(-4)}`;
}
