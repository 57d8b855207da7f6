/** Who and what a day of the county is about: members that wait for nothing, drugs that nobody has asked for. */
import { ask } from './candidates.ts';
import { keeperOf } from './movable.ts';

export interface Member {
  code: string;
  name: string;
  login: string;
}

export interface Drug {
  code: string;
  name: string;
  packUnit: string;
  /** Whole packs that the hub can give. */
  packs: number;
}

/** Packs that each member asks of what is too little for all. */
export const askedOf = (short: Drug) => Math.ceil((short.packs * 1.5) / 9) + 1;

export interface Neighbour {
  drug: Drug;
  /** Short name, and login of who grants and who picks. */
  name: string;
  head: string;
  keeper: string;
}

export interface Cast {
  /** First the two clinics, then seven branches. */
  members: Member[];
  /** Who keeps the branch above the first clinic. */
  above: string;
  short: Drug;
  ample: [Drug, Drug, Drug];
  parted: Drug;
  refused: Drug;
  neighbour: Neighbour;
}

const CLINICS = ['XG2501', 'XG3001', 'XG1401', 'XG1801'];
const BRANCHES = [12, 13, 15, 16, 17, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29].map((number) => `XG${number}`);
const HEADS = { XG18: 'lvyuanzhang', XG30: 'ouyangyuanzhang', XG02: 'fangyuanzhang' };

function free(codes: readonly string[], count: number): Member[] {
  const list = codes.map((code) => `'${code}'`).join(', ');
  const rows = ask<{ code: string; name: string }>(
    `SELECT o.code, o.short_name AS name FROM organisation o
     WHERE o.code IN (${list}) AND NOT EXISTS (SELECT 1 FROM document d
       WHERE d.kind = 'dispatch' AND d.status = 'picking' AND d.counterpart_id = o.id)`,
  );
  const found = codes.flatMap((code) => rows.filter((row) => row.code === code)).slice(0, count);
  if (found.length < count) throw new Error(`the demonstration is picking something for too many of ${list}`);
  return found.map((row) => ({ ...row, login: keeperOf(row.code) }));
}

/** Plain goods for everyone, of which a member has only lots that can be given, and which nobody has asked for yet. */
const drugsAt = (member: string) => `
  SELECT i.code, i.generic_name AS name, i.pack_unit AS "packUnit",
    sum(b.on_hand - b.reserved) / i.pack_size AS packs, sum(b.reserved) AS reserved
  FROM balance b
  JOIN lot l ON l.id = b.lot_id
  JOIN item i ON i.id = b.item_id
  JOIN location place ON place.id = b.location_id AND place.kind = 'store'
  JOIN organisation o ON o.id = place.keeper_id AND o.code = '${member}'
  WHERE i.village_tier = 1 AND i.township_tier = 1 AND i.control_class = 'none' AND i.kind = 'drug' AND i.active = 1
    AND i.pack_size > 1 AND i.scale = 1 AND b.on_hand > 0
    AND i.id NOT IN (SELECT item_id FROM shortage WHERE item_id IS NOT NULL)
  GROUP BY i.id
  HAVING count(l.frozen) = 0 AND min(l.expires_on) > date('now', '+400 days')
    AND count(CASE WHEN place.zone <> 'room' THEN 1 END) = 0`;

function drugs(): Drug[] {
  const rows = ask<Drug>(`SELECT * FROM (${drugsAt('XG00')}) ORDER BY code`);
  return rows.filter((drug) => /^\p{Script=Han}+$/u.test(drug.name));
}

function neighbourWith(taken: readonly string[]): Neighbour {
  for (const [code, head] of Object.entries(HEADS)) {
    const name = ask<{ name: string }>(`SELECT short_name AS name FROM organisation WHERE code = '${code}'`)[0]?.name;
    const [drug] = ask<Drug>(
      `SELECT * FROM (${drugsAt(code)}) WHERE reserved = 0 AND packs >= 6 ORDER BY packs DESC, code`,
    ).filter((one) => !taken.includes(one.code));
    if (drug !== undefined) return { drug, name: name ?? '', head, keeper: keeperOf(code) };
  }
  throw new Error('no branch with a head has anything that nobody asked for');
}

/** Everyone and everything of one day, apart from those of the days before. */
export function castOfTheDay(): Cast {
  const members = [...free(CLINICS, 2), ...free(BRANCHES, 7)];
  const all = drugs();
  const short = all.find((drug) => drug.packs >= 20 && drug.packs <= 120);
  const ample = all.filter((drug) => drug.packs >= 60 && drug !== short).slice(0, 5);
  const [first, second, third, parted, refused] = ample;
  if (!short || !first || !second || !third || !parted || !refused) throw new Error('the hub has too little for a day');
  return {
    members,
    above: keeperOf(members[0]?.code.slice(0, 4) ?? ''),
    short,
    ample: [first, second, third],
    parted,
    refused,
    neighbour: neighbourWith([short, ...ample].map((drug) => drug.code)),
  };
}
