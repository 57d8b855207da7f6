/** Kinds of large medical equipment by the catalogue, in Chinese. */

export const largeKinds = {
  ion_therapy: '重离子质子放射治疗系统',
  high_end_radiotherapy: '高端放射治疗类设备',
  pet_mr: 'PET/MR',
  pet_ct: 'PET/CT',
  endoscopic_robot: '腹腔内窥镜手术系统',
  radiotherapy: '常规放射治疗类设备',
  ct_64: '64排及以上CT',
  mr_15: '1.5T及以上磁共振',
};
export const largeGrades = { a: '甲类（国家许可）', b: '乙类（省级许可）', none: '不需许可' };
