/** Posts the therapeutic substitutes that the committee has approved. */
import { eq } from 'drizzle-orm';
import { item, product, specification } from '../../db/schema/catalogue.ts';
import { recordSubstitute } from '../../src/substitutes/commands.ts';
import { chiefOf, itemOf, must, today, type World } from './world.ts';

const PAIRS: readonly [from: string, to: string, bothWays: boolean, guidance: string][] = [
  ['阿托伐他汀钙片', '瑞舒伐他汀钙片', true, '阿托伐他汀20mg ≈ 瑞舒伐他汀10mg，每晚1次；4周后复查血脂和肝酶'],
  ['缬沙坦胶囊', '氯沙坦钾片', true, '缬沙坦80mg ≈ 氯沙坦50mg，每日1次；换药后2周内复测血压'],
  ['奥美拉唑肠溶胶囊', '雷贝拉唑钠肠溶片', false, '奥美拉唑20mg ≈ 雷贝拉唑10mg，早餐前'],
  ['头孢拉定胶囊', '头孢氨苄胶囊', false, '按体重和感染部位换算，同为第一代头孢；过敏史先问清'],
];

async function conceptOf(world: World, name: string): Promise<number> {
  const [row] = await world.tx
    .select({ id: specification.conceptId })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .where(eq(item.id, itemOf(world, name).id));
  if (row === undefined) throw new Error(`demo: ${name} has no concept`);
  return row.id;
}

/** Records the pairs by the decision about them, from today on. */
export async function recordSubstitutes(world: World, matterId: number): Promise<void> {
  for (const [from, to, bothWays, guidance] of PAIRS) {
    const concepts = { fromConceptId: await conceptOf(world, from), toConceptId: await conceptOf(world, to) };
    const input = { ...concepts, bothWays, guidance, matterId, validFrom: today(world), validTo: null };
    must(await recordSubstitute(world.services, chiefOf(world.hub), null, input), `${from} → ${to}`);
  }
}
