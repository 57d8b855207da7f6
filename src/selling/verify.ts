/** Recomputes what is promised about selling prices: their source says them, two people set them, limits hold. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import { formatPrice } from '../kernel/money.ts';
import { limitsOn } from './queries.ts';
import { type GoodsKind, markupRule, maySellAt } from './rules.ts';

const RULES: Record<string, Statement> = {
  selling_source: statement(
    `select item.code as subject, 'its document' as expected, cast(price.price_pack as text) as found
     from selling_price as price join item on item.id = price.item_id
     where price.origin in ('acceptance', 'repricing')
       and not exists (select 1 from receipt_line as line
         join order_line as ordered on ordered.id = line.order_line_id
         where line.receipt_id = price.document_id and ordered.item_id = price.item_id
           and line.price_pack = price.price_pack and line.accepted_base > 0)
       and not exists (select 1 from repricing_line as line where line.repricing_id = price.document_id
         and line.item_id = price.item_id and line.new_price = price.price_pack)`,
  ),
  selling_two_people: statement(
    `select item.code as subject, 'two people' as expected, person.name as found
     from selling_price as price join item on item.id = price.item_id
     join person on person.id = price.recorded_by
     where price.origin = 'set' and price.status = 'in_force'
       and (price.approved_by is null or price.approved_by = price.recorded_by)`,
  ),
};

const inForceEver = statement(
  `select item.code, item.kind, price.price_pack, price.paid_pack, price.valid_from
   from selling_price as price join item on item.id = price.item_id where price.status = 'in_force' order by price.id`,
);

interface PriceRow {
  code: string;
  kind: GoodsKind;
  price_pack: number;
  paid_pack: number | null;
  valid_from: string;
}

/** Prices that were over what was paid, when they began, by more than the rule of that day allowed. */
async function overLimit(db: Db): Promise<FoundRow[]> {
  const rows = await db.run<PriceRow>(inForceEver, {});
  const days = [...new Set(rows.map((row) => row.valid_from))];
  const limits = new Map(await Promise.all(days.map(async (day) => [day, await limitsOn(db, day)] as const)));
  return rows.flatMap((row) => {
    const own = limits.get(row.valid_from);
    if (own === undefined || row.paid_pack === null) return [];
    if (maySellAt(markupRule(row.kind, own), row.price_pack, row.paid_pack)) return [];
    return [{ subject: row.code, expected: formatPrice(row.paid_pack), found: formatPrice(row.price_pack) }];
  });
}

/** Selling prices are what their documents, two people and the limits of their day allow. */
export const sellingChecks: readonly Check<Db>[] = [
  ...Object.entries(RULES).map(([rule, query]) => ({
    rule,
    find: async (db: Db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  })),
  {
    rule: 'selling_limit',
    find: async (db) => (await overLimit(db)).map((row) => ({ rule: 'selling_limit', ...row })),
  },
];
