/** Dated rules of equipment: how many years it lasts by class, and when it lies idle. Part of `RULES`. */
import { z } from 'zod';

const years = z.number().int().min(1).max(100);

export const EQUIPMENT_RULES = {
  /** Years over which equipment of a class is depreciated. */
  depreciation_years: z.object({
    electronic: years,
    ultrasound: years,
    high_frequency: years,
    physical_therapy: years,
    hyperbaric: years,
    chinese_medicine: years,
    mri: years,
    xray: years,
    high_energy: years,
    nuclear: years,
    laboratory: years,
    extracorporeal: years,
    surgery_emergency: years,
    dental: years,
    ward_care: years,
    disinfection: years,
    optical: years,
    laser: years,
    other_special: years,
    computer_office: years,
    vehicle: years,
    furniture: years,
  }),
  /** Days after which what lies idle is offered to others, and hours of a working day that a thing could be on. */
  idle_assets: z.object({ days: z.number().int().min(1).max(3650), dayHours: z.number().int().min(1).max(24) }),
} as const;
