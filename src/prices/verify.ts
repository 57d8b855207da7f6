/** Recomputes what is promised about prices: two people behind each change, one price a day, one volume contract. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

/** Acts that make somebody a party to the matter, and the act that only another person may do. */
const DECISIONS = {
  contract: { decides: `'activate'`, takes: `'draft', 'change'` },
  negotiation: {
    decides: `'approve'`,
    takes: `'open', 'change', 'refer', 'state', 'begin', 'next_round', 'quote', 'propose'`,
  },
  repricing: { decides: `'post'`, takes: `'open', 'change', 'submit'` },
} as const;

const ownDecisions = Object.entries(DECISIONS).map(
  ([kind, { decides, takes }]) => `select document.number as subject, 'two people' as expected,
     decided.actor_name as found
   from document join document_act as decided on decided.document_id = document.id and decided.act in (${decides})
   where document.kind = '${kind}' and exists (select 1 from document_act as own
     where own.document_id = document.id and own.act in (${takes}) and own.actor_id = decided.actor_id)`,
);

const RULES: Record<string, Statement> = {
  price_two_people: statement(ownDecisions.join('\n   union all\n   ')),
  listed_price_once: statement(
    `select item.code as subject, a.valid_from as expected, b.valid_from as found
     from listed_price as a join listed_price as b on b.item_id = a.item_id and b.valid_from > a.valid_from
       and b.valid_from <= coalesce(a.valid_to, '9999')
     join item on item.id = a.item_id`,
  ),
  volume_contract_once: statement(
    `select item.code as subject, one.number as expected, other.number as found
     from contract as a
     join document as one on one.id = a.document_id and one.status in ('active', 'ended')
     join contract_line as a_line on a_line.contract_id = a.document_id
     join contract_line as b_line on b_line.item_id = a_line.item_id and b_line.contract_id > a.document_id
     join contract as b on b.document_id = b_line.contract_id and b.kind = 'volume'
       and a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
     join document as other on other.id = b.document_id and other.status in ('active', 'ended')
     join item on item.id = a_line.item_id
     where a.kind = 'volume'`,
  ),
  repricing_effect: statement(
    `select document.number as subject, cast(coalesce(repricing.effect_fen, 0) as text) as expected,
       cast(coalesce(sum(effect.new_fen - effect.old_fen), 0) as text) as found
     from repricing join document on document.id = repricing.document_id
     left join repricing_line as line on line.repricing_id = repricing.document_id
     left join repricing_effect as effect on effect.line_id = line.id
     group by document.number, repricing.effect_fen
     having coalesce(repricing.effect_fen, 0) <> coalesce(sum(effect.new_fen - effect.old_fen), 0)`,
  ),
};

/** Prices, contracts, negotiations and repricings are what their rows say, and no one decided about the own work. */
export const priceChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
