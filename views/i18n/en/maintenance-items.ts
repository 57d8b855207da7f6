/** Items of the checklists of maintenance and self-test, in English. */
import type { maintenanceItems as zhItems, maintenanceKinds as zhKinds } from '../zh/maintenance-items.ts';

export const maintenanceKinds: typeof zhKinds = { pm: 'Preventive maintenance', self_test: 'Emergency self-test' };

export const maintenanceItems: typeof zhItems = {
  appearance: 'Appearance and connections',
  cleaning: 'Cleaned',
  accessories: 'Accessories complete and in date',
  performance: 'Performance',
  alarm: 'Alarms',
  electrical_safety: 'Electrical safety',
  calibration: 'Calibration value',
  battery: 'Battery',
  place: 'In its place, at hand',
  power_on: 'Power-on self-test',
  output: 'Output or function tried',
};
