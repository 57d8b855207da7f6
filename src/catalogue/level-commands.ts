/** Finds or makes the concept, specification and product of items: four statements for any number of them. */
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addAliases } from './alias-commands.ts';
import { type Placed, routeOf } from './levels.ts';

const GIVEN = rowset('given', {
  n: 'int',
  kind: 'text',
  generic_name: 'text',
  form: 'text',
  route: 'text',
  aliases: 'text',
  therapeutic_class: 'text',
  consumable_grade: 'text',
  strength: 'text',
  base_unit: 'text',
  scale: 'int',
  manufacturer: 'text',
  holder: 'text',
  brand: 'text',
  approval_number: 'text',
  origin: 'text',
  grade: 'text',
  standard: 'text',
  retest_months: 'int',
});

const TO_CONCEPT = `join concept on concept.kind = given.kind and concept.generic_name = given.generic_name
  and concept.form = given.form`;
const TO_SPECIFICATION = `${TO_CONCEPT} join specification on specification.concept_id = concept.id
  and specification.strength = given.strength and specification.base_unit = given.base_unit
  and specification.scale = given.scale`;
const TO_PRODUCT = `${TO_SPECIFICATION} join product on product.specification_id = specification.id
  and product.manufacturer = given.manufacturer and product.brand = given.brand and product.origin = given.origin
  and product.grade = given.grade`;

const addConcepts = statement(
  `insert into concept (kind, generic_name, form, route, aliases, therapeutic_class, consumable_grade)
   select kind, generic_name, form, route, ${dialect === 'sqlite' ? 'aliases' : 'cast(aliases as json)'},
     therapeutic_class, consumable_grade
   from ${GIVEN} as given where true order by n on conflict (kind, generic_name, form) do nothing`,
);
const addSpecifications = statement(
  `insert into specification (concept_id, strength, base_unit, scale)
   select concept.id, given.strength, given.base_unit, given.scale from ${GIVEN} as given ${TO_CONCEPT}
   where true order by given.n on conflict (concept_id, strength, base_unit, scale) do nothing`,
);
const addProducts = statement(
  `insert into product (specification_id, manufacturer, holder, brand, approval_number, origin, grade, standard,
     retest_months)
   select specification.id, given.manufacturer, given.holder, given.brand, given.approval_number, given.origin,
     given.grade, given.standard, given.retest_months
   from ${GIVEN} as given ${TO_SPECIFICATION} where true order by given.n
   on conflict (specification_id, manufacturer, brand, origin, grade) do nothing`,
);
const placed = statement(
  `select given.n as n, product.id as product_id from ${GIVEN} as given ${TO_PRODUCT} order by given.n`,
);

function rowOf(words: Placed, n: number) {
  const { levels } = words;
  return {
    n,
    kind: words.kind,
    generic_name: words.genericName,
    form: words.form,
    route: levels?.route ?? routeOf(words.form),
    aliases: JSON.stringify(words.aliases),
    therapeutic_class: levels?.therapeuticClass ?? '',
    consumable_grade: levels?.consumableGrade ?? null,
    strength: words.strength,
    base_unit: words.baseUnit,
    scale: words.scale,
    manufacturer: words.manufacturer,
    holder: levels?.holder ?? '',
    brand: levels?.brand ?? '',
    approval_number: words.approvalNumber ?? '',
    origin: levels?.origin ?? '',
    grade: levels?.grade ?? '',
    standard: levels?.standard ?? '',
    retest_months: levels?.retestMonths ?? null,
  };
}

/**
 * The product ids of the given words, in their order; levels that are new are made. Levels that exist keep theirs, but
 * learn further names.
 */
export async function productsFor(tx: Tx, given: readonly Placed[]): Promise<number[]> {
  if (given.length === 0) return [];
  const rows = { given: given.map(rowOf) };
  await tx.run(addConcepts, rows);
  await tx.run(addSpecifications, rows);
  await tx.run(addProducts, rows);
  const found = await tx.run<{ n: number; product_id: number }>(placed, rows);
  if (found.length !== given.length) throw new Error(`${given.length} items found ${found.length} products`);
  const products = found.map((row) => Number(row.product_id));
  await addAliases(
    tx,
    given.map(({ aliases }, index) => ({ productId: products[index] ?? 0, aliases })),
  );
  return products;
}
