/** Posts the dated facts of the demo's items, list by list, as the chief pharmacist enters a new edition. */
import { recordFacts } from '../../src/catalogue/fact-batch-commands.ts';
import { factLists } from './data/fact-lists.ts';
import { chiefOf, must, type World } from './world.ts';

/** Records what the lists say of the items they name. Throws when one names none: then a name is written wrongly. */
export async function recordLists(world: Pick<World, 'services' | 'hub' | 'items'>): Promise<void> {
  const chief = chiefOf(world.hub);
  for (const { names, ...list } of factLists) {
    const itemIds = world.items.filter(({ data }) => names(data)).map(({ id }) => id);
    if (itemIds.length === 0) throw new Error(`demo: nothing is ${list.type} ${list.value}`);
    const done = must(
      await recordFacts(world.services, chief, null, { itemIds, ...list }),
      `${list.type} ${list.value}`,
    );
    if (done.left > 0) throw new Error(`demo: ${done.left} items cannot be ${list.type} ${list.value}`);
  }
}
