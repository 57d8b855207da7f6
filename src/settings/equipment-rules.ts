/** Dated rules of equipment: who agrees, what needs a licence, how long it lasts, when it is idle. Part of `RULES`. */
import { z } from 'zod';

const yuan = z.number().int().min(0).max(1_000_000_000);
const large = z.enum(['a', 'b', 'none']);
const years = z.number().int().min(1).max(100);

export const EQUIPMENT_RULES = {
  /** Yuan of the price from which the asset office and finance agree to a transfer, and the treasury to a free one. */
  asset_transfer_tiers: z.object({ office: yuan, finance: yuan, fiscal: yuan }),
  /** The same of a disposal; and from which a meeting must have decided (集体决策). */
  disposal_tiers: z.object({ office: yuan, finance: yuan, meeting: yuan }),
  /** Large medical equipment (大型医用设备): whose licence each kind needs; `none` where the edition dropped it. */
  large_equipment: z.object({
    ion_therapy: large,
    high_end_radiotherapy: large,
    pet_mr: large,
    pet_ct: large,
    endoscopic_robot: large,
    radiotherapy: large,
    ct_64: large,
    mr_15: large,
  }),
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
