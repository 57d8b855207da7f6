/** What is told of the demo's equipment and implants, in the order in which stories of one moment begin. */
import type { Script } from './agenda.ts';
import { equipment } from './equipment.ts';
import { equipmentFaults, equipmentMoves, equipmentStocktakes } from './equipment-life.ts';
import { equipmentLoans } from './equipment-loans.ts';
import { equipmentMaintenance } from './equipment-maintenance.ts';
import { equipmentPurchases } from './equipment-purchases.ts';
import { equipmentRecalls } from './equipment-recalls.ts';
import { equipmentSharing } from './equipment-sharing.ts';
import { equipmentMonths, equipmentPool } from './equipment-value.ts';
import { consignedImplants } from './implants.ts';
import { ownImplants } from './own-implants.ts';
import { countedShelves } from './shelf-counts.ts';
import type { World } from './world.ts';

export const EQUIPMENT_STORIES: readonly ((world: World) => Script)[] = [
  equipment,
  equipmentMonths,
  equipmentPool,
  equipmentFaults,
  equipmentMoves,
  equipmentStocktakes,
  equipmentPurchases,
  equipmentLoans,
  equipmentSharing,
  consignedImplants,
  ownImplants,
  countedShelves,
  equipmentMaintenance,
  equipmentRecalls,
];
