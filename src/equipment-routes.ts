/** The pages of equipment, in the order in which their addresses are tried: mounted together by the app. */
import { acquisitionRoutes } from './acquisitions/routes.tsx';
import { assetPurchaseRoutes } from './asset-purchases/routes.tsx';
import { assetTransferRoutes } from './asset-transfers/routes.tsx';
import { equipmentRoutes } from './assets/routes.tsx';
import { shelfCountRoutes } from './consignment-counts/routes.tsx';
import { depreciationRoutes } from './depreciation/routes.tsx';
import { deviceEventRoutes } from './device-events/routes.tsx';
import { deviceRecallRoutes } from './device-recalls/routes.tsx';
import { disposalRoutes } from './disposals/routes.tsx';
import { equipmentOverviewRoutes } from './equipment-overview/routes.tsx';
import { faultRoutes } from './faults/routes.tsx';
import { idlePoolRoutes } from './idle-pool/routes.tsx';
import { ownImplantRoutes } from './implants/own-routes.tsx';
import { implantRecallRoutes } from './implants/recall-routes.tsx';
import { implantRoutes } from './implants/routes.tsx';
import { inventoryRoutes } from './inventories/routes.tsx';
import { loanRoutes } from './loans/routes.tsx';
import { maintenanceRoutes } from './maintenance/routes.tsx';
import { metrologyRoutes } from './metrology/routes.tsx';
import { equipmentLabelRoutes } from './scanning/equipment-routes.tsx';
import { bookingRoutes } from './sharing/booking-routes.tsx';
import { offerRoutes } from './sharing/offer-routes.tsx';
import { utilisationRoutes } from './utilisation/routes.tsx';

export const EQUIPMENT_ROUTES = [
  equipmentOverviewRoutes,
  acquisitionRoutes,
  assetPurchaseRoutes,
  faultRoutes,
  deviceEventRoutes,
  deviceRecallRoutes,
  inventoryRoutes,
  loanRoutes,
  offerRoutes,
  bookingRoutes,
  equipmentLabelRoutes,
  equipmentRoutes,
  depreciationRoutes,
  metrologyRoutes,
  maintenanceRoutes,
  utilisationRoutes,
  idlePoolRoutes,
  implantRoutes,
  implantRecallRoutes,
  ownImplantRoutes,
  shelfCountRoutes,
  assetTransferRoutes,
  disposalRoutes,
];
