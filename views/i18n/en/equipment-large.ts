/** Kinds of large medical equipment by the catalogue, in English. */
import type * as zh from '../zh/equipment-large.ts';

export const largeKinds: typeof zh.largeKinds = {
  ion_therapy: 'Heavy ion or proton therapy',
  high_end_radiotherapy: 'High-end radiotherapy',
  pet_mr: 'PET/MR',
  pet_ct: 'PET/CT',
  endoscopic_robot: 'Endoscopic surgical robot',
  radiotherapy: 'Conventional radiotherapy',
  ct_64: 'CT of 64 rows or more',
  mr_15: 'MR of 1.5 T or more',
};
export const largeGrades: typeof zh.largeGrades = {
  a: 'A: licence of the state',
  b: 'B: licence of the province',
  none: 'No licence needed',
};
