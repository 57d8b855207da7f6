/** Items of the checklists of maintenance and self-test, in Chinese. */

export const maintenanceKinds = { pm: '预防性维护', self_test: '应急自检' };

export const maintenanceItems = {
  appearance: '外观与连接',
  cleaning: '清洁除尘',
  accessories: '附件耗材齐全有效',
  performance: '性能',
  alarm: '报警',
  electrical_safety: '电气安全',
  calibration: '校准值',
  battery: '电池',
  place: '定点定位、取用方便',
  power_on: '开机自检',
  output: '输出或功能试验',
};
