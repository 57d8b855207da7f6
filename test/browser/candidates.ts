/** What the demonstration of this day offers for the road: a drug in several lots, a clinic that waits for nothing. */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { inject } from 'vitest';
import { searchText } from '../../src/kernel/search-key.ts';

export interface Candidate {
  code: string;
  name: string;
  packUnit: string;
  /** Ways to find it besides its name. */
  initials: string;
  pinyin: string;
}

const DRUGS = `
  SELECT i.code, i.generic_name AS name, i.pack_unit AS "packUnit"
  FROM balance b
  JOIN lot l ON l.id = b.lot_id
  JOIN item i ON i.id = b.item_id
  JOIN location place ON place.id = b.location_id AND place.kind = 'store' AND place.zone = 'room'
  JOIN organisation hub ON hub.id = place.keeper_id AND hub.code = 'XG00'
  WHERE i.village_tier = 1 AND i.control_class = 'none' AND i.kind = 'drug' AND i.pack_size > 1 AND i.scale = 1
    AND b.on_hand - b.reserved >= i.pack_size * 15 AND l.frozen IS NULL AND l.expires_on > '${dayFromNow(300)}'
    AND i.id NOT IN (SELECT item_id FROM shortage WHERE item_id IS NOT NULL AND organisation_id IN
      (SELECT id FROM organisation WHERE code IN ('XG1801', 'XG1401', 'XG2501', 'XG3001')))
  GROUP BY i.id HAVING count(DISTINCT l.expires_on) >= 2
  ORDER BY count(*) DESC, i.code`;

const CLINICS = `
  SELECT o.code FROM organisation o
  WHERE o.code IN ('XG1801', 'XG1401', 'XG2501', 'XG3001') AND NOT EXISTS (
    SELECT 1 FROM document d WHERE d.kind = 'dispatch' AND d.status = 'picking' AND d.counterpart_id = o.id)
  ORDER BY o.code DESC`;

/** Village doctors by their clinic. */
const DOCTORS: Record<string, string> = {
  XG1801: 'laiyisheng',
  XG1401: 'zengyisheng',
  XG2501: 'huangyisheng',
  XG3001: 'yuanyisheng',
};

/** Rows of the data of the running program. */
export function ask<Row>(sql: string): Row[] {
  const database = new Database(join(inject('dataDir'), 'yaoxie.sqlite'), { readonly: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}

/** Village drugs that the hub has in two lots or more and nobody on the road asks for; those with most lots first. */
export function drugs(): Candidate[] {
  const found = ask<{ code: string; name: string; packUnit: string }>(DRUGS);
  return found
    .filter((drug) => /^\p{Script=Han}+$/u.test(drug.name))
    .map((drug) => {
      const [, whole = '', ...more] = searchText([drug.name]).split(' ');
      return { ...drug, pinyin: whole, initials: more.find((word) => word.length === drug.name.length) ?? whole };
    });
}

/** A clinic to which nothing is being picked, and its doctor; the one of the README when it can be. */
export function freeClinic(): { clinic: string; doctor: string } {
  const free = ask<{ code: string }>(CLINICS).map((row) => row.code);
  const clinic = free.includes('XG1801') ? 'XG1801' : (free[0] ?? '');
  const doctor = DOCTORS[clinic];
  if (doctor === undefined) throw new Error('the demonstration is picking something for every clinic of the road');
  return { clinic, doctor };
}

/** Today and some days on, in the county. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10);
}

/** 本位码 and GTIN of an item, as the demonstration made them up. */
export function codesOf(itemCode: string): { baseCode: string; gtin: string } {
  const rows = ask<{ type: string; value: string }>(
    `SELECT c.type, c.value FROM item_code c JOIN item i ON i.id = c.item_id WHERE i.code = '${itemCode}'`,
  );
  const of = (type: string) => rows.find((row) => row.type === type)?.value ?? '';
  return { baseCode: of('base_code'), gtin: of('gtin') };
}

/** One dossier in each state, one session that waits and one that is over. */
export function someDecisions() {
  const number = (sql: string) => ask<{ number: string }>(sql)[0]?.number ?? '';
  return {
    onTrial: number(newest('dossier', "'trial'")),
    scored: number(newest('dossier', "'scored'")),
    scoring: number(newest('dossier', "'scoring'")),
    submitted: number(newest('dossier', "'submitted'")),
    called: number(newest('session', "'called'")),
    closed: number(newest('session', "'closed'")),
  };
}

export interface SomeDocuments {
  shortage: string;
  picking: string;
  posted: string;
  difference: string;
  lot: number;
  item: string;
  /** A dispatch on its way, and somebody at its destination. */
  receipt: { number: string; login: string } | undefined;
}

const newest = (kind: string, states: string) =>
  `SELECT number FROM document WHERE kind = '${kind}' AND status IN (${states}) ORDER BY id DESC LIMIT 1`;

const RECEIPT = `
  SELECT d.number, u.login FROM document d JOIN person u ON u.organisation_id = d.counterpart_id
  WHERE d.kind = 'dispatch' AND d.status = 'in_transit' ORDER BY d.id DESC LIMIT 1`;

const LOT = `
  SELECT lot.id AS lot, item.code AS item FROM balance JOIN lot ON lot.id = balance.lot_id
  JOIN item ON item.id = lot.item_id GROUP BY lot.id ORDER BY count(*) DESC LIMIT 1`;

/** One document in each state that has a look of its own. */
export function someDocuments(): SomeDocuments {
  const number = (sql: string) => ask<{ number: string }>(sql)[0]?.number ?? '';
  const [busiest] = ask<{ lot: number; item: string }>(LOT);
  return {
    shortage: number(newest('shortage', "'accepted', 'matched'")),
    picking: number(newest('dispatch', "'picking'")),
    posted: number(newest('dispatch', "'received', 'discrepancy'")),
    difference: number(newest('discrepancy', "'open', 'closed'")),
    lot: busiest?.lot ?? 0,
    item: busiest?.item ?? '',
    receipt: ask<{ number: string; login: string }>(RECEIPT)[0],
  };
}

/** The newest document of the kind in one of the states; of an order one to that supplier. */
export function newestOf(kind: string, states: string, supplier?: string): string {
  const joined =
    supplier === undefined ? '' : 'JOIN purchase_order o ON o.document_id = d.id JOIN party p ON p.id = o.party_id';
  const narrowed = supplier === undefined ? '' : `AND p.code = '${supplier}'`;
  const found = ask<{ number: string }>(
    `SELECT d.number FROM document d ${joined} WHERE d.kind = '${kind}' AND d.status IN (${states}) ${narrowed}
     ORDER BY d.id DESC LIMIT 1`,
  )[0]?.number;
  if (found === undefined) throw new Error(`the demonstration has no ${kind} that is ${states}`);
  return found;
}

/** Of the money side: the first of each that has a look of its own, disputed and waiting ones before the others. */
export function someMoney(): { payable: number; settled: number; invoice: number; statement: number; line: number } {
  const first = (sql: string) => ask<{ id: number }>(sql)[0]?.id ?? 0;
  return {
    payable: first('SELECT id FROM payable ORDER BY blocked IS NULL, id DESC LIMIT 1'),
    settled: first('SELECT id FROM payable ORDER BY amount_fen > paid_fen + credited_fen, id LIMIT 1'),
    invoice: first('SELECT id FROM invoice WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT 1'),
    statement: first('SELECT id FROM bank_statement ORDER BY id DESC LIMIT 1'),
    line: first("SELECT id FROM bank_line ORDER BY meaning <> 'unmatched', id LIMIT 1"),
  };
}

/** Of keeping stock: an issue of the branch, a probe, and a narcotic that lies at the hub. */
export function someKept(): { issue: string; logger: string; controlled: string } {
  const [issue] = ask<{ number: string }>(
    `SELECT d.number FROM document d JOIN organisation o ON o.id = d.organisation_id
     WHERE d.kind = 'issue' AND o.code = 'XG18' ORDER BY d.id DESC LIMIT 1`,
  );
  const [logger] = ask<{ code: string }>('SELECT code FROM logger ORDER BY id LIMIT 1');
  const [controlled] = ask<{ code: string }>(
    `SELECT i.code FROM item i JOIN balance b ON b.item_id = i.id JOIN location l ON l.id = b.location_id
     JOIN organisation o ON o.id = l.keeper_id AND o.code = 'XG00'
     WHERE i.control_class = 'narcotic' AND b.on_hand > 0 ORDER BY i.code LIMIT 1`,
  );
  return { issue: issue?.number ?? '', logger: logger?.code ?? '', controlled: controlled?.code ?? '' };
}

export interface ScannedPack {
  lotId: number;
  /** Lot last, behind the separator; lot last without one; and expiry swallowed by the lot. */
  separated: string;
  plain: string;
  swallowed: string;
}

/** Two lots with barcodes that lie at the organisation of this person, as their packs say it. */
export function someScans(login: string): { first: ScannedPack; second: ScannedPack } {
  const rows = ask<{ lotId: number; number: string; expiresOn: string; gtin: string }>(`
    SELECT l.id AS "lotId", l.number, l.expires_on AS "expiresOn", c.value AS gtin
    FROM balance b
    JOIN lot l ON l.id = b.lot_id
    JOIN item_code c ON c.item_id = l.item_id AND c.type = 'gtin' AND c.valid_to IS NULL AND length(c.value) = 14
    JOIN location place ON place.id = b.location_id AND place.kind = 'store'
    JOIN person p ON p.organisation_id = place.keeper_id AND p.login = '${login}'
    WHERE b.on_hand > 0 GROUP BY l.id ORDER BY l.id LIMIT 2`);
  const [first, second] = rows.map(({ lotId, number, expiresOn, gtin }) => {
    const day = expiresOn.slice(2).replaceAll('-', '');
    return {
      lotId,
      separated: `01${gtin}10${number}\u001d17${day}`,
      plain: `01${gtin}17${day}10${number}`,
      swallowed: `01${gtin}10${number}17${day}`,
    };
  });
  if (first === undefined || second === undefined) throw new Error(`nothing to scan at ${login}`);
  return { first, second };
}

export interface Stocked {
  code: string;
  name: string;
  baseUnit: string;
  packSize: number;
  /** The lot that goes first. */
  lot: string;
}

/** Ordinary drugs of which a member has had so many smallest units at every moment of this month, the most first. */
export function stockedAllMonth(member: string, quantityBase: number): Stocked[] {
  return ask<Stocked>(`
    SELECT i.code, i.generic_name AS name, i.base_unit AS "baseUnit", i.pack_size AS "packSize",
      min(l.expires_on || ' ' || l.number) AS lot
    FROM balance b
    JOIN lot l ON l.id = b.lot_id JOIN item i ON i.id = b.item_id
    JOIN location place ON place.id = b.location_id AND place.kind = 'store' AND place.zone = 'room'
    JOIN organisation o ON o.id = place.keeper_id AND o.code = '${member}'
    WHERE i.kind = 'drug' AND i.control_class = 'none' AND i.scale = 1 AND i.pack_size > 1 AND l.frozen IS NULL
      AND b.on_hand > 0 AND l.expires_on > '${dayFromNow(60)}'
    GROUP BY i.id
    HAVING sum(b.on_hand - b.reserved) - coalesce((
      SELECT sum(moved.quantity_base) FROM movement_line moved
      WHERE moved.item_id = i.id AND moved.to_id = place.id
        AND moved.occurred_at > (unixepoch('now', '+8 hours', 'start of month') - 28800) * 1000), 0) >= ${quantityBase}
    ORDER BY sum(b.on_hand) DESC, i.code`).map((row) => ({ ...row, lot: row.lot.slice('2026-11-23 '.length) }));
}

/** Smallest units of each lot of an item in the stores of a member. */
export function lotsThere(member: string, itemCode: string): { lot: string; base: number }[] {
  return ask(`
    SELECT l.number AS lot, sum(b.on_hand) AS base
    FROM balance b JOIN lot l ON l.id = b.lot_id JOIN item i ON i.id = b.item_id AND i.code = '${itemCode}'
    JOIN location place ON place.id = b.location_id AND place.kind = 'store'
    JOIN organisation o ON o.id = place.keeper_id AND o.code = '${member}'
    WHERE b.on_hand > 0 GROUP BY l.id`);
}
