/** A county with equipment whose months are charged: the asset office, the chief accountant, an auditor. */
import { type AssetWorld, openAssetWorld } from '../assets/asset-world.ts';
import { addPerson, type TestPerson } from '../support/build.ts';

export interface WornWorld extends AssetWorld {
  chief: TestPerson;
  auditor: TestPerson;
}

export async function openWornWorld(): Promise<WornWorld> {
  const world = await openAssetWorld();
  return {
    ...world,
    chief: await addPerson(world.services, world.head, 'chief_accountant'),
    auditor: await addPerson(world.services, world.head, 'auditor'),
  };
}
